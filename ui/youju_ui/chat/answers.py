"""Exchanges as HTML: question, short answer with ``[n]`` chips, evidence, actions; pure."""

from __future__ import annotations

import re

from youju.courtesy import courtesy
from youju.schema import Answer, Citation, Passage, Span, Status
from youju_ui.chat.markup import attributes, button, escape, icon, marked
from youju_ui.chat.reasons import render_reasons, snippet
from youju_ui.chat.session import Exchange, Progression
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled

_MARK = re.compile(r"\[(\d{1,3})\]")
_AROUND = 48
"""Characters shown before and after a quote in its evidence line."""
_SENTENCE_END = "。！？；!?;\n"


def where(passage: Passage, language: str, *, separator: str = " › ") -> str:
    """Heading path and page of a passage, plain text, empty when it has neither."""
    parts = list(passage.heading_path)
    if passage.page is not None:
        parts.append(filled(texts.PAGE, page=passage.page).localized(language))
    return separator.join(parts)


def cited_text(answer: Answer, language: str) -> str:
    """The answer with its sources as plain text, for the clipboard."""
    lines = [answer.text, ""]
    for citation in answer.citations:
        place = where(
            citation.passage, language, separator="，" if language.startswith("zh") else ", "
        )
        quote = "……".join(quote.text for quote in citation.quotes) or citation.passage.text
        opening = "，" if language.startswith("zh") else ", "
        line = filled(
            texts.CITATION_LINE,
            number=citation.number,
            document=citation.passage.document.name,
            where=f"{opening}{place}" if place else "",
            quote=" ".join(quote.split()),
        )
        lines.append(line.localized(language))
    return "\n".join(lines).strip()


def render_exchange(exchange: Exchange, language: str) -> str:
    """One exchange as an ``<article>`` whose id stays the same while it goes on."""
    head = (
        f'<div class="yj-asked"><h3 class="yj-visually-hidden">{escape(texts.ASKED_LABEL.localized(language))}</h3>'
        f"<p>{escape(exchange.question)}</p></div>"
    )
    known = attributes(
        class_="yj-exchange",
        id=f"yj-exchange-{exchange.number}",
        data_exchange=exchange.number,
        data_state=exchange.progression.value,
    )
    return f"<article {known}>{head}{_reply(exchange, language)}</article>"


def _reply(exchange: Exchange, language: str) -> str:
    if exchange.progression is Progression.PENDING:
        return (
            '<div class="yj-reply yj-pending" role="status"><span class="yj-dots" aria-hidden="true"><i></i><i></i><i></i></span>'
            f"<span>{escape(texts.THINKING.localized(language))}</span></div>"
        )
    if exchange.progression is Progression.STOPPED:
        return f'<div class="yj-reply yj-muted"><p>{escape(texts.STOPPED.localized(language))}</p>{_retry(exchange, language)}</div>'
    if exchange.answer is None:
        message = exchange.error or texts.UNEXPECTED
        return (
            f'<div class="yj-reply yj-failed" role="alert"><h3>{icon("warning")}{escape(texts.ERROR_TITLE.localized(language))}</h3>'
            f"<p>{escape(message.localized(language))}</p>{_retry(exchange, language)}</div>"
        )
    said = courtesy(exchange.answer.question.text)
    if said is not None:
        return f'<div class="yj-reply"><p>{escape(said.localized(language))}</p></div>'
    if exchange.answer.status is Status.NOT_FOUND:
        return _not_found(exchange, exchange.answer, language)
    return _answered(exchange, exchange.answer, language)


def _retry(exchange: Exchange, language: str) -> str:
    label = texts.RETRY.localized(language)
    return f'<div class="yj-actions">{button(label, "retry", drawing="retry", exchange=exchange.number)}</div>'


def _understood(answer: Answer, language: str) -> str:
    question = answer.question
    if not question.standalone or question.standalone.strip() == question.text.strip():
        return ""
    label = escape(texts.UNDERSTOOD.localized(language))
    return f'<p class="yj-understood"><span>{label}</span>{escape(question.standalone)}</p>'


def _answered(exchange: Exchange, answer: Answer, language: str) -> str:
    evidence = "".join(_evidence(exchange, citation, language) for citation in answer.citations)
    took = answer.trace.timings_ms.get("total")
    spent = (
        f'<span class="yj-took">{escape(filled(texts.TOOK, milliseconds=max(1, round(took))).localized(language))}</span>'
        if took
        else ""
    )
    actions = (
        button(texts.COPY.localized(language), "copy", drawing="copy", text=answer.text)
        + button(
            texts.COPY_CITED.localized(language),
            "copy",
            drawing="quote",
            text=cited_text(answer, language),
        )
        + button(
            texts.RETRY.localized(language), "retry", drawing="retry", exchange=exchange.number
        )
    )
    return (
        f'<div class="yj-reply"><h3 class="yj-visually-hidden">{escape(texts.ANSWER_LABEL.localized(language))}</h3>'
        f'{_understood(answer, language)}<div class="yj-short">{_with_chips(exchange, answer, language)}</div>{_left_out(answer, language)}'
        f'<h4 class="yj-label">{escape(texts.SOURCES.localized(language))}</h4><ol class="yj-evidence">{evidence}</ol>'
        f'<div class="yj-actions">{actions}{spent}</div>{render_reasons(answer, exchange.number, language)}</div>'
    )


def _left_out(answer: Answer, language: str) -> str:
    """What part of the question was not answered, empty when all of it was."""
    if answer.reason is None:
        return ""
    return f'<p class="yj-muted">{escape(answer.reason.localized(language))}</p>'


def _not_found(exchange: Exchange, answer: Answer, language: str) -> str:
    reason = (answer.reason or texts.NOT_FOUND_REASON).localized(language)
    nearest = "".join(
        f"<li>{_passage_card(exchange, scored.passage, language, body=snippet(scored))}</li>"
        for scored in answer.nearest
    )
    shown = (
        f'<h4 class="yj-label">{escape(texts.NEAREST.localized(language))}</h4><ol class="yj-evidence yj-nearest">{nearest}</ol>'
        if nearest
        else ""
    )
    actions = button(
        texts.RETRY.localized(language), "retry", drawing="retry", exchange=exchange.number
    ) + button(texts.ADD_DOCUMENTS.localized(language), "add", drawing="plus")
    return (
        f'<div class="yj-reply yj-not-found"><h3>{icon("search")}{escape(texts.NOT_FOUND.localized(language))}</h3>'
        f"{_understood(answer, language)}<p>{escape(reason)}</p>"
        f'<p class="yj-muted">{escape(texts.NOT_FOUND_HELP.localized(language))}</p>{shown}'
        f'<div class="yj-actions">{actions}</div>{render_reasons(answer, exchange.number, language)}</div>'
    )


def _with_chips(exchange: Exchange, answer: Answer, language: str) -> str:
    citations = {citation.number: citation for citation in answer.citations}

    def chip(match: re.Match[str]) -> str:
        citation = citations.get(int(match.group(1)))
        return match.group(0) if citation is None else _chip(exchange, citation, language)

    # Brackets and digits survive escaping, so the marks can be looked up in the escaped text.
    return _MARK.sub(chip, escape(answer.text))


def _chip(exchange: Exchange, citation: Citation, language: str) -> str:
    label = filled(
        texts.CITE_LABEL, number=citation.number, document=citation.passage.document.name
    )
    known = attributes(
        type="button",
        class_="yj-chip",
        data_act="cite",
        data_exchange=exchange.number,
        data_number=citation.number,
        aria_label=label.localized(language),
    )
    quoted = " … ".join(" ".join(quote.text.split()) for quote in citation.quotes)
    shown = quoted if len(quoted) <= 160 else f"{quoted[:160]}…"
    return (
        f'<button {known}>{citation.number}<span class="yj-hint" aria-hidden="true"><b>{escape(citation.passage.document.name)}</b>'
        f"{escape(shown)}</span></button>"
    )


def _evidence(exchange: Exchange, citation: Citation, language: str) -> str:
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
    return (
        f"<li>{_passage_card(exchange, passage, language, body=body, number=citation.number)}</li>"
    )


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


def _passage_card(
    exchange: Exchange, passage: Passage, language: str, *, body: str, number: int | None = None
) -> str:
    """A passage as one button that opens its source; ``body`` is HTML already made inert."""
    known = attributes(
        type="button",
        class_="yj-source",
        data_act="cite" if number is not None else "passage",
        data_exchange=exchange.number,
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
