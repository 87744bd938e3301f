"""The chat's one page: which components there are and which event calls which handler; imports Gradio,
so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Sequence
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
_LATEST: dict[str, Any] = {**_QUIET, "trigger_mode": "always_last"}
"""For what shows one thing in one place. Unless told otherwise, Gradio drops an event while an
earlier one of its name is under way, so what changes something is ``multiple``."""
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_EACH: dict[str, Any] = {**_AT_ONCE, "trigger_mode": "multiple"}
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
    parts.hub.undo(questions.undo, inputs=[parts.conversation], outputs=shown, **_EACH)
    parts.hub.judge(questions.judge, inputs=spoken, outputs=[parts.hub], **_EACH)
    return asking


def _wire_choices(parts: Parts, handlers: Handlers, concurrency: int) -> None:
    # At once: a question asked a moment later is asked with what was chosen.
    chosen: dict[str, Any] = {
        **_LATEST,
        "queue": False,
        "inputs": [parts.language],
        "outputs": [parts.choices, parts.scope],
    }
    parts.hub.choose(handlers.page.choose, **chosen)
    # Only what the reader himself moves asks again; what the page remembers from before does not.
    parts.hub.tune(handlers.page.choose, **chosen).then(
        handlers.questions.again,
        inputs=[parts.conversation, parts.language, parts.choices],
        outputs=[parts.conversation, parts.hub, parts.question],
        concurrency_limit=concurrency,
        concurrency_id="questions",
        **_LATEST,
    )


def _wire_sources(parts: Parts, handlers: Handlers, concurrency: int) -> None:
    parts.hub.source(
        handlers.openings.show,
        inputs=[parts.conversation, parts.language],
        outputs=[parts.source],
        concurrency_limit=concurrency,
        **_LATEST,
    )


def _wire_conversations(parts: Parts, handlers: Handlers, asking: list[Dependency]) -> None:
    keeping, hub = handlers.keeping, parts.hub
    conversation = [parts.conversation, hub, parts.question, parts.source]
    known = [parts.conversation, parts.language, parts.sought]
    # An answer that comes after its conversation was left would bring that one back.
    left: dict[str, Any] = {**_LATEST, "queue": False, "cancels": asking}
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
        **_LATEST,
    )
    hub.retitle(keeping.rename, inputs=known, outputs=[parts.threads], **_EACH)
    hub.forget(
        keeping.forget,
        inputs=known,
        outputs=[parts.conversation, hub, parts.threads, parts.notice],
        **_EACH,
    )
    hub.remember(keeping.remember, inputs=known, outputs=[parts.threads, parts.notice], **_EACH)


def _wire_documents(parts: Parts, handlers: Handlers) -> None:
    adding, shelf, hub = handlers.adding, handlers.shelf, parts.hub
    listing = _listing(parts)
    added = {"outputs": [parts.additions, *listing]}
    changed = {"outputs": [parts.notice, *listing]}
    alone: dict[str, Any] = {
        **_QUIET,
        "trigger_mode": "multiple",
        "concurrency_id": INGESTION,
        "concurrency_limit": 1,
    }
    events: Sequence[Dependency] = (
        parts.uploads.upload(
            adding.receive,
            inputs=[parts.uploads, parts.language, parts.collection],
            outputs=[parts.additions],
            js=_TAKEN,
            **_EACH,
        ).then(adding.add, inputs=[parts.language], **added, **alone),
        hub.reindex(adding.reindex, inputs=[parts.language], **added, **alone),
        hub.remove(shelf.remove, inputs=[parts.language], **changed, **alone),
        hub.unremove(shelf.unremove, inputs=[parts.language], **changed, **alone),
        hub.purge(shelf.purge, inputs=[parts.language], **changed, **alone),
        hub.move(shelf.move, inputs=[parts.language], **changed, **alone),
        hub.rename(shelf.rename, inputs=[parts.language], **changed, **alone),
    )
    for event in events:
        _welcome_after(event, parts, handlers)
    hub.sift(handlers.page.sift, inputs=[parts.language], outputs=[parts.shelf], **_LATEST)
    hub.halt(adding.halt, inputs=[parts.language], outputs=[parts.additions], **_AT_ONCE)
    hub.into(shelf.into, outputs=[parts.collection], **_LATEST, queue=False)


def _wire_trials(parts: Parts, handlers: Handlers) -> None:
    trialling, hub = handlers.trialling, parts.hub
    told: dict[str, Any] = {**_QUIET, "inputs": [parts.language], "outputs": [parts.trials]}
    each = {**told, "trigger_mode": "multiple"}
    latest = {**told, "trigger_mode": "always_last"}
    hub.trials(trialling.view, **latest)
    hub.trial(trialling.start, concurrency_id="evaluation", concurrency_limit=4, **told)
    hub.showtrial(trialling.show, **latest)
    hub.compare(trialling.compare, **latest)
    hub.addset(trialling.add_set, **each)
    hub.droptrial(trialling.drop, **each)
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
            queue=False,
            **_LATEST,
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
        **_LATEST,
    )


def _threads_after(event: Dependency, parts: Parts, handlers: Handlers) -> None:
    event.then(
        handlers.keeping.threads,
        inputs=[parts.conversation, parts.language, parts.sought],
        outputs=[parts.threads],
        **_LATEST,
    )
