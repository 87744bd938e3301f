"""A run as the plain values its page shows: header, measures, breakdowns, pictures; no HTML but SVG.

The pictures of confidence and time are in ``pictures``, the questions in ``records``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from youju.errors import Message
from youju_eval.folder import Run
from youju_eval.predictions import missing
from youju_eval.report import svg
from youju_eval.report.outcomes import NAMES, Outcome, outcome_of
from youju_eval.report.sentences import (
    PURPOSES,
    WARNINGS,
    documents_and_passages,
    few_questions_warning,
    generated_warning,
)
from youju_eval.report.texts import WORDS

FEW = 100
"""Questions below which a reader is told that small differences may be chance."""


@dataclass(frozen=True, slots=True)
class OutcomeBar:
    """How many questions came out how."""

    drawing: str
    """SVG."""
    parts: tuple[svg.Part, ...]
    total: int


def warnings(run: Run) -> tuple[Message, ...]:
    """What must be known before a figure is believed."""
    told = run.result.set
    found = [WARNINGS.get(told.purpose)]
    if told.generated:
        found.append(generated_warning(told.generated, told.questions))
    if told.questions < FEW:
        found.append(few_questions_warning(told.questions))
    return tuple(one for one in found if one is not None)


def purpose(run: Run) -> Message:
    """What the set may be used for."""
    given = run.result.set.purpose
    return PURPOSES.get(given, Message(given, given))


def index_size(run: Run) -> Message | None:
    """How large the index was, None when the system is another's."""
    index = run.result.index
    return documents_and_passages(index.documents, index.passages) if index else None


def outcome_bar(run: Run) -> OutcomeBar:
    """All questions of a run by what came of them."""
    counts = Counter(
        outcome_of(one, run.predictions.get(one.id) or missing(one.id))
        for one in run.result.questions
    )
    parts = tuple(
        svg.Part(counts[outcome], str(outcome), NAMES[outcome])
        for outcome in Outcome
        if counts[outcome]
    )
    label = Message(
        WORDS["outcomes"].zh + "：" + "，".join(f"{one.name.zh} {one.count}" for one in parts),
        WORDS["outcomes"].en + ": " + ", ".join(f"{one.name.en} {one.count}" for one in parts),
    )
    return OutcomeBar(svg.shares(parts, label=label), parts, sum(counts.values()))
