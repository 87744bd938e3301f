"""Exchanges as HTML: question, short answer with ``[n]`` chips, evidence, actions; pure."""

from __future__ import annotations

import re

from youju.courtesy import courtesy
from youju.schema import Answer, Status
from youju_ui.chat.cards import render_chip, render_evidence, where
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.chat.missing import render_missing_answer
from youju_ui.chat.reasons import render_reasons
from youju_ui.chat.session import Exchange, Progression
from youju_ui.chat.verdicts import render_verdict
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_answers as words
from youju_ui.messages.chat import filled

_MARK = re.compile(r"\[(\d{1,3})\]")


def cited_text(answer: Answer, language: str) -> str:
    """The answer with its sources as plain text, for the clipboard."""
    lines = [answer.text, ""]
    opening = "，" if language.startswith("zh") else ", "
    for citation in answer.citations:
        place = where(citation.passage, language, separator=opening)
        quote = "……".join(quote.text for quote in citation.quotes) or citation.passage.text
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
    known = attributes(
        class_="yj-exchange",
        id=f"yj-exchange-{exchange.number}",
        data_exchange=exchange.number,
        data_state=exchange.progression.value,
    )
    return f"<article {known}>{_asked(exchange, language)}{_reply(exchange, language)}</article>"


def _asked(exchange: Exchange, language: str) -> str:
    label = escape(texts.ASKED_LABEL.localized(language))
    tools = ""
    if exchange.progression is not Progression.PENDING:
        number = exchange.number
        edit = icon_button(words.EDIT.localized(language), "edit", drawing="pen", exchange=number)
        undo = icon_button(words.UNDO.localized(language), "undo", drawing="undo", exchange=number)
        tools = f'<div class="yj-asked-tools">{undo}{edit}</div>'
    return (
        f'<div class="yj-asked-row">{tools}<div class="yj-asked">'
        f'<h2 class="yj-visually-hidden">{label}</h2><p>{escape(exchange.question)}</p></div></div>'
    )


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
        understood = render_understood(exchange, exchange.answer, language)
        return render_missing_answer(exchange, exchange.answer, language, understood=understood)
    return _answered(exchange, exchange.answer, language)


def _retry(exchange: Exchange, language: str) -> str:
    label = texts.RETRY.localized(language)
    return f'<div class="yj-actions">{button(label, "retry", drawing="retry", exchange=exchange.number)}</div>'


def render_understood(exchange: Exchange, answer: Answer, language: str) -> str:
    """How a follow-up question was read, to change or to ask as written; empty for a plain one."""
    question = answer.question
    if exchange.alone:
        return f'<p class="yj-understood">{escape(words.ASKED_AS_WRITTEN.localized(language))}</p>'
    if not question.standalone or question.standalone.strip() == exchange.question.strip():
        return ""
    number = exchange.number
    edit = icon_button(
        words.READING_EDIT.localized(language), "reading", drawing="pen", exchange=number
    )
    written = button(words.AS_WRITTEN.localized(language), "alone", exchange=number)
    return (
        f'<div class="yj-understood"><span>{escape(texts.UNDERSTOOD.localized(language))}</span>'
        f'<span class="yj-reading">{escape(question.standalone)}</span>{edit}{written}</div>'
    )


def _answered(exchange: Exchange, answer: Answer, language: str) -> str:
    number = exchange.number
    evidence = "".join(render_evidence(number, citation, language) for citation in answer.citations)
    return (
        f'<div class="yj-reply"><h3 class="yj-visually-hidden">{escape(texts.ANSWER_LABEL.localized(language))}</h3>'
        f'{render_understood(exchange, answer, language)}<div class="yj-short">{_with_chips(number, answer, language)}</div>'
        f"{_left_out(answer, language)}"
        f'<h4 class="yj-label">{escape(texts.SOURCES.localized(language))}</h4><ol class="yj-evidence">{evidence}</ol>'
        f"{_actions(exchange, answer, language)}{render_reasons(answer, number, language)}</div>"
    )


def _actions(exchange: Exchange, answer: Answer, language: str) -> str:
    took = answer.trace.timings_ms.get("total")
    spent = (
        f'<span class="yj-took">{escape(filled(texts.TOOK, milliseconds=max(1, round(took))).localized(language))}</span>'
        if took
        else ""
    )
    plain = _MARK.sub("", answer.text)
    cited = cited_text(answer, language)
    actions = (
        button(texts.COPY.localized(language), "copy", drawing="copy", text=plain)
        + button(texts.COPY_CITED.localized(language), "copy", drawing="quote", text=cited)
        + button(
            texts.RETRY.localized(language), "retry", drawing="retry", exchange=exchange.number
        )
    )
    return f'<div class="yj-actions">{actions}{render_verdict(exchange, language)}{spent}</div>'


def _left_out(answer: Answer, language: str) -> str:
    """What part of the question was not answered, empty when all of it was."""
    if answer.reason is None:
        return ""
    return f'<p class="yj-muted">{escape(answer.reason.localized(language))}</p>'


def _with_chips(exchange: int, answer: Answer, language: str) -> str:
    citations = {citation.number: citation for citation in answer.citations}

    def chip(match: re.Match[str]) -> str:
        citation = citations.get(int(match.group(1)))
        return match.group(0) if citation is None else render_chip(exchange, citation, language)

    # Brackets and digits survive escaping, so the marks can be looked up in the escaped text.
    return _MARK.sub(chip, escape(answer.text))
