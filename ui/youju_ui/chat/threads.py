"""The list of conversations beside the chat, as HTML; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from youju_embeddings.errors import Message
from youju_ui.chat.history import Summary
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.messages import chat_history as texts
from youju_ui.messages.chat import filled


def render_threads(
    summaries: Sequence[Summary],
    language: str,
    *,
    shown: str = "",
    searching: bool = False,
    today: date | None = None,
) -> str:
    """The conversations by age, latest first; ``shown`` is the one that is open."""
    if not summaries:
        nothing = texts.NOTHING_FOUND if searching else texts.NONE
        return f'<p class="yj-documents-empty">{escape(nothing.localized(language))}</p>'
    day = today or datetime.now(UTC).date()
    groups = groupby(summaries, key=lambda one: age_of(one.updated, day))
    judged = button(
        texts.FEEDBACK.localized(language),
        "save",
        drawing="download",
        path="feedback/questions.jsonl",
    )
    listed = "".join(
        f'<h2 class="yj-label">{escape(age.localized(language))}</h2>'
        f'<ul class="yj-threads">{"".join(_thread(one, language, one.id == shown) for one in members)}</ul>'
        for age, members in groups
    )
    return f"{listed}{judged}"


def age_of(updated: str, today: date) -> Message:
    """How long ago a conversation went on, in words."""
    days = (today - datetime.fromisoformat(updated).date()) // timedelta(days=1)
    if days <= 0:
        return texts.TODAY
    if days == 1:
        return texts.YESTERDAY
    return texts.WEEK if days < 7 else texts.OLDER


def _thread(summary: Summary, language: str, is_shown: bool) -> str:
    def said(message: Message) -> str:
        return filled(message, title=summary.title).localized(language)

    opener = attributes(
        type="button",
        class_="yj-thread",
        data_act="open",
        data_conversation=summary.id,
        aria_current="true" if is_shown else None,
        title=said(texts.OPEN),
    )
    pen = icon_button(
        said(texts.RENAME), "retitle", drawing="pen", conversation=summary.id, name=summary.title
    )
    trash = icon_button(said(texts.REMOVE), "forget", drawing="trash", conversation=summary.id)
    return f"<li><button {opener}>{escape(summary.title)}</button>{pen}{trash}</li>"


def render_earlier(count: int, before: int, language: str) -> str:
    """The button that fetches what was said before; empty when nothing was."""
    if count <= 0:
        return ""
    label = filled(texts.EARLIER, count=count).localized(language)
    return button(label, "earlier", drawing="up", quiet=False, before=before)


def render_forgotten(title: str, conversation: str, language: str) -> str:
    """That a conversation was deleted, with the way back."""
    said = filled(texts.REMOVED, title=title).localized(language)
    undo = button(
        texts.UNDO.localized(language), "remember", drawing="undo", conversation=conversation
    )
    return f'<div class="yj-notice" role="status"><span>{icon("trash")}{escape(said)}</span>{undo}</div>'
