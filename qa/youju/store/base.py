"""What a store must do; the embedded SQLite store beside this is the first that does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from youju.schema import Block, Document, Passage, Scope
from youju_embeddings.errors import Message
from youju_embeddings.protocols import Fingerprint, Vectors


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """The words of one passage by field, in order; no word holds white space."""

    title: tuple[str, ...]
    headings: tuple[str, ...]
    body: tuple[str, ...]
    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermQuery:
    """A disjunction of words looked up in title, headings and body, and bigrams in theirs.

    A weight of 1 is neutral; a term that stands twice in the query has weight 2.
    """

    words: Mapping[str, float]
    bigrams: Mapping[str, float]
    boosts: Mapping[str, float]
    """Field name (title, headings, body, bigrams) → boost."""

    def without(self, words: Collection[str]) -> TermQuery:
        """The query with some of its words left out; all of it where nothing would be left."""
        kept = {word: weight for word, weight in self.words.items() if word not in words}
        return replace(self, words=kept) if kept else self


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage id with the score of one way of searching, higher is better."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index was made with; a mismatch is refused, with the command that repairs it."""

    fingerprint: Fingerprint
    segmenter: str
    """Name and version of the segmenter and its dictionary."""
    chunker: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Sizes of a store."""

    documents: int
    passages: int
    characters: int
    bytes_on_disk: int
    generation: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found wrong, and the command that mends it."""

    what: Message
    repair: str
    """A command line."""


class Store(Protocol):
    """Documents with their passages, words and vectors.

    ``put``, ``remove`` and ``move`` are atomic and idempotent: after they return the change survives a crash;
    before, nothing of it is visible. Reads may come from many threads.
    """

    @property
    def manifest(self) -> Manifest:
        """What the index was made with."""
        ...

    @property
    def generation(self) -> int:
        """Grows with every change."""
        ...

    def put(
        self,
        document: Document,
        blocks: Sequence[Block],
        passages: Sequence[Passage],
        terms: Sequence[PassageTerms],
        vectors: Vectors,
    ) -> None:
        """Store one document, replacing what was there under its id."""
        ...

    def remove(self, document_id: str) -> bool:
        """Remove one document; False when it was not there."""
        ...

    def move(self, document_ids: Sequence[str], collection: str) -> None:
        """Put documents into another collection, all of them or none; what hangs on them stays.

        Raises:
            NotInLibraryError: one of them is not there.
            AlreadyThereError: the collection holds another document of the same source.
        """
        ...

    def find(self, collection: str, source: str) -> Document | None:
        """The document of this source in a collection, without its text; None when there is none."""
        ...

    def documents(self, scope: Scope = ...) -> tuple[Document, ...]:
        """All documents in scope by name, **without their text** (``text == ""``)."""
        ...

    def passage_counts(self, scope: Scope = ...) -> Mapping[str, int]:
        """How many passages each document in scope has, by its id."""
        ...

    def document(self, document_id: str) -> Document:
        """One document with its text.

        Raises:
            NotInLibraryError: there is none under this id.
        """
        ...

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """The blocks of one document in order."""
        ...

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages that are (still) there, in the order asked for."""
        ...

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of one document in order of position."""
        ...

    def dense(self, vector: Vectors, k: int, *, scope: Scope = ...) -> tuple[Hit, ...]:
        """The ``k`` passages nearest to one vector of shape (dimension,), by cosine."""
        ...

    def lexical(self, query: TermQuery, k: int, *, scope: Scope = ...) -> tuple[Hit, ...]:
        """The ``k`` passages of highest BM25 over the fields."""
        ...

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """The stored vectors, shape (n, dimension), zeros for a passage that is gone."""
        ...

    def terms(self, passage_ids: Sequence[str]) -> tuple[PassageTerms, ...]:
        """The stored words, in the order asked for; empty for a passage that is gone."""
        ...

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands (any field but bigrams)."""
        ...

    def stats(self) -> Stats:
        """Sizes, cheap enough for every question."""
        ...

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong; empty when all is well."""
        ...

    def close(self) -> None:
        """Give back files and locks; calling it twice is fine."""
        ...
