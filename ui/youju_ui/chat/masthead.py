"""The header of the chat and the tabs of its sidebar, as HTML; pure."""

from __future__ import annotations

from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_answers, chat_documents, chat_history, chat_sources
from youju_ui.messages.access import LOGOUT


def render_header(documents: int, language: str, *, leaves: bool = False) -> str:
    """Name, promise, the pages, the switches for language and theme; a way out for who logged in."""
    skip = attributes(type="button", class_="yj-button yj-skip", data_act="skip")
    sidebar = attributes(
        type="button",
        class_="yj-icon-button yj-sidebar-toggle",
        data_act="sidebar",
        aria_label=chat_history.SIDEBAR.localized(language),
        title=chat_history.SIDEBAR.localized(language),
        aria_expanded="false",
    )
    return (
        f"<button {skip}>{escape(texts.SKIP.localized(language))}</button>"
        f'<div class="yj-brand"><button {sidebar}>{icon("menu")}</button>'
        f'<span class="yj-logo">{icon("logo")}</span><h1>{escape(texts.NAME.localized(language))}</h1>'
        f"<p>{escape(texts.PROMISE.localized(language))}</p></div>"
        f"{_views(documents, language)}{_switches(language, leaves=leaves)}{_words(language)}"
    )


def _views(documents: int, language: str) -> str:
    """The pages: the conversation, the documents, the evaluation."""
    count = f'<b class="yj-count">{documents}</b>'
    entries = (
        ("chat", "chat", texts.VIEW_CHAT, ""),
        ("shelf", "files", texts.DOCUMENTS_TOGGLE, count),
        ("trials", "chart", texts.VIEW_TRIALS, ""),
    )
    buttons = "".join(
        _view(name, drawing, label, more, language) for name, drawing, label, more in entries
    )
    return f'<nav class="yj-views" aria-label="{escape(texts.VIEWS.localized(language))}">{buttons}</nav>'


def _view(name: str, drawing: str, label: Message, more: str, language: str) -> str:
    known = attributes(
        type="button",
        class_="yj-view",
        data_act="view",
        data_view=name,
        aria_current="page" if name == "chat" else None,
    )
    return f"<button {known}>{icon(drawing)}<span>{escape(label.localized(language))}</span>{more}</button>"


def _switches(language: str, *, leaves: bool) -> str:
    leave = icon_button(LOGOUT.localized(language), "leave", drawing="leave") if leaves else ""
    switch = attributes(
        type="button",
        class_="yj-button yj-language",
        data_act="language",
        data_language="en" if language.startswith("zh") else "zh-CN",
        aria_label=texts.LANGUAGE_LABEL.localized(language),
    )
    return (
        f'<div class="yj-switches">{_export(language)}'
        f"<button {switch}><span>{escape(texts.LANGUAGE.localized(language))}</span></button>"
        f"{icon_button(texts.THEME_LABEL.localized(language), 'theme', drawing='moon')}{leave}</div>"
    )


def _export(language: str) -> str:
    """The menu with the forms a conversation can be kept in."""
    label = escape(chat_sources.EXPORT_LABEL.localized(language))
    forms = "".join(
        f"<li>{button(name.localized(language), 'save', form=form)}</li>"
        for form, name in chat_sources.FORMATS.items()
    )
    return (
        f'<details class="yj-menu yj-export"><summary title="{label}">{icon("download")}'
        f"<span>{escape(chat_sources.EXPORT.localized(language))}</span></summary><ul>{forms}</ul></details>"
    )


def _words(language: str) -> str:
    """The words that the chat's script shows itself."""
    known = attributes(
        data_send=texts.SEND.localized(language),
        data_stop=texts.STOP.localized(language),
        data_thinking=texts.THINKING.localized(language),
        data_lost=texts.LOST.localized(language),
        data_lost_more=texts.LOST_MORE.localized(language),
        data_busy=texts.BUSY.localized(language),
        data_busy_more=texts.BUSY_MORE.localized(language),
        data_failed=texts.FAILED.localized(language),
        data_copied=texts.COPIED.localized(language),
        data_edit_label=chat_answers.EDIT_LABEL.localized(language),
        data_edit_send=chat_answers.EDIT_SEND.localized(language),
        data_files_sent=chat_documents.FILES_SENT.localized(language),
        data_files_wait=chat_documents.FILES_WAIT.localized(language),
        data_edit_cancel=chat_answers.EDIT_CANCEL.localized(language),
        lang=language,
    )
    return f"<span hidden {known}></span>"


def render_sidebar(sought: str, language: str) -> str:
    """New chat, the two tabs, and the search box over the conversations."""
    new = attributes(type="button", class_="yj-button yj-new", data_act="clear")
    tabs = "".join(
        f"<button {_tab(name)}>{icon(drawing)}<span>{escape(label.localized(language))}</span></button>"
        for name, drawing, label in (
            ("sources", "files", chat_history.SOURCES),
            ("threads", "chat", chat_history.HISTORY),
        )
    )
    seek = attributes(
        type="search",
        id="yj-seek",
        value=sought,
        aria_label=chat_history.SEARCH.localized(language),
        placeholder=chat_history.SEARCH.localized(language),
    )
    return (
        f"<button {new}>{icon('plus')}<span>{escape(texts.CLEAR.localized(language))}</span></button>"
        f'<div class="yj-tabs" role="tablist" aria-label="{escape(chat_history.SIDEBAR.localized(language))}">{tabs}</div>'
        f'<div class="yj-history"><input {seek}></div>'
    )


def _tab(name: str) -> str:
    return attributes(
        type="button",
        role="tab",
        class_="yj-tab",
        data_act="tab",
        data_tab=name,
        aria_selected="false",
    )
