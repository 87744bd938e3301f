"""The chat's one page: which components there are and which event calls which handler; imports Gradio,
so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from gradio.events import Dependency

from youju_ui.chat.context import Context
from youju_ui.chat.forgetful import ForgetfulBlocks
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.layout import Parts, lay_out
from youju_ui.chat.programs import add_programs

INGESTION = "ingestion"
"""Additions wait for each other in a queue of their own, so that no upload holds up a question."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_TAKEN = "(...taken) => { document.dispatchEvent(new Event('youju-taken')); return taken; }"
"""Has the page's script empty the drop zone: an event that does would come only after the additions, and
an update from here would make the zone anew, without the method that keeps file names whole."""


def build_chat(context: Context, *, language: str, concurrency: int, waiting: int) -> gr.Blocks:
    """The page over a library; ``concurrency`` questions at once, ``waiting`` more in the queue."""
    handlers = Handlers.over(context)
    blocks: gr.Blocks = ForgetfulBlocks(
        title="有据", fill_width=True, fill_height=True, analytics_enabled=False
    )
    with blocks:
        parts = lay_out(language)
        # First: handlers of the page have the same names, and the first to come keeps its own.
        add_programs(context, concurrency=concurrency)
        asking = _wire_questions(parts, handlers, concurrency)
        _wire_choices(parts, handlers, concurrency)
        _wire_sources(parts, handlers, concurrency)
        _wire_conversations(parts, handlers, asking)
        _wire_documents(parts, handlers)
        _wire_trials(parts, handlers)
        _wire_page(blocks, parts, handlers)
    blocks.queue(default_concurrency_limit=concurrency, max_size=waiting, api_open=True)
    return blocks


def _wire_questions(parts: Parts, handlers: Handlers, concurrency: int) -> list[Dependency]:
    """The events that ask, which leaving the conversation gives up."""
    questions = handlers.questions
    shown = [parts.conversation, parts.hub, parts.question]
    told = {
        **_QUIET,
        "outputs": shown,
        "concurrency_limit": concurrency,
        "concurrency_id": "questions",
    }
    spoken = [parts.conversation, parts.language]
    asking: list[Dependency] = [
        parts.question.submit(
            questions.ask,
            inputs=[parts.question, *spoken, parts.choices],
            **told,
        ),
        parts.hub.retry(questions.retry, inputs=[*spoken, parts.choices], **told),
        parts.hub.widen(questions.widen, inputs=spoken, **told),
        parts.hub.alone(questions.alone, inputs=spoken, **told),
        parts.hub.revise(questions.revise, inputs=spoken, **told),
    ]
    for event in asking:
        _threads_after(event, parts, handlers)
        event.then(
            questions.suggest,
            inputs=spoken,
            outputs=[parts.hub],
            concurrency_id="suggestions",
            concurrency_limit=1,
            **_QUIET,
        )
    parts.question.stop(questions.stop, inputs=spoken, outputs=shown, cancels=asking, **_AT_ONCE)
    parts.hub.undo(questions.undo, inputs=[parts.conversation], outputs=shown, **_AT_ONCE)
    parts.hub.judge(questions.judge, inputs=spoken, outputs=[parts.hub], **_AT_ONCE)
    return asking


def _wire_choices(parts: Parts, handlers: Handlers, concurrency: int) -> None:
    chosen: dict[str, Any] = {
        **_QUIET,
        "inputs": [parts.language],
        "outputs": [parts.choices, parts.scope],
        "trigger_mode": "always_last",
    }
    parts.hub.choose(handlers.page.choose, **chosen)
    # Only what the reader himself moves asks again; what the page remembers from before does not.
    parts.hub.tune(handlers.page.choose, **chosen).then(
        handlers.questions.again,
        inputs=[parts.conversation, parts.language, parts.choices],
        outputs=[parts.conversation, parts.hub, parts.question],
        concurrency_limit=concurrency,
        concurrency_id="questions",
        **_QUIET,
    )


def _wire_sources(parts: Parts, handlers: Handlers, concurrency: int) -> None:
    opened = handlers.openings
    openings: tuple[tuple[Any, Callable[..., str], list[Any]], ...] = (
        (parts.hub.cite, opened.cite, [parts.conversation, parts.language]),
        (parts.hub.passage, opened.passage, [parts.language]),
        (parts.hub.document, opened.document, [parts.language]),
    )
    for listen, handler, inputs in openings:
        listen(
            handler,
            inputs=inputs,
            outputs=[parts.source],
            trigger_mode="always_last",
            concurrency_limit=concurrency,
            **_QUIET,
        )


def _wire_conversations(parts: Parts, handlers: Handlers, asking: list[Dependency]) -> None:
    keeping, hub = handlers.keeping, parts.hub
    conversation = [parts.conversation, hub, parts.question, parts.source]
    known = [parts.conversation, parts.language, parts.sought]
    # An answer that comes after its conversation was left would bring that one back.
    left: dict[str, Any] = {**_AT_ONCE, "cancels": asking}
    begun = hub.clear(keeping.clear, outputs=conversation, **left)
    opened = hub.open(
        keeping.open, inputs=[parts.language], outputs=[*conversation, parts.notice], **left
    )
    for event in (begun, opened):
        _threads_after(event, parts, handlers)
    hub.earlier(
        keeping.earlier,
        inputs=[parts.conversation, parts.language],
        outputs=[hub],
        **_AT_ONCE,
    )
    hub.seek(
        keeping.search,
        inputs=[parts.conversation, parts.language],
        outputs=[parts.sought, parts.threads],
        trigger_mode="always_last",
        **_QUIET,
    )
    hub.retitle(keeping.rename, inputs=known, outputs=[parts.threads], **_AT_ONCE)
    hub.forget(
        keeping.forget,
        inputs=known,
        outputs=[parts.conversation, hub, parts.threads, parts.notice],
        **_AT_ONCE,
    )
    hub.remember(keeping.remember, inputs=known, outputs=[parts.threads, parts.notice], **_AT_ONCE)


def _wire_documents(parts: Parts, handlers: Handlers) -> None:
    adding, shelf, hub = handlers.adding, handlers.shelf, parts.hub
    listing = _listing(parts)
    added = {"outputs": [parts.additions, *listing]}
    changed = {"outputs": [parts.notice, *listing]}
    alone: dict[str, Any] = {**_QUIET, "concurrency_id": INGESTION, "concurrency_limit": 1}
    events: Sequence[Dependency] = (
        parts.uploads.upload(
            adding.receive,
            inputs=[parts.uploads, parts.language, parts.collection],
            outputs=[parts.additions],
            trigger_mode="multiple",
            js=_TAKEN,
            **_AT_ONCE,
        ).then(adding.add, inputs=[parts.language], trigger_mode="multiple", **added, **alone),
        hub.reindex(adding.reindex, inputs=[parts.language], **added, **alone),
        hub.remove(shelf.remove, inputs=[parts.language], **changed, **alone),
        hub.unremove(shelf.unremove, inputs=[parts.language], **changed, **alone),
        hub.purge(shelf.purge, inputs=[parts.language], **changed, **alone),
        hub.move(shelf.move, inputs=[parts.language], **changed, **alone),
        hub.rename(shelf.rename, inputs=[parts.language], **changed, **alone),
    )
    for event in events:
        _welcome_after(event, parts, handlers)
    hub.sift(
        handlers.page.sift,
        inputs=[parts.language],
        outputs=[parts.shelf],
        trigger_mode="always_last",
        **_QUIET,
    )
    hub.halt(adding.halt, inputs=[parts.language], outputs=[parts.additions], **_AT_ONCE)
    hub.into(shelf.into, outputs=[parts.collection], **_AT_ONCE)


def _wire_trials(parts: Parts, handlers: Handlers) -> None:
    trialling, hub = handlers.trialling, parts.hub
    told: dict[str, Any] = {**_QUIET, "inputs": [parts.language], "outputs": [parts.trials]}
    hub.trials(trialling.view, **told)
    hub.trial(trialling.start, concurrency_id="evaluation", concurrency_limit=4, **told)
    hub.showtrial(trialling.show, **told)
    hub.compare(trialling.compare, **told)
    hub.addset(trialling.add_set, **told)
    hub.droptrial(trialling.drop, **told)
    hub.haltrial(trialling.halt, **_AT_ONCE)


def _listing(parts: Parts) -> list[Any]:
    return [parts.header, parts.documents, parts.shelf]


def _wire_page(blocks: gr.Blocks, parts: Parts, handlers: Handlers) -> None:
    page = handlers.page
    surroundings = [*_listing(parts), parts.scope, parts.tuning, parts.question]
    arrived = blocks.load(
        page.arrive, inputs=[parts.choices], outputs=[parts.language, *surroundings], **_AT_ONCE
    )
    spoken = parts.hub.language(
        page.speak, inputs=[parts.choices], outputs=[parts.language, *surroundings], **_AT_ONCE
    )
    spoken.then(
        handlers.keeping.feed,
        inputs=[parts.conversation, parts.language],
        outputs=[parts.hub],
        **_AT_ONCE,
    )
    for event in (arrived, spoken):
        event.then(
            handlers.keeping.sidebar,
            inputs=[parts.conversation, parts.language, parts.sought],
            outputs=[parts.sidebar, parts.threads],
            **_AT_ONCE,
        )
    # While documents are added since the start, the page looks again every two seconds.
    ticked = parts.clock.tick(
        page.listing, inputs=[parts.language], outputs=_listing(parts), **_QUIET
    )
    # Opens Gradio's event stream again when it was closed over an outcome (the script says when).
    parts.hub.nudge(lambda: None, trigger_mode="multiple", concurrency_limit=None, **_QUIET)
    for event in (arrived, spoken, ticked):
        _welcome_after(event, parts, handlers)


def _welcome_after(event: Dependency, parts: Parts, handlers: Handlers) -> None:
    event.then(
        handlers.page.welcome,
        inputs=[parts.language],
        outputs=[parts.welcome, parts.clock],
        **_QUIET,
    )


def _threads_after(event: Dependency, parts: Parts, handlers: Handlers) -> None:
    event.then(
        handlers.keeping.threads,
        inputs=[parts.conversation, parts.language, parts.sought],
        outputs=[parts.threads],
        **_QUIET,
    )
