"""RGB (Chen et al. 2024, "Benchmarking Large Language Models in Retrieval-Augmented Generation").

``{"id", "query", "answer", "positive", "negative"}``, a line each. The answers are read as its script
``evalue.py`` checks them: every entry of ``answer`` must be there, and of an entry that is a list any.
Counterfactual passages (``positive_wrong``) are not taken: a library of lies is another experiment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from youju_eval.jsonl import Line
from youju_eval.rows import read_rows
from youju_eval.sets.beir import key_of
from youju_eval.sets.gold import ANSWERABLE, UNANSWERABLE, SqueezedTexts, distinct, grades
from youju_eval.sets.names import FileNames
from youju_eval.sets.questions import ensure_usable
from youju_eval.sets.values import LIST, EvaluationQuestion, EvaluationSet, SetDocument


def is_rgb(fields: frozenset[str]) -> bool:
    """Whether the fields of a row are RGB's."""
    return {"query", "answer"} <= fields and bool(fields & {"positive", "negative"})


def read_rgb(path: Path) -> EvaluationSet:
    """The questions, with the passages of all of them as documents; a text that comes twice is one.

    A question without positive passages is unanswerable.

    Raises:
        EvaluationError: a row is none; the first, and how many.

    """
    passages = _Passages()
    questions = read_rows(path, passages.question)
    ensure_usable(questions, str(path))
    return EvaluationSet(
        name=path.stem, questions=questions, documents=tuple(passages.documents), source=path
    )


@dataclass(slots=True)
class _Passages:
    """The documents so far."""

    documents: list[SetDocument] = field(default_factory=list)
    names: FileNames = field(default_factory=FileNames)
    by_text: dict[str, SetDocument] = field(default_factory=dict)

    def question(self, line: Line) -> EvaluationQuestion:
        """One row as a question; its passages are added."""
        identity, text = key_of(line, "id"), line.text("query")
        groups = _answers(line)
        found = self._add(line, identity, "positive")
        self._add(line, identity, "negative")
        if not found:
            return EvaluationQuestion(identity, UNANSWERABLE, text)
        ids = [one.id for one in found]
        texts = SqueezedTexts(found)
        standing = tuple(texts.standing(group, ids) for group in groups)
        several = len(groups) > 1
        first = [next(iter((*here, *group))) for here, group in zip(standing, groups, strict=True)]
        return EvaluationQuestion(
            id=identity,
            type=LIST if several else ANSWERABLE,
            question=text,
            answers=distinct(first if several else (text for group in groups for text in group)),
            evidence=standing if all(standing) else (),
            relevant=grades(ids),
        )

    def _add(self, line: Line, identity: str, name: str) -> list[SetDocument]:
        """The passages under one name as documents, each text once."""
        found: list[SetDocument] = []
        for number, text in enumerate(_flat(line, name), start=1):
            if text not in self.by_text:
                wanted = f"{identity}-{name}-{number}"
                self.by_text[text] = SetDocument(wanted, self.names.made(wanted), text=text)
                self.documents.append(self.by_text[text])
            found.append(self.by_text[text])
        return found


def _answers(line: Line) -> tuple[tuple[str, ...], ...]:
    """The groups of answers: of each group one, of a text itself."""
    value = line.fields.get("answer")
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    groups = [
        distinct(_strings(cast("list[object]", entry) if isinstance(entry, list) else [entry]))
        for entry in entries
    ]
    if not groups or not all(groups):
        raise line.wrong(
            "answer",
            zh="文字、文字的列表，或其列表",
            en="a text, a list of texts, or a list of those",
        )
    return tuple(groups)


def _strings(values: Sequence[object]) -> list[str]:
    """The values when all are texts or numbers; else nothing."""
    kept = [str(one) for one in values if isinstance(one, str | int | float)]
    return kept if len(kept) == len(values) else []


def _flat(line: Line, name: str) -> tuple[str, ...]:
    """The passages under a name; in the integration sets they are lists in a list."""
    value = line.fields.get(name) or []
    if not isinstance(value, list):
        raise line.wrong(name, zh="文字的列表", en="a list of texts")
    flat: list[object] = []
    for entry in cast("list[object]", value):
        flat.extend(cast("list[object]", entry) if isinstance(entry, list) else [entry])
    if not all(isinstance(entry, str) for entry in flat):
        raise line.wrong(name, zh="文字的列表", en="a list of texts")
    return distinct(str(entry) for entry in flat)
