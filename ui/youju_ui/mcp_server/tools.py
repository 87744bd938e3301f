"""What each tool does: one call of the library within the asker's rights, and its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju.errors import NotInLibraryError
from youju.records import answer_record
from youju.schema import Document, Passage, Scope, Span
from youju_ui.identity import name_of
from youju_ui.mcp_server.values import (
    Answered,
    Cited,
    Documents,
    Fetched,
    FetchedPlace,
    Found,
    Listed,
    Place,
    Ranked,
    SearchResults,
)

if TYPE_CHECKING:
    from youju.library import Library
    from youju.records import PassageRecord

MOST_RESULTS = 50
LONGEST_TEXT = 50_000
"""Characters of a document that one fetch returns; ``metadata.end`` tells where to read on."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools for one asker; cheap, made for each call.

    Args:
        library: the open library.
        readable: the collections the asker may read; None is all of them.
        language: of the reasons and errors.
        address: what the links begin with, without a slash at the end.
    """

    library: Library
    readable: frozenset[str] | None
    language: str
    address: str

    def search(self, query: str, *, k: int, collection: str | None) -> SearchResults:
        """The ``k`` best passages, at most ``MOST_RESULTS``."""
        hits = self.library.search(
            query, k=max(1, min(k, MOST_RESULTS)), scope=self._scope(collection)
        )
        return SearchResults(
            results=[
                Found(
                    id=hit.passage.id,
                    title=_title(hit.passage),
                    url=self._link(hit.passage.id),
                    text=hit.passage.text,
                    score=round(hit.score, 6),
                    metadata=_place(hit.passage),
                )
                for hit in hits
            ]
        )

    def ask(self, question: str, *, history: Sequence[str], collection: str | None) -> Answered:
        """The record of an answer with links."""
        answer = self.library.ask(question, history=history, scope=self._scope(collection))
        record = answer_record(answer, language=self.language)
        return Answered.model_validate(
            {
                **record,
                "citations": [
                    Cited.model_validate(self._linked(one)) for one in record["citations"]
                ],
                "retrieved": [
                    Ranked.model_validate(self._linked(one)) for one in record["retrieved"]
                ],
            }
        )

    def fetch(self, identity: str, *, start: int) -> Fetched:
        """A passage by its id, or the text of a document by its own from ``start`` on.

        Raises:
            NotInLibraryError: there is neither, or the asker may not read it.
        """
        if self._document(identity) is not None:
            return self._fetch_document(identity, max(0, start))
        try:
            passage = self.library.passage(identity)
        except NotInLibraryError as error:
            raise _nothing(identity) from error
        document = self._document(passage.document.id)
        if document is None:
            raise _nothing(identity)
        around = [one.id for one in self.library.passages(document.id)]
        position = around.index(passage.id)
        text = self.library.document(document.id).text
        return Fetched(
            id=passage.id,
            title=_title(passage),
            text=passage.text,
            url=self._link(passage.id),
            metadata=FetchedPlace(
                **_place(passage).model_dump(),
                title=document.title,
                date=document.date,
                length=len(text),
                previous=around[position - 1] if position else None,
                next=around[position + 1] if position + 1 < len(around) else None,
            ),
        )

    def list_documents(self, *, collection: str | None) -> Documents:
        """The documents the asker may read."""
        return Documents(
            documents=[
                Listed(
                    id=one.id,
                    name=one.name,
                    title=one.title,
                    collection=one.collection,
                    date=one.date,
                    pages=len(one.pages),
                    media_type=one.media_type,
                    size=one.size,
                )
                for one in self.library.documents(scope=self._scope(collection))
            ]
        )

    def _fetch_document(self, identity: str, start: int) -> Fetched:
        """A document's text from an offset, linked to the first passage that is in it."""
        document = self.library.document(identity)
        span = Span(min(start, len(document.text)), min(start + LONGEST_TEXT, len(document.text)))
        passages = self.library.passages(identity)
        first = next((one for one in passages if one.span.end > span.start), None)
        after = next((one for one in passages if one.span.start >= span.end), None)
        return Fetched(
            id=identity,
            title=document.title or document.name,
            text=span.of(document.text),
            url=self._link(first.id) if first is not None else self.address,
            metadata=FetchedPlace(
                document=document.name,
                document_id=identity,
                collection=document.collection,
                start=span.start,
                end=span.end,
                page=document.page_at(span.start),
                heading_path=[],
                title=document.title,
                date=document.date,
                length=len(document.text),
                previous=None,
                next=None if after is None else after.id,
            ),
        )

    def _document(self, identity: str) -> Document | None:
        """A document the asker may read, None when there is none of that id for him."""
        scope = Scope(documents=frozenset({identity}), readable=self.readable)
        return next(iter(self.library.documents(scope=scope)), None)

    def _scope(self, collection: str | None) -> Scope:
        asked = None if not collection else frozenset({name_of(collection)})
        return Scope(collections=asked, readable=self.readable)

    def _link(self, passage_id: str) -> str:
        return f"{self.address}/passages/{passage_id}"

    def _linked(self, record: PassageRecord) -> dict[str, object]:
        return {**record, "url": self._link(record["passage_id"])}


def _title(passage: Passage) -> str:
    """What a client shows as the name of a source: title and heading path."""
    document = passage.document
    return " › ".join((document.title or document.name, *passage.heading_path))


def _place(passage: Passage) -> Place:
    return Place(
        document=passage.document.name,
        document_id=passage.document.id,
        collection=passage.document.collection,
        start=passage.span.start,
        end=passage.span.end,
        page=passage.page,
        heading_path=list(passage.heading_path),
    )


def _nothing(identity: str) -> NotInLibraryError:
    """The same words whether it is not there or not his."""
    return NotInLibraryError(
        zh=f"资料库里没有编号为 {identity} 的段落或文档。请用 search 或 list_documents 返回的编号。",
        en=f"There is no passage or document {identity}. Use an id that search or list_documents returned.",
    )
