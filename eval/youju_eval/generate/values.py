"""What generation works on and gives: documents as blocks and passages, candidates, a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from youju.errors import YoujuError
from youju.schema import Block, Document, Passage
from youju_eval.sets.values import EvaluationQuestion

METHOD = "templates/1"
"""What ``EvaluationQuestion.generated`` says of a question made by the templates of this package."""

FIGURE, DATE, ENTITY, DEFINITION = "figure", "date", "entity", "definition"
UNANSWERABLE = "unanswerable"
PARAPHRASE = "paraphrase"
"""The tag of a question that is not in the document's own words."""


@dataclass(frozen=True, slots=True)
class GenerationDocument:
    """One parsed document; ``document.source`` is its file, ``document.name`` unique among them."""

    document: Document
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and why."""

    path: Path
    error: YoujuError


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of some paths, and the files that gave none."""

    documents: tuple[GenerationDocument, ...]
    failed: tuple[FailedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Slots:
    """What of a question can be swapped for something the documents lack."""

    subject: str
    """What is asked about, without year and region."""
    year: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be proposed, with its gold and what choosing among many needs."""

    type: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]
    document: str
    """Name of the file; empty for a question on no document."""
    section: str = ""
    """Where it is from, so that a choice can be spread over a document."""
    quality: float = 1.0
    """How sure its pattern is; the best of a section come first."""
    tags: tuple[str, ...] = ()
    slots: Slots | None = None
    pattern: str = ""
    """Named where every document gives the same question (who gave the report): few of them are enough."""


class Rejection(StrEnum):
    """The check that a model's proposal failed; the first of them counts."""

    NO_JSON = "no_json"
    EMPTY = "empty"
    QUESTION_TOO_LONG = "question_too_long"
    QUOTE_NOT_IN_PASSAGE = "quote_not_in_passage"
    ANSWER_NOT_IN_QUOTE = "answer_not_in_quote"
    ANSWER_IN_QUESTION = "answer_in_question"
    POINTS_AT_PASSAGE = "points_at_passage"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Questions for a person to review, and how they came about."""

    questions: tuple[EvaluationQuestion, ...]
    documents: tuple[GenerationDocument, ...]
    method: str = METHOD
    seed: int = 0
    asked_for: int = 0
    """How many were wanted; a short document gives fewer."""
    rejected: Mapping[Rejection, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many a check threw out (a model's proposals; templates make none that fail)."""
