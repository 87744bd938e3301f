"""A library as one asker may see it: every look at it goes through here, whichever face he comes by.

What is not his is as if it were not there: not found, not counted, not named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from youju.errors import NotInLibraryError
from youju.schema import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from youju import Library
    from youju.schema import Answer, Block, Document, Passage, ScoredPassage, Turn
    from youju_ui.access.values import Access


@dataclass(frozen=True, slots=True)
class LibraryView:
    """One library for one asker; cheap, made for each request."""

    library: Library
    access: Access

    def search(
        self, query: str, *, k: int = 10, scope: Scope = Scope()
    ) -> tuple[ScoredPassage, ...]:
        """As ``Library.search``, within his rights."""
        return self.library.search(query, k=k, scope=self._mine(scope))

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        scope: Scope = Scope(),
        threshold: float | None = None,
    ) -> Answer:
        """As ``Library.ask``, within his rights."""
        return self.library.ask(
            question, history=history, scope=self._mine(scope), threshold=threshold
        )

    def documents(self, *, scope: Scope = Scope()) -> tuple[Document, ...]:
        """As ``Library.documents``, within his rights."""
        return self.library.documents(scope=self._mine(scope))

    def passage_counts(self, *, scope: Scope = Scope()) -> Mapping[str, int]:
        """As ``Library.passage_counts``, within his rights."""
        return self.library.passage_counts(scope=self._mine(scope))

    def document(self, document_id: str) -> Document:
        """One document with its text, by its id.

        Raises:
            NotInLibraryError: it is not there, or not his.
        """
        found = self.documents(scope=Scope(documents=frozenset({document_id})))
        if not found:
            raise _no_document(document_id)
        return self.library.document(document_id)

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """The blocks of one of his documents in order.

        Raises:
            NotInLibraryError: it is not there, or not his.
        """
        return self.library.blocks(self.document(document_id).id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of one of his documents in order.

        Raises:
            NotInLibraryError: it is not there, or not his.
        """
        return self.library.passages(self.document(document_id).id)

    def passage(self, passage_id: str) -> Passage:
        """One passage by its id.

        Raises:
            NotInLibraryError: it is not there, or not his.
        """
        passage = self.library.passage(passage_id)
        if not self.access.reads(passage.document.collection):
            raise NotInLibraryError(
                zh=f"资料库里没有段落 {passage_id}。它所在的文档可能已更新或删除，请重新提问。",
                en=f"There is no passage {passage_id}; its document may have changed. Ask again.",
            )
        return passage

    def remove(self, document_id: str) -> Document:
        """Take one of his documents out; whether his role allows that is the face's question.

        Raises:
            NotInLibraryError: it is not there, or not his.
        """
        self.document(document_id)
        (removed,) = self.library.remove(document_id)
        return removed

    def collections(self) -> dict[str, int]:
        """His collections by name, with the number of their documents."""
        counts: dict[str, int] = {}
        for document in self.documents():
            counts[document.collection] = counts.get(document.collection, 0) + 1
        return dict(sorted(counts.items()))

    def _mine(self, scope: Scope) -> Scope:
        readable = self.access.readable
        if scope.readable is not None:
            readable = scope.readable if readable is None else readable & scope.readable
        return replace(scope, readable=readable)


def _no_document(document_id: str) -> NotInLibraryError:
    return NotInLibraryError(
        zh=f"资料库里没有编号为 {document_id} 的文档。用 GET /api/v1/documents 或 youju list 查看已有文档。",
        en=f"There is no document {document_id}. GET /api/v1/documents and youju list show what is there.",
    )
