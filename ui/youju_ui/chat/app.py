"""The chat's one page: which components there are and which event calls which handler.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import Dependency

from youju_ui.chat.handlers import Examples, Handlers
from youju_ui.chat.layout import Parts, lay_out

if TYPE_CHECKING:
    from youju.library import Library
    from youju_embeddings.errors import Message

INGESTION = "ingestion"
"""Additions wait for each other in a queue of their own, so that no upload holds up a question."""


def build_chat(
    library: Library,
    examples: Examples,
    preparing: Callable[[], Message | None],
    *,
    language: str,
    concurrency: int,
    waiting: int,
) -> gr.Blocks:
    """The page over a library; ``concurrency`` questions at once, ``waiting`` more in the queue."""
    handlers = Handlers(
        library=library, examples=examples, preparing=preparing, default_language=language
    )
    blocks: gr.Blocks = gr.Blocks(
        title="有据", fill_width=True, fill_height=True, analytics_enabled=False
    )
    with blocks:
        parts = lay_out(language)
        _wire_questions(parts, handlers, concurrency)
        _wire_sources(parts, handlers, concurrency)
        _wire_documents(parts, handlers)
        _wire_page(blocks, parts, handlers)
    blocks.queue(default_concurrency_limit=concurrency, max_size=waiting, api_open=True)
    return blocks


def _wire_questions(parts: Parts, handlers: Handlers, concurrency: int) -> None:
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


def _wire_sources(parts: Parts, handlers: Handlers, concurrency: int) -> None:
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


def _wire_documents(parts: Parts, handlers: Handlers) -> None:
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


def _wire_page(blocks: gr.Blocks, parts: Parts, handlers: Handlers) -> None:
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
    # While documents are added since the start, the page looks again every two seconds.
    ticked = parts.clock.tick(
        handlers.listing,
        inputs=[parts.language],
        outputs=[parts.header, parts.documents],
        show_progress="hidden",
        api_visibility="private",
    )
    # Opens Gradio's event stream again when it was closed over an outcome (chat.js says when).
    parts.hub.nudge(
        lambda: None,
        show_progress="hidden",
        trigger_mode="multiple",
        concurrency_limit=None,
        api_visibility="private",
    )
    for event in (arrived, spoken, ticked):
        _welcome_after(event, parts, handlers)


def _welcome_after(event: Dependency, parts: Parts, handlers: Handlers) -> None:
    event.then(
        handlers.welcome,
        inputs=[parts.language],
        outputs=[parts.welcome, parts.clock],
        show_progress="hidden",
        api_visibility="private",
    )
