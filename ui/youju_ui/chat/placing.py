"""Where documents go, as HTML: buttons to add, ticks to choose, lists of collections; pure."""

from __future__ import annotations

from collections.abc import Sequence

from youju.schema import Document
from youju_ui.chat.markup import attributes, button, escape, icon
from youju_ui.chat.scopes import collection_name
from youju_ui.messages import chat_documents as words
from youju_ui.messages.chat import filled


def render_adders(collections: Sequence[str], language: str, *, fixed: bool) -> str:
    """Buttons for files and folders, and the collection that they go into."""
    label = words.ADD_TO.localized(language)
    select = attributes(
        class_="yj-select",
        data_into=True,
        aria_label=label,
        data_name=words.NEW_COLLECTION_NAME.localized(language),
    )
    return (
        f'<button type="button" class="yj-button yj-primary yj-small" data-act="add">{icon("plus")}<span>{escape(words.ADD_FILES.localized(language))}</span></button>'
        f"{button(words.ADD_FOLDER.localized(language), 'addfolder', drawing='folder', quiet=False)}"
        f'<label class="yj-into"><span>{escape(label)}</span>'
        f"<select {select}>{_options(collections, language, fixed=fixed)}</select></label>"
    )


def render_mover(collections: Sequence[str], language: str, *, fixed: bool) -> str:
    """Where the ticked documents go; the style sheet shows it once there are some."""
    label = words.MOVE_CHOSEN.localized(language)
    select = attributes(
        class_="yj-select",
        data_move=True,
        aria_label=label,
        data_name=words.NEW_COLLECTION_NAME.localized(language),
    )
    first = f'<option value="" disabled selected>{escape(words.MOVE_WHERE.localized(language))}</option>'
    return (
        f'<div class="yj-mover"><label class="yj-into">{icon("folder")}<span>{escape(label)}</span>'
        f"<select {select}>{first}{_options(collections, language, fixed=fixed)}</select></label></div>"
    )


def render_tick(document: Document, language: str) -> str:
    """The box that chooses a document."""
    label = filled(words.PICK, document=document.name).localized(language)
    return (
        f"<input {attributes(type='checkbox', name='yj-row', value=document.id, aria_label=label)}>"
    )


def render_tick_all(language: str) -> str:
    """The box that chooses every listed document."""
    label = words.PICK_ALL.localized(language)
    return f"<input {attributes(type='checkbox', name='yj-rows', aria_label=label)}>"


def _options(collections: Sequence[str], language: str, *, fixed: bool) -> str:
    known = "".join(
        f"<option {attributes(value=one)}>{escape(collection_name(one).localized(language))}</option>"
        for one in collections
    )
    new = escape(words.NEW_COLLECTION.localized(language))
    return known if fixed else f'{known}<option value="" data-new>{new}</option>'
