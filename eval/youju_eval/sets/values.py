"""What an evaluation set is: questions with gold, and the documents they are asked of. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from youju.schema import Turn

STRUCTURE = "structure"
"""The type of questions on the outline: the heading path of a passage is evidence as well."""
LIST = "list"
"""The type of questions that want every answer."""


class Purpose(StrEnum):
    """What a set may be used for."""

    TRAIN = "train"
    """May be tuned on; its figure is no result."""
    DEVELOPMENT = "development"
    """Its misses may be looked at; its figure is no proof of generality."""
    TEST = "test"
    """Only measured: calibration refuses it."""
    UNSTATED = "unstated"
    """Nobody said."""


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question with its gold; gold is text in a document, so that re-chunking keeps it."""

    id: str
    type: str
    question: str
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[str, ...], ...] = ()
    """One text of each group must be found; a flat list in the file is one group."""
    document: str | None = None
    """Id of the document that must hold the evidence, None when any may."""
    history: tuple[Turn, ...] = ()
    tags: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Document id → grade (1 and up) where whole documents were judged, as in BEIR and TREC."""
    generated: str = ""
    """What made the question up (``templates/1``, a model's name); empty for a human question."""

    @property
    def answerable(self) -> bool:
        """Whether the documents answer the question; without any gold the right reaction is to refuse."""
        return bool(self.answers or self.evidence or self.relevant)


@dataclass(frozen=True, slots=True)
class SetDocument:
    """One document of a set: a file, or a text that stands in the set's own file (exactly one of both)."""

    id: str
    """What questions, qrels and runs call it: a corpus id, or the name of the file."""
    name: str
    """The file name under which it goes into a library; unique in the set."""
    path: Path | None = None
    text: str | None = field(default=None, repr=False)
    title: str = ""

    def content(self) -> bytes:
        """The bytes to be parsed: the file's, or title and text as UTF-8.

        Raises:
            OSError: the file cannot be read.

        """
        if self.path is not None:
            return self.path.read_bytes()
        heading = f"{self.title}\n" if self.title else ""
        return f"{heading}{self.text or ''}\n".encode("utf-8", "replace")


@dataclass(frozen=True)
class EvaluationSet:
    """Questions and, where the set brings them, their documents."""

    name: str
    questions: tuple[EvaluationQuestion, ...]
    documents: tuple[SetDocument, ...] = ()
    """Empty: the questions are about a library named at the run."""
    purpose: Purpose = Purpose.UNSTATED
    about: str = ""
    """Where it comes from and what it was used for, for the report."""
    source: Path | None = None

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {one.name: one.id for one in self.documents} | {
            one.id: one.id for one in self.documents
        }

    def document_id(self, name: str) -> str:
        """The id of a document by its id or file name; a name the set does not know is its own id."""
        return self._ids.get(name, name)
