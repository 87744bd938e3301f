"""What the Haystack components hand out, and how the library they stand on is written into a pipeline's file."""

from __future__ import annotations

from typing import Any

from youju.integrations.fields import metadata_of, missing
from youju.integrations.sharing import Lease, lease
from youju.library import Library
from youju.schema import Answer, Citation, Quote, ScoredPassage
from youju.settings import Settings

try:
    from haystack.dataclasses import Document, ExtractedAnswer
except ModuleNotFoundError as error:
    raise missing("haystack", error) from error


Written = dict[str, Any]
"""A library in a pipeline's file: ``path`` and ``settings``."""


def library_written(library: Library) -> Written:
    """Its folder and the settings that are not the usual ones; an encoder given as an object is not in it."""
    usual = dict(Settings().items())
    changed = {
        key: value if isinstance(value, bool | int | float) else str(value)
        for key, value in library.settings.items()
        if value != usual[key] and not key.startswith("server.")
    }
    return {"path": str(library.path), "settings": changed}


def library_of(given: Library | Written) -> tuple[Library, Lease | None]:
    """An open library; or a lease of the one that ``library_written`` wrote down, shared by all that load it.

    Raises:
        LibraryNotFoundError: nothing is in its folder.
        LibraryMismatchError: it was built with an encoder that its settings do not name.
        ConfigError: a setting is unknown, or its value is none.
    """
    if isinstance(given, Library):
        return given, None
    leased = lease(given["path"], given["settings"])
    return leased.library, leased


def document_of(hit: ScoredPassage) -> Document:
    """A passage with its place in ``meta``."""
    meta = metadata_of(hit.passage, score=hit.score)
    return Document(id=hit.passage.id, content=hit.passage.text, meta=meta, score=hit.score)


def extracted(answer: Answer, citation: Citation, quote: Quote) -> ExtractedAnswer:
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
