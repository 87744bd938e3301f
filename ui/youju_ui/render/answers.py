"""Answers and search hits for a terminal; pure functions that print nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from youju.citations import MARK, location
from youju.courtesy import courtesy
from youju.schema import Answer, Citation, Passage, ScoredPassage, Span, Status
from youju_ui.render.plain import one_line, safe, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGHLIGHT = "bold black on yellow"
_SHOWN = 160
"""Characters of a passage shown where it is only a hint."""
_HEADING = 24
"""Characters of a heading shown in a path."""


def answer(answer: Answer, *, language: str) -> RenderableType:
    """The short answer, then each cited passage with its quotes marked; or why there is none."""
    parts: list[RenderableType] = []
    if answer.question.standalone != answer.question.text:
        understood = say("ask.understood", language, question=safe(answer.question.standalone))
        parts.append(Text(understood, style="dim"))
    said = courtesy(answer.question.text)
    if said is not None:
        return Text(said.localized(language))
    if answer.status is Status.NOT_FOUND:
        parts.extend(_not_found(answer, language=language))
        return Group(*parts)
    text = Text(safe(answer.text), style="bold")
    text.highlight_regex(MARK, style="cyan")
    confidence = say("ask.confidence", language, confidence=f"{answer.confidence:.2f}")
    parts.append(text.append(f"   {confidence}", style="not bold dim"))
    if answer.reason is not None:
        parts.append(Text(safe(answer.reason.localized(language)), style="dim"))
    for citation in answer.citations:
        parts += [Text(), *_citation(citation, language=language)]
    return Group(*parts)


def hits(found: Sequence[ScoredPassage], *, language: str) -> RenderableType:
    """Search hits, best first: place and score, the passage with the matched words marked."""
    parts: list[RenderableType] = []
    for number, hit in enumerate(found, start=1):
        head = Text(f"{number}. ", style="cyan")
        head.append(_place(hit.passage, language), style="bold")
        head.append("   " + say("search.score", language, score=f"{hit.score:.2f}"), style="dim")
        if hit.alike:
            head.append("   " + say("search.alike", language, count=len(hit.alike)), style="dim")
        body = Text(safe(hit.passage.text))
        body.highlight_words([term for term in hit.parts.matched_terms if term], "yellow")
        parts += [head, Padding(body, (0, 0, 1, 3))]
    return Group(*parts)


def _citation(citation: Citation, *, language: str) -> list[RenderableType]:
    """``[1] file › path (page)`` and the passage with its quotes marked.

    An answer about the outline quotes a heading, which stands above its passage.
    """
    page = citation.quotes[0].page if citation.quotes else citation.passage.page
    head = Text(f"[{citation.number}] ", style="cyan")
    head.append(_place(citation.passage, language, page=page))
    spans = [quote.span for quote in citation.quotes]
    above = [
        Padding(Text(safe(quote.text), style=_HIGHLIGHT), (0, 0, 0, 4))
        for quote in citation.quotes
        if not citation.passage.span.contains(quote.span)
    ]
    return [head, *above, Padding(_marked(citation.passage, spans), (0, 0, 0, 4))]


def _place(passage: Passage, language: str, *, page: int | None = None) -> str:
    """File, heading path and page; long headings are cut, they are there to find one's way."""
    short = replace(passage, heading_path=tuple(_cut(one) for one in passage.heading_path))
    return one_line(location(short, language, page=page))


def _cut(heading: str) -> str:
    """A heading of a length that leaves room for the others."""
    heading = heading.strip()
    return heading if len(heading) <= _HEADING else heading[: _HEADING - 1] + "…"


def _marked(passage: Passage, spans: Sequence[Span]) -> Text:
    """The passage with stretches of its document marked."""
    text = Text(safe(passage.text))
    for span in spans:
        start = max(span.start - passage.span.start, 0)
        end = min(span.end - passage.span.start, len(passage.text))
        if start < end:
            text.stylize(_HIGHLIGHT, start, end)
    return text


def _not_found(answer: Answer, *, language: str) -> list[RenderableType]:
    """That nothing was found, why, and the nearest passages."""
    parts: list[RenderableType] = [Text(say("ask.not_found", language), style="bold")]
    if answer.reason is not None:
        parts.append(Text(safe(answer.reason.localized(language))))
    if answer.nearest:
        parts += [Text(), Text(say("ask.nearest", language), style="dim")]
    for near in answer.nearest:
        text = one_line(near.passage.text)
        short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        place = Text("· " + _place(near.passage, language), style="dim")
        parts += [place, Padding(Text(short), (0, 0, 0, 2))]
    return parts
