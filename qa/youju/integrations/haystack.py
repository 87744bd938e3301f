"""Haystack: a library as a retriever of documents and as a reader that gives extracted answers."""

from __future__ import annotations

from typing import Any

from youju.integrations.fields import missing
from youju.integrations.haystack_filters import scope_of
from youju.integrations.haystack_parts import (
    Written,
    document_of,
    extracted,
    library_of,
    library_written,
)
from youju.library import Library

try:
    from haystack import component, default_to_dict
    from haystack.dataclasses import Document, ExtractedAnswer
except ModuleNotFoundError as error:
    raise missing("haystack", error) from error


@component
class YoujuRetriever:
    """The best passages for a query as documents: id, text, score, and their place in ``meta``."""

    def __init__(
        self,
        library: Library | Written,
        *,
        filters: dict[str, Any] | None = None,
        top_k: int = 10,
    ) -> None:
        self._library, self._lease = library_of(library)
        self._filters = filters
        self._top_k = top_k

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None
    ) -> dict[str, list[Document]]:
        """Search; ``filters`` and ``top_k`` take the place of those given at the start."""
        scope = scope_of(self._filters if filters is None else filters)
        hits = self._library.search(query, k=top_k or self._top_k, scope=scope)
        return {"documents": [document_of(hit) for hit in hits]}

    def to_dict(self) -> dict[str, Any]:
        """For ``Pipeline.dumps``: of the library its folder and settings, by which loading opens it."""
        library = library_written(self._library)
        return default_to_dict(self, library=library, filters=self._filters, top_k=self._top_k)

    def close(self) -> None:
        """Let go of a library that was opened by loading (``Pipeline.close`` calls this); the last closes it."""
        if self._lease is not None:
            self._lease.close()


@component
class YoujuAnswerer:
    """One extracted answer for each quote that proves the library's answer; none when not found."""

    def __init__(
        self, library: Library | Written, *, filters: dict[str, Any] | None = None
    ) -> None:
        self._library, self._lease = library_of(library)
        self._filters = filters

    @component.output_types(answers=list[ExtractedAnswer])
    def run(
        self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None
    ) -> dict[str, list[ExtractedAnswer]]:
        """Ask; at most ``top_k`` quotes, in the order of the citations."""
        scope = scope_of(self._filters if filters is None else filters)
        answer = self._library.ask(query, scope=scope)
        found = [
            extracted(answer, citation, quote)
            for citation in answer.citations
            for quote in citation.quotes
        ]
        return {"answers": found[:top_k]}

    def to_dict(self) -> dict[str, Any]:
        """As ``YoujuRetriever.to_dict``."""
        return default_to_dict(self, library=library_written(self._library), filters=self._filters)

    def close(self) -> None:
        """As ``YoujuRetriever.close``."""
        if self._lease is not None:
            self._lease.close()
