"""The library as one person may see it: the one place where the chat calls it.

Rights become part of every query (``Scope.readable``); a document of a collection that is not the
reader's is answered like one that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from youju.errors import NotInLibraryError
from youju.schema import Answer, Block, Document, Passage, Scope, ScoredPassage, Turn
from youju_ui.chat.choices import NO_CHOICES, Choices

if TYPE_CHECKING:
    from youju.library import Library

_NOWHERE = "\0"
"""The id of no document: a restriction to documents that are all gone finds nothing."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One person's view of a library; ``readable`` are his collections, None when all are."""

    library: Library
    readable: frozenset[str] | None = None

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), choices: Choices = NO_CHOICES
    ) -> Answer:
        """Answer from what the reader may see and chose to ask.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._tuned(choices).ask(
            question, history=history, scope=self.scope(choices), threshold=choices.threshold
        )

    def search(self, query: str, *, k: int) -> tuple[ScoredPassage, ...]:
        """The best passages for a query.

        Raises:
            QuestionError: the query is empty or too long.
        """
        return self.library.search(query, k=k, scope=self.scope(NO_CHOICES))

    def scope(self, choices: Choices) -> Scope:
        """What a question with these choices may search."""
        documents: frozenset[str] | None = None
        if choices.restricted:
            whole = Scope(collections=choices.collections, readable=self.readable)
            listed = self.library.documents(scope=whole) if choices.collections else ()
            documents = choices.documents | {document.id for document in listed}
        return Scope(documents=documents or self._none(choices), readable=self.readable)

    def documents(self) -> tuple[Document, ...]:
        """The documents the reader may see, without their text."""
        return self.library.documents(scope=Scope(readable=self.readable))

    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each of the reader's documents has, by its id."""
        return self.library.passage_counts(scope=Scope(readable=self.readable))

    def head(self, identifier: str) -> Document:
        """One document without its text.

        Raises:
            NotInLibraryError: it is not there, or not the reader's.
        """
        return self._known(identifier)

    def document(self, identifier: str) -> Document:
        """One document with its text.

        Raises:
            NotInLibraryError: it is not there, or not the reader's.
        """
        return self.library.document(self._known(identifier).id)

    def blocks(self, identifier: str) -> tuple[Block, ...]:
        """The blocks of a document in order.

        Raises:
            NotInLibraryError: it is not there, or not the reader's.
        """
        return self.library.blocks(self._known(identifier).id)

    def passages(self, identifier: str) -> tuple[Passage, ...]:
        """The passages of a document in order.

        Raises:
            NotInLibraryError: it is not there, or not the reader's.
        """
        return self.library.passages(self._known(identifier).id)

    def passage(self, identifier: str) -> Passage:
        """One passage.

        Raises:
            NotInLibraryError: it is not there, or not the reader's.
        """
        found = self.library.store.passages([identifier])
        if not found:
            raise _gone()
        self._known(found[0].document.id)
        return found[0]

    def reads_all(self, documents: Iterable[Document]) -> bool:
        """Whether all of these are the reader's: where they are now, or were when they were kept."""
        if self.readable is None:
            return True
        kept = {document.id: document.collection for document in documents}
        present = self.library.documents(scope=Scope(documents=frozenset(kept)))
        places = kept | {document.id: document.collection for document in present}
        return self.readable.issuperset(places.values())

    def _known(self, identifier: str) -> Document:
        scope = Scope(documents=frozenset({identifier}), readable=self.readable)
        found = next(iter(self.library.documents(scope=scope)), None)
        if found is None:
            raise _gone()
        return found

    def _none(self, choices: Choices) -> frozenset[str] | None:
        return frozenset({_NOWHERE}) if choices.restricted else None

    def _tuned(self, choices: Choices) -> Library:
        """The library with the retrieval settings that were chosen."""
        known = self.library.settings.retrieval
        wanted = replace(
            known, k=choices.k or known.k, retriever=choices.retriever or known.retriever
        )
        return self.library if wanted == known else self.library.tuned(wanted)


def _gone() -> NotInLibraryError:
    """The same for what never was and for what is not the reader's: nothing can be guessed."""
    return NotInLibraryError(
        zh="资料库里没有这份文档或段落，可能已被移除。请在文档列表里重新选择。",
        en="There is no such document or passage; it may have been removed. Choose from the list.",
    )
