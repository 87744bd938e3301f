"""The reply to a question the documents do not answer: what is missing, and what can be done; pure."""

from __future__ import annotations

from youju.schema import Answer
from youju_ui.chat.cards import render_card
from youju_ui.chat.markup import button, escape, icon
from youju_ui.chat.reasons import render_reasons, snippet
from youju_ui.chat.scopes import scope_of
from youju_ui.chat.session import Exchange
from youju_ui.chat.verdicts import render_verdict
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_answers as words
from youju_ui.messages.chat import filled


def render_missing_answer(
    exchange: Exchange, answer: Answer, language: str, *, understood: str
) -> str:
    """The reason, the nearest passages, and the ways on; ``understood`` is HTML already inert."""
    reason = (answer.reason or texts.NOT_FOUND_REASON).localized(language)
    return (
        f'<div class="yj-reply yj-not-found"><h3>{icon("search")}{escape(texts.NOT_FOUND.localized(language))}</h3>'
        f"{understood}<p>{escape(reason)}</p>{_limits(exchange, language)}"
        f'<p class="yj-muted">{escape(texts.NOT_FOUND_HELP.localized(language))}</p>'
        f"{_ways_on(exchange, language)}{_nearest(exchange, answer, language)}"
        f"{render_reasons(answer, exchange.number, language)}</div>"
    )


def _limits(exchange: Exchange, language: str) -> str:
    """What the reader himself had ruled out."""
    told: list[str] = []
    choices = exchange.choices
    if choices.restricted:
        scope = scope_of(choices).localized(language)
        told.append(filled(words.RESTRICTED, scope=scope).localized(language))
    if choices.threshold is not None:
        percent = round(100 * choices.threshold)
        told.append(filled(words.THRESHOLD, threshold=percent).localized(language))
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in told)


def _ways_on(exchange: Exchange, language: str) -> str:
    number, choices = exchange.number, exchange.choices
    widen = ""
    if choices.restricted or choices.threshold is not None:
        label = words.WIDEN if choices.restricted else words.WIDEN_THRESHOLD
        widen = button(
            label.localized(language), "widen", drawing="expand", quiet=False, exchange=number
        )
    return (
        f'<div class="yj-actions yj-ways">{widen}'
        f"{button(texts.ADD_DOCUMENTS.localized(language), 'add', drawing='plus', quiet=False)}"
        f"{button(texts.RETRY.localized(language), 'retry', drawing='retry', exchange=number)}"
        f"{render_verdict(exchange, language)}</div>"
    )


def _nearest(exchange: Exchange, answer: Answer, language: str) -> str:
    cards = "".join(
        f"<li>{render_card(exchange.number, scored.passage, language, body=snippet(scored))}</li>"
        for scored in answer.nearest
    )
    if not cards:
        return ""
    title = escape(texts.NEAREST.localized(language))
    return f'<h4 class="yj-label">{title}</h4><ol class="yj-evidence yj-nearest">{cards}</ol>'
