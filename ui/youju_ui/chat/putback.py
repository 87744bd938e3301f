"""The removed documents that can still be put back, as HTML; pure."""

from __future__ import annotations

from collections.abc import Sequence

from youju_ui.chat.markup import button, escape
from youju_ui.chat.removals import KEPT_DAYS, Removed
from youju_ui.chat.scopes import collection_name
from youju_ui.messages import chat_documents as words
from youju_ui.messages.chat import filled


def render_removed(removed: Sequence[Removed], language: str) -> str:
    """A fold-out under the table; nothing where nothing was removed."""
    if not removed:
        return ""
    title = escape(filled(words.REMOVED_TITLE, count=len(removed)).localized(language))
    hint = escape(filled(words.REMOVED_HINT, days=KEPT_DAYS).localized(language))
    rows = "".join(_row(one, language) for one in removed)
    return (
        f'<details class="yj-removed"><summary>{title}</summary>'
        f'<p class="yj-muted">{hint}</p><ul>{rows}</ul></details>'
    )


def _row(one: Removed, language: str) -> str:
    document = one.document
    since = f"{one.since.astimezone():%Y-%m-%d %H:%M}"
    told = f"{collection_name(document.collection).localized(language)} · {since}"
    sure = filled(words.PURGE_SURE, document=document.name).localized(language)
    back = button(
        words.PUT_BACK.localized(language), "unremove", drawing="undo", document=document.id
    )
    purge = button(
        words.PURGE.localized(language),
        "purge",
        drawing="trash",
        document=document.id,
        confirm=sure,
    )
    return (
        f"<li><span><b>{escape(document.name)}</b><small>{escape(told)}</small></span>"
        f"{back}{purge}</li>"
    )
