"""Questions with known answers and evidence; how a prediction fares against them is in ``measures``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from youju.errors import EvaluationError
from youju_eval.jsonl import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from youju_eval.jsonl import Line

STRUCTURE = "structure"
"""The type of questions on the outline: the heading path of a passage is evidence as well."""
LIST = "list"
"""The type of questions that want every answer."""


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question; gold is text in a document, never a passage id, so that re-chunking keeps it."""

    id: str
    type: str
    question: str
    answers: tuple[str, ...]
    """Empty: the documents do not answer it, the right reaction is to say so."""
    evidence: tuple[tuple[str, ...], ...]
    """One of each group must be found; a flat list in the file is one group."""
    document: str | None = None
    """Name of the file that must hold the evidence, None when any may."""

    @property
    def answerable(self) -> bool:
        """Whether the documents answer the question."""
        return bool(self.answers)


def read_questions(path: Path) -> tuple[EvaluationQuestion, ...]:
    """The questions of a JSONL file ``{"id", "type", "question", "answers", "evidence", "document"?}``.

    Raises:
        EvaluationError: a line is not such a question, an id comes twice, or there is none.

    """
    questions = tuple(_question(line) for line in read_lines(path))
    ids = [question.id for question in questions]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise EvaluationError(
            zh=f"{path}：编号 {twice} 出现了不止一次。",
            en=f"{path}: the id {twice} comes more than once.",
        )
    if not questions:
        raise EvaluationError(zh=f"{path}：没有问题。", en=f"{path}: there is no question.")
    return questions


def _question(line: Line) -> EvaluationQuestion:
    """One line as a question."""
    return EvaluationQuestion(
        id=line.identity(),
        type=line.text("type", default="question"),
        question=line.text("question"),
        answers=line.texts("answers"),
        evidence=_evidence(line),
        document=line.text("document") if "document" in line.fields else None,
    )


def _evidence(line: Line) -> tuple[tuple[str, ...], ...]:
    """The groups of evidence: ``["a", "b"]`` is one group, ``[["a"], ["b"]]`` are two."""
    value = line.fields.get("evidence", [])
    if not isinstance(value, list):
        raise line.wrong("evidence", zh="列表", en="a list")
    entries = cast("list[object]", value)
    if entries and all(isinstance(entry, list) for entry in entries):
        groups = [cast("list[object]", entry) for entry in entries]
    else:
        groups = [entries] if entries else []
    if not all(group and all(isinstance(text, str) for text in group) for group in groups):
        raise line.wrong(
            "evidence", zh="文字的列表，或其列表", en="a list of texts, or a list of those"
        )
    return tuple(tuple(str(text) for text in group) for group in groups)
