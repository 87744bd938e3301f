"""What a question is asked with, in words and as controls; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.schema import DEFAULT_COLLECTION
from youju_embeddings.errors import Message
from youju_ui.chat.choices import MOST_PASSAGES, RETRIEVERS, Choices
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.messages import chat_answers as words
from youju_ui.messages import chat_settings as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from youju.settings import Settings


def collection_name(collection: str) -> Message:
    """What a collection is called; the one a library begins with has no name of its own."""
    if collection == DEFAULT_COLLECTION:
        return texts.DEFAULT_COLLECTION
    return Message(zh=collection, en=collection)


def scope_of(choices: Choices) -> Message:
    """The documents a question is restricted to, in words."""
    parts: list[Message] = []
    if choices.collections:
        named = [collection_name(collection) for collection in sorted(choices.collections)]
        parts.append(
            Message(
                zh=words.COLLECTIONS.zh.format(names="、".join(name.zh for name in named)),
                en=words.COLLECTIONS.en.format(names=", ".join(name.en for name in named)),
            )
        )
    if choices.documents:
        count = len(choices.documents)
        parts.append(words.ONE_DOCUMENT if count == 1 else filled(words.DOCUMENTS, count=count))
    if not parts:
        return words.ALL_DOCUMENTS
    return Message(
        zh=words.AND.zh.join(part.zh for part in parts),
        en=words.AND.en.join(part.en for part in parts),
    )


def render_scope(choices: Choices, language: str) -> str:
    """The chip above the question box that says which documents are asked."""
    scope = scope_of(choices).localized(language)
    chip = attributes(
        type="button",
        class_="yj-scope yj-restricted" if choices.restricted else "yj-scope",
        data_act="scope",
        title=filled(texts.SCOPE_LABEL, scope=scope).localized(language),
    )
    clear = (
        icon_button(texts.SCOPE_CLEAR.localized(language), "unscope", drawing="close")
        if choices.restricted
        else ""
    )
    return (
        f"<button {chip}>{icon('files')}<span>{escape(texts.SCOPE.localized(language))}</span>"
        f"<b>{escape(scope)}</b></button>{clear}"
    )


def render_tuning(settings: Settings, language: str) -> str:
    """The fold-out with the retrieval settings; the chat's script fills in what was chosen."""
    retrieval = settings.retrieval
    depth = attributes(
        type="range",
        id="yj-depth",
        min=1,
        max=max(MOST_PASSAGES, retrieval.k),
        step=1,
        value=retrieval.k,
        data_choice="k",
        data_default=retrieval.k,
    )
    sure = attributes(
        type="range",
        id="yj-sure",
        min=0,
        max=100,
        step=1,
        value=round(100 * settings.answering.threshold),
        data_choice="threshold",
        data_default=round(100 * settings.answering.threshold),
    )
    title = escape(texts.SETTINGS.localized(language))
    return (
        f'<details class="yj-tuning"><summary>{icon("sliders")}<span>{title}</span></summary>'
        f'<div class="yj-tuning-sheet" role="group" aria-label="{title}">'
        f"<p>{escape(texts.SETTINGS_HELP.localized(language))}</p>"
        f"{_slider(depth, 'yj-depth', texts.DEPTH, texts.DEPTH_HELP, language, unit='')}"
        f"{_retrievers(retrieval.retriever, language)}"
        f"{_slider(sure, 'yj-sure', texts.THRESHOLD, texts.THRESHOLD_HELP, language, unit='%')}"
        f"{button(texts.RESET.localized(language), 'untune', drawing='undo')}</div></details>"
    )


def _slider(
    known: str, name: str, label: Message, help_: Message, language: str, *, unit: str
) -> str:
    return (
        f'<div class="yj-setting"><label for="{name}">{escape(label.localized(language))}</label>'
        f'<output for="{name}" data-unit="{unit}"></output>'
        f'<input {known} aria-describedby="{name}-help">'
        f'<small id="{name}-help">{escape(help_.localized(language))}</small></div>'
    )


def _retrievers(default: str, language: str) -> str:
    options = "".join(
        f"<label><input {_radio(name, default)}><span>{escape(texts.RETRIEVERS[name].localized(language))}</span></label>"
        for name in RETRIEVERS
    )
    return (
        f'<fieldset class="yj-setting yj-choice"><legend>{escape(texts.RETRIEVER.localized(language))}</legend>'
        f"{options}</fieldset>"
    )


def _radio(name: str, default: str) -> str:
    return attributes(
        type="radio",
        name="yj-retriever",
        value=name,
        data_choice="retriever",
        data_default=default,
        checked=name == default,
    )
