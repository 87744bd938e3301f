"""Cited passages as HTML: the ``[n]`` chip, the evidence line, the card that opens a source; pure."""

from __future__ import annotations

from youju.schema import Citation, Passage, Span
from youju_ui.chat.markup import attributes, escape, icon, marked
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled

_AROUND = 48
"""Characters shown before and after a quote in its evidence line."""
_HINT = 160
"""Characters of a quote in the hint of its number."""
_SENTENCE_END = "。！？；!?;\n"


def where(passage: Passage, language: str, *, separator: str = " › ") -> str:
    """Heading path and page of a passage, plain text, empty when it has neither."""
    parts = list(passage.heading_path)
    if passage.page is not None:
        parts.append(filled(texts.PAGE, page=passage.page).localized(language))
    return separator.join(parts)


def render_chip(exchange: int, citation: Citation, language: str) -> str:
    """The number in the answer; hovering shows the quote, a click opens the source."""
    label = filled(
        texts.CITE_LABEL, number=citation.number, document=citation.passage.document.name
    )
    quoted = " … ".join(" ".join(quote.text.split()) for quote in citation.quotes)
    known = attributes(
        type="button",
        class_="yj-chip",
        data_act="cite",
        data_exchange=exchange,
        data_number=citation.number,
        # The hint is drawn from these by the style sheet: it is no text of the page.
        data_document=citation.passage.document.name,
        data_quote=quoted if len(quoted) <= _HINT else f"{quoted[:_HINT]}…",
        aria_label=label.localized(language),
    )
    return f"<button {known}>{citation.number}</button>"


def render_evidence(exchange: int, citation: Citation, language: str) -> str:
    """One evidence line: the quote with a little around it."""
    passage = citation.passage
    offset = passage.span.start
    marks = tuple(
        Span(quote.span.start - offset, quote.span.end - offset)
        for quote in citation.quotes
        if passage.span.contains(quote.span)
    )
    window = _window(passage.text, marks)
    before = "…" if window.start > 0 else ""
    after = "…" if window.end < len(passage.text) else ""
    body = f"{before}{marked(passage.text, window, marks)}{after}"
    return f"<li>{render_card(exchange, passage, language, body=body, number=citation.number)}</li>"


def _window(text: str, marks: tuple[Span, ...]) -> Span:
    """The stretch of a passage worth showing: its marks with a little around, cut at sentence ends."""
    if not marks:
        return Span(0, min(len(text), 2 * _AROUND))
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    start = max(0, first - _AROUND)
    for position in range(first - 1, start - 1, -1):
        if text[position] in _SENTENCE_END:
            start = position + 1
            break
    end = min(len(text), last + _AROUND)
    for position in range(max(last - 1, 0), end):
        if text[position] in _SENTENCE_END:
            end = position + 1
            break
    return Span(start, max(start, end))


def render_card(
    exchange: int, passage: Passage, language: str, *, body: str, number: int | None = None
) -> str:
    """A passage as one button that opens its source; ``body`` is HTML already made inert."""
    known = attributes(
        type="button",
        class_="yj-source",
        data_act="cite" if number is not None else "passage",
        data_exchange=exchange,
        data_number=number,
        data_passage=passage.id,
    )
    badge = (
        f'<span class="yj-number" aria-hidden="true">{number}</span>'
        if number is not None
        else icon("file")
    )
    place = where(passage, language)
    head = " ".join(passage.head.split())
    headed = f'<span class="yj-head">{escape(head)}</span>' if head and number is not None else ""
    located = f'<span class="yj-path">{escape(place)}</span>' if place else ""
    return (
        f'<button {known}>{badge}<span class="yj-source-body">{headed}<span class="yj-quote">{body}</span>'
        f'<span class="yj-where"><b>{escape(passage.document.name)}</b>{located}</span></span></button>'
    )
