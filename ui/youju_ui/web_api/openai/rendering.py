"""An answer as the text of a message: marks, a list of sources, and where in the text each mark stands.

Most clients drop fields they do not know, so the sources are in the text as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from youju.citations import MARK, CitationFormat, citation_text, deep_link, location
from youju.records import AnswerRecord, answer_record
from youju.schema import Status
from youju_ui.messages import web_api as texts

if TYPE_CHECKING:
    from youju.schema import Answer, Citation


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message and what goes with it, as JSON."""

    text: str
    annotations: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    record: AnswerRecord


def rendered(answer: Answer, *, language: str, base: str) -> Rendered:
    """An answer for a chat client; ``base`` is the address of the server, without a slash."""
    record = answer_record(answer, language=language)
    if answer.status is not Status.ANSWERED:
        return Rendered(_not_found(answer, language, base), [], [], record)
    lines = [f"[{one.number}] {_linked(one, language, base)}" for one in answer.citations]
    heading = texts.SOURCES.localized(language)
    colon = "：" if language.startswith("zh") else ":"
    text = "\n\n".join((answer.text, f"{heading}{colon}\n" + "\n".join(lines)))
    if answer.reason is not None:
        text = f"{answer.text}\n\n{answer.reason.localized(language)}" + text[len(answer.text) :]
    return Rendered(
        text=text,
        annotations=_annotations(answer, language, base),
        sources=[_source(one, base) for one in answer.citations],
        record=record,
    )


def _linked(citation: Citation, language: str, base: str) -> str:
    reference = citation_text(citation, language, form=CitationFormat.MARKDOWN)
    return reference.replace(f"]({deep_link(citation.passage)})", f"]({link_of(citation, base)})")


def _not_found(answer: Answer, language: str, base: str) -> str:
    """The reason, and the nearest passages where there are any."""
    reason = answer.reason or texts.NOT_SAID
    lines = [
        f"- [{location(one.passage, language)}]({base}{deep_link(one.passage)})"
        for one in answer.nearest
    ]
    parts = [reason.localized(language)]
    if lines:
        colon = "：" if language.startswith("zh") else ":"
        parts.append(f"{texts.NEAREST.localized(language)}{colon}\n" + "\n".join(lines))
    return "\n\n".join(parts)


def link_of(citation: Citation, base: str) -> str:
    """The page of a citation with its quotes marked."""
    spans = ",".join(f"{quote.span.start}-{quote.span.end}" for quote in citation.quotes)
    query = f"?quotes={spans}" if spans else ""
    return f"{base}{deep_link(citation.passage)}{query}"


def _annotations(answer: Answer, language: str, base: str) -> list[dict[str, Any]]:
    """One ``url_citation`` for each mark; indexes count code points of the message's content."""
    known = {one.number: one for one in answer.citations}
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": mark.start(),
                "end_index": mark.end(),
                "title": location(known[int(mark[1])].passage, language),
                "url": link_of(known[int(mark[1])], base),
            },
        }
        for mark in MARK.finditer(answer.text)
    ]


def _source(citation: Citation, base: str) -> dict[str, Any]:
    passage = citation.passage
    return {
        "number": citation.number,
        "id": passage.id,
        "passage_id": passage.id,
        "document": passage.document.name,
        "document_id": passage.document.id,
        "page": citation.quotes[0].page if citation.quotes else passage.page,
        "heading_path": list(passage.heading_path),
        "start": passage.span.start,
        "end": passage.span.end,
        "score": round(citation.score, 6),
        "text": passage.text,
        "quotes": [
            {"text": quote.text, "start": quote.span.start, "end": quote.span.end}
            for quote in citation.quotes
        ],
        "url": link_of(citation, base),
    }
