"""Haystack: a library as a retriever of documents and as a reader that gives extracted answers."""

from __future__ import annotations

from typing import Any

from youju.integrations.fields import metadata_of, missing
from youju.integrations.haystack_filters import scope_of
from youju.library import Library
from youju.schema import Answer, Citation, Quote

try:
    from haystack import component
    from haystack.dataclasses import Document, ExtractedAnswer
except ModuleNotFoundError as error:
    raise missing("haystack", error) from error


@component
class YoujuRetriever:
    """The best passages for a query as documents: id, text, score, and their place in ``meta``."""

    def __init__(
        self, library: Library, *, filters: dict[str, Any] | None = None, top_k: int = 10
    ) -> None:
        self._library = library
        self._filters = filters
        self._top_k = top_k

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None
    ) -> dict[str, list[Document]]:
        """Search; ``filters`` and ``top_k`` take the place of those given at the start."""
        scope = scope_of(self._filters if filters is None else filters)
        hits = self._library.search(query, k=top_k or self._top_k, scope=scope)
        return {
            "documents": [
                Document(
                    id=hit.passage.id,
                    content=hit.passage.text,
                    meta=metadata_of(hit.passage, score=hit.score),
                    score=hit.score,
                )
                for hit in hits
            ]
        }


@component
class YoujuAnswerer:
    """One extracted answer for each quote that proves the library's answer; none when not found."""

    def __init__(self, library: Library, *, filters: dict[str, Any] | None = None) -> None:
        self._library = library
        self._filters = filters

    @component.output_types(answers=list[ExtractedAnswer])
    def run(
        self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None
    ) -> dict[str, list[ExtractedAnswer]]:
        """Ask; at most ``top_k`` quotes, in the order of the citations."""
        scope = scope_of(self._filters if filters is None else filters)
        answer = self._library.ask(query, scope=scope)
        found = [
            _extracted(answer, citation, quote)
            for citation in answer.citations
            for quote in citation.quotes
        ]
        return {"answers": found[:top_k]}


def _extracted(answer: Answer, citation: Citation, quote: Quote) -> ExtractedAnswer:
    """A quote in its passage; one that lies above it (a heading) has no offsets there."""
    passage = citation.passage
    inside = passage.span.contains(quote.span)
    first = quote.span.start - passage.span.start
    offset = ExtractedAnswer.Span(first, first + len(quote.span)) if inside else None
    meta = metadata_of(passage, score=citation.score)
    return ExtractedAnswer(
        query=answer.question.text,
        score=answer.confidence,
        data=quote.text,
        document=Document(id=passage.id, content=passage.text, meta=meta, score=citation.score),
        context=passage.text,
        document_offset=offset,
        context_offset=offset,
        meta={
            "answer": answer.text,
            "number": citation.number,
            "start": quote.span.start,
            "end": quote.span.end,
            "page": quote.page,
        },
    )
