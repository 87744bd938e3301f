"""Which machinery answers which kind of question better: the clause, the reader's stretch, or what ships.

Called by ``training.reading`` over the rankings it has read; nothing is fitted here.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

from youju.answering.answerer import Answerer
from youju.retrieval.retriever import Retrieved
from youju.schema import Question
from youju.settings import AnsweringSettings
from youju.store.base import Store
from youju_eval.measures.answer_tokens import answer_tokens
from youju_eval.measures.cmrc_f1 import run_f1

ALL = "all"
Answered = tuple[str, tuple[str, ...], Retrieved]
"""A question, its gold answers, and its ranking with the readings in it."""


def answers_by_kind(asked: Sequence[Answered], store: Store) -> dict[str, dict[str, float]]:
    """Mean cmrc_f1 by kind of question: of the clause, of the first stretch read, of what ships."""
    answerer = Answerer(store.blocks, store.passages_of, settings=AnsweringSettings())

    def shipped(question: str, retrieved: Retrieved) -> str:
        found = answerer.answer(Question(question, question), retrieved, threshold=0.0)
        return found.text.removesuffix("[1]")

    def clause(question: str, retrieved: Retrieved) -> str:
        return shipped(question, replace(retrieved, readings={}))

    ways: dict[str, Callable[[str, Retrieved], str]] = {
        "clause": clause,
        "stretch": lambda _, retrieved: _stretch(retrieved),
        "shipped": shipped,
    }
    values: dict[str, dict[str, list[float]]] = {}
    for question, golds, retrieved in asked:
        for name, way in ways.items():
            given = answer_tokens(way(question, retrieved))
            best = max(run_f1(given, answer_tokens(gold)) for gold in golds)
            for kind in (retrieved.wanted.asks.value, ALL):
                values.setdefault(kind, {}).setdefault(name, []).append(best)
    return {
        kind: {"questions": len(ways_of["clause"])}
        | {name: round(statistics.fmean(found), 4) for name, found in ways_of.items()}
        for kind, ways_of in sorted(values.items())
    }


def _stretch(retrieved: Retrieved) -> str:
    for one in retrieved.passages:
        reading = retrieved.readings.get(one.passage.id)
        if reading is not None and reading.span is not None:
            return reading.span.of(one.passage.document.text)
    return ""
