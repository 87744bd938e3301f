"""What ``eval validate`` says about a set: one value, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from youju.errors import Message


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """Some question cannot be measured rightly; the figures would be wrong."""
    WARNING = "warning"
    """The figures are right, but may not mean what they seem to."""


class Kind(StrEnum):
    """What is wrong, for counting and for programs."""

    EMPTY_QUESTION = "empty-question"
    DUPLICATE_QUESTION = "duplicate-question"
    CONTRADICTION = "contradiction"
    EMPTY_DOCUMENT = "empty-document"
    UNKNOWN_DOCUMENT = "unknown-document"
    EVIDENCE_NOT_FOUND = "evidence-not-found"
    ANSWER_NOT_FOUND = "answer-not-found"
    ANSWER_NOT_IN_EVIDENCE = "answer-not-in-evidence"
    LEAKAGE = "leakage"
    NOT_CHECKED = "not-checked"
    TOO_FEW = "too-few"
    ONE_SIDED = "one-sided"
    MIXED_ORIGIN = "mixed-origin"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding."""

    severity: Severity
    where: str
    """The question's or document's id, or the set's name."""
    message: Message
    kind: Kind


def error(kind: Kind, where: str, *, zh: str, en: str) -> Problem:
    """An error."""
    return Problem(Severity.ERROR, where, Message(zh=zh, en=en), kind)


def warning(kind: Kind, where: str, *, zh: str, en: str) -> Problem:
    """A warning."""
    return Problem(Severity.WARNING, where, Message(zh=zh, en=en), kind)
