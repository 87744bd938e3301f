"""The chat's one page: which components there are and which event calls which handler.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.data_classes import FileData, ListFiles

from youju_ui.assets import static_text
from youju_ui.chat.handlers import Examples, Handlers
from youju_ui.chat.ingestion import Upload
from youju_ui.messages import chat as texts

if TYPE_CHECKING:
    from youju.library import Library

INGESTION = "ingestion"
"""Additions wait for each other in a queue of their own, so that no upload holds up a question."""


class Uploads(gr.File):
    """A drop zone that keeps the names people gave their files; Gradio itself drops some characters."""

    def get_block_name(self) -> str:
        """The drop zone of the browser side is Gradio's own."""
        return "file"

    def preprocess(self, payload: ListFiles | FileData | None) -> list[Upload] | None:  # type: ignore[override]  # other values than Gradio's own on purpose
        """The files of one drop; Gradio has checked that they lie in its upload folder."""
        if payload is None:
            return None
        sent = payload.root if isinstance(payload, ListFiles) else [payload]
        return [
            Upload(path=Path(file.path), name=Path((file.orig_name or file.path).replace("\\", "/")).name)
            for file in sent
        ]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components events read and write."""

    language: Any
    conversation: Any
    header: Any
    uploads: Any
    additions: Any
    documents: Any
    welcome: Any
    hub: Any
    question: Any
    source: Any


def build_chat(
    library: Library, examples: Examples, *, language: str, concurrency: int, waiting: int
) -> gr.Blocks:
    """The page over a library; ``concurrency`` questions at once, ``waiting`` more in the queue."""
    handlers = Handlers(library=library, examples=examples, default_language=language)
    with gr.Blocks(title="有据", fill_width=True, fill_height=True, analytics_enabled=False) as blocks:
        parts = _layout(language)
        _wire_questions(parts, handlers, concurrency)
        _wire_sources(parts, handlers, concurrency)
        _wire_documents(parts, handlers)
        _wire_page(blocks, parts, handlers)
    blocks.queue(default_concurrency_limit=concurrency, max_size=waiting, api_open=True)
    return blocks


def _plain(name: str, *, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None, padding=False)


def _layout(language: str) -> _Parts:
    spoken = gr.State(language)
    conversation = gr.State((), time_to_live=24 * 3600)
    header = _plain("yj-header")
    with gr.Row(elem_id="yj-main"):
        with gr.Column(elem_id="yj-documents", scale=0, min_width=0):
            uploads = Uploads(file_count="multiple", elem_id="yj-uploads", show_label=False, height=104)
            additions = _plain("yj-additions")
            documents = _plain("yj-document-rows")
        with gr.Column(elem_id="yj-chat", scale=1, min_width=0):
            with gr.Column(elem_id="yj-scroll", min_width=0):
                welcome = _plain("yj-welcome")
                gr.HTML(
                    '<div id="yj-log" role="log" aria-live="polite"></div>',
                    elem_id="yj-conversation",
                    apply_default_css=False,
                    js_on_load=None,
                    padding=False,
                )
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
        source = _plain("yj-source")
    hub = gr.HTML(
        "",
        elem_id="yj-hub",
        html_template="<span></span>",
        apply_default_css=False,
        js_on_load=static_text("chat.js"),
        padding=False,
    )
    return _Parts(
        language=spoken,
        conversation=conversation,
        header=header,
        uploads=uploads,
        additions=additions,
        documents=documents,
        welcome=welcome,
        hub=hub,
        question=question,
        source=source,
    )


def _wire_questions(parts: _Parts, handlers: Handlers, concurrency: int) -> None:
    shown = [parts.conversation, parts.hub, parts.question]
    told = {"outputs": shown, "show_progress": "hidden", "concurrency_limit": concurrency}
    asked = parts.question.submit(
        handlers.ask,
        inputs=[parts.question, parts.conversation, parts.language],
        api_name="ask",
        concurrency_id="questions",
        **told,
    )
    again = parts.hub.retry(
        handlers.retry,
        inputs=[parts.conversation, parts.language],
        api_visibility="private",
        concurrency_id="questions",
        **told,
    )
    parts.question.stop(
        handlers.stop,
        inputs=[parts.conversation, parts.language],
        outputs=shown,
        cancels=[asked, again],
        show_progress="hidden",
        queue=False,
        api_visibility="private",
    )
    parts.hub.clear(
        handlers.clear,
        outputs=[parts.conversation, parts.hub, parts.source],
        show_progress="hidden",
        queue=False,
        api_visibility="private",
    )


def _wire_sources(parts: _Parts, handlers: Handlers, concurrency: int) -> None:
    openings: tuple[tuple[Any, Callable[..., str], list[Any]], ...] = (
        (parts.hub.cite, handlers.cite, [parts.conversation, parts.language]),
        (parts.hub.passage, handlers.passage, [parts.language]),
        (parts.hub.document, handlers.document, [parts.language]),
    )
    for listen, handler, inputs in openings:
        listen(
            handler,
            inputs=inputs,
            outputs=[parts.source],
            show_progress="hidden",
            trigger_mode="always_last",
            concurrency_limit=concurrency,
            api_visibility="private",
        )


def _wire_documents(parts: _Parts, handlers: Handlers) -> None:
    added = parts.uploads.upload(
        handlers.add,
        inputs=[parts.uploads, parts.language],
        outputs=[parts.additions, parts.uploads, parts.header, parts.documents],
        show_progress="hidden",
        concurrency_id=INGESTION,
        concurrency_limit=1,
        trigger_mode="multiple",
        api_visibility="private",
    )
    removed = parts.hub.remove(
        handlers.remove,
        inputs=[parts.language],
        outputs=[parts.additions, parts.header, parts.documents],
        show_progress="hidden",
        concurrency_id=INGESTION,
        concurrency_limit=1,
        api_visibility="private",
    )
    for event in (added, removed):
        _welcome_after(event, parts, handlers)


def _wire_page(blocks: gr.Blocks, parts: _Parts, handlers: Handlers) -> None:
    surroundings = [parts.header, parts.documents, parts.question]
    arrived = blocks.load(
        handlers.arrive,
        outputs=[parts.language, *surroundings],
        show_progress="hidden",
        queue=False,
        api_visibility="private",
    )
    spoken = parts.hub.language(
        handlers.speak,
        inputs=[parts.conversation],
        outputs=[parts.language, parts.hub, *surroundings],
        show_progress="hidden",
        queue=False,
        api_visibility="private",
    )
    for event in (arrived, spoken):
        _welcome_after(event, parts, handlers)


def _welcome_after(event: Any, parts: _Parts, handlers: Handlers) -> None:
    event.then(
        handlers.welcome,
        inputs=[parts.language],
        outputs=[parts.welcome],
        show_progress="hidden",
        api_visibility="private",
    )
