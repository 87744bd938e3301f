"""The components of the chat's page and their order; what they do is wired in ``app``.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.data_classes import FileData, ListFiles

from youju_ui.assets import script
from youju_ui.chat.choices import packed, unpacked
from youju_ui.chat.events import collection_held, text_held
from youju_ui.chat.ingestion import Upload
from youju_ui.chat.language import spoken
from youju_ui.messages import chat as texts


def sent_files(payload: ListFiles | FileData | None) -> list[Upload] | None:
    """The files of one drop under the names people gave them; Gradio has checked where they lie."""
    if payload is None:
        return None
    sent = payload.root if isinstance(payload, ListFiles) else [payload]
    return [
        Upload(
            path=Path(file.path),
            name=Path((file.orig_name or file.path).replace("\\", "/")).name,
        )
        for file in sent
    ]


def _drop_zone() -> gr.File:
    """A drop zone that keeps file names whole, where Gradio's own drops some characters.

    The method is replaced on the object because Gradio writes a stub file beside the module of any
    subclass of a component, into the installed package.
    """
    zone = gr.File(file_count="multiple", elem_id="yj-uploads", show_label=False)
    zone.preprocess = sent_files  # type: ignore[method-assign, assignment]
    return zone


def _held(
    value: str = "",
    *,
    read: Callable[[object], object] = text_held,
    write: Callable[[Any], str] | None = None,
) -> gr.Textbox:
    """What the page itself holds and sends along with an event (ADR 21); ``read`` does not trust it."""
    held = gr.Textbox(value, visible=False)
    held.preprocess = read  # type: ignore[method-assign, assignment]
    if write is not None:
        held.postprocess = write  # type: ignore[method-assign, assignment]
    return held


@dataclass(frozen=True, slots=True)
class Parts:
    """The components events read and write."""

    language: Any
    conversation: Any
    choices: Any
    sought: Any
    collection: Any
    header: Any
    sidebar: Any
    threads: Any
    uploads: Any
    additions: Any
    documents: Any
    shelf: Any
    trials: Any
    notice: Any
    welcome: Any
    hub: Any
    scope: Any
    tuning: Any
    question: Any
    source: Any
    clock: Any


def _plain(name: str, *, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None, padding=False)


def lay_out(language: str) -> Parts:
    """Make the components; called inside the page they belong to."""
    parts: dict[str, Any] = {
        "language": _held(language, read=spoken),
        "conversation": _held(),
        "choices": _held(read=unpacked, write=packed),
        "sought": _held(),
        "collection": _held(read=collection_held),
        "header": _plain("yj-header"),
    }
    with gr.Row(elem_id="yj-main"):
        with gr.Column(elem_id="yj-documents", scale=0, min_width=0):
            parts["sidebar"] = _plain("yj-sidebar")
            parts["threads"] = _plain("yj-threads")
            parts["uploads"] = _drop_zone()
            parts["additions"] = _plain("yj-additions")
            parts["documents"] = _plain("yj-document-rows")
        with gr.Column(elem_id="yj-chat", scale=1, min_width=0):
            parts |= _conversation(language)
        with gr.Column(elem_id="yj-pages", scale=1, min_width=0):
            parts["shelf"] = _plain("yj-shelf")
            parts["trials"] = _plain("yj-trials")
        parts["source"] = _plain("yj-source")
    parts["notice"] = _plain("yj-notices")
    parts["hub"] = gr.HTML(
        "",
        elem_id="yj-hub",
        html_template="<span></span>",
        apply_default_css=False,
        js_on_load=script(),
        padding=False,
    )
    parts["clock"] = gr.Timer(2.0, active=False)
    return Parts(**parts)


def _conversation(language: str) -> dict[str, Any]:
    """The middle column: what was said, and the question box."""
    with gr.Column(elem_id="yj-scroll", min_width=0):
        welcome = _plain("yj-welcome")
        log = '<div id="yj-earlier"></div><div id="yj-log" role="log" aria-live="polite"></div>'
        _plain("yj-conversation", value=log)
    with gr.Column(elem_id="yj-composer", min_width=0):
        question = gr.Textbox(
            elem_id="yj-question",
            show_label=False,
            label=texts.QUESTION_LABEL.localized(language),
            lines=1,
            max_lines=6,
            max_length=20_000,
            container=False,
            submit_btn=True,
            autofocus=True,
        )
        with gr.Row(elem_id="yj-asking"):
            scope = _plain("yj-scope")
            tuning = _plain("yj-tuning")
    return {"welcome": welcome, "question": question, "scope": scope, "tuning": tuning}
