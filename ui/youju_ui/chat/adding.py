"""What happens when documents are added, stopped on their way, and read again.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import gradio as gr

from youju.errors import YoujuError
from youju.schema import Change, Document
from youju_ui.chat.additions import Addition, render_additions
from youju_ui.chat.arrivals import Arrivals
from youju_ui.chat.context import Context
from youju_ui.chat.events import session_of, text_of
from youju_ui.chat.holding import taken
from youju_ui.chat.ingestion import Ingestion, Upload
from youju_ui.chat.page import Page
from youju_ui.chat.shelves import render_notice
from youju_ui.messages import chat_documents as words
from youju_ui.messages.chat import filled


@dataclass(frozen=True, slots=True)
class Adding:
    """Files into the library; those of one page at a time, those of one person in one list."""

    context: Context
    page: Page
    arrivals: Arrivals = field(default_factory=Arrivals)
    under_way: dict[str, Event] = field(default_factory=dict)
    """What stops the additions of each browser page, by its session."""

    def receive(
        self,
        uploads: Sequence[Upload] | None,
        language: str,
        collection: str,
        request: gr.Request,
    ) -> str | dict[str, Any]:
        """Have files wait to be added, beside those of this page that are being added: they, in a list."""
        if not uploads:
            return _unchanged()
        place = collection or self.page.places(request)[0]
        try:
            self.context.require_editor(request, place)
        except YoujuError as error:
            for upload in uploads:
                upload.path.unlink(missing_ok=True)
            return render_notice(error.message.localized(language))
        session = session_of(request)
        placed = [replace(upload, collection=place) for upload in uploads]
        waiting = self.arrivals.put(session, placed)
        if session in self.under_way:
            return _unchanged()
        return render_additions([Addition(name=upload.name) for upload in waiting], language)

    def add(self, language: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Take the files in that wait: progress, then the ``listing``."""
        session = session_of(request)
        uploads = self.arrivals.take(session)
        if uploads:
            more = partial(self.arrivals.take, session)
            yield from self._take(uploads, language, request, more=more)
        else:
            yield gr.skip(), *_no_news()

    def reindex(
        self, language: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Read a document's original again: progress, then the ``listing``."""
        try:
            document = self.context.own(request, text_of(event, "document"))
        except YoujuError as error:
            yield render_notice(error.message.localized(language)), *_no_news()
            return
        data = self.context.originals.latest(document)
        if data is None:
            told = filled(words.NO_ORIGINAL, document=document.name).localized(language)
            yield render_notice(told), *_no_news()
            return
        yield from self._again(document, data, language, request)

    def halt(self, language: str, request: gr.Request) -> str | dict[str, Any]:
        """Stop what this page is adding, and what waits for others; what is in already stays."""
        session = session_of(request)
        stopped = self.under_way.get(session)
        if stopped is not None:
            stopped.set()
            return _unchanged()
        waiting = self.arrivals.take(session)
        for upload in waiting:
            upload.path.unlink(missing_ok=True)
        given_up = [Addition(name=upload.name, cancelled=True) for upload in waiting]
        return render_additions(given_up, language)

    def _again(
        self, document: Document, data: bytes, language: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        library = self.context.library
        held = taken(library.store, document.id)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "original"
            copy.write_bytes(data)
            place = document.collection
            again = Upload(copy, document.name, source=document.source, collection=place, kept=True)
            # What has not changed would be left alone; here it is to be read with today's parser.
            library.store.remove(document.id)
            try:
                yield from self._take([again], language, request)
            finally:
                if not any(one.id == document.id for one in library.documents()):
                    held.put(library.store)

    def _take(
        self,
        uploads: Sequence[Upload],
        language: str,
        request: gr.Request,
        *,
        more: Callable[[], Sequence[Upload]] = tuple,
    ) -> Iterator[tuple[Any, ...]]:
        stopped = self.under_way[session_of(request)] = Event()

        def joined() -> Sequence[Upload]:
            # What comes after "stop" is meant to be added.
            return () if stopped.is_set() else more()

        ingestion = Ingestion(self.context.library, self.context.originals, stopped, joined)
        finished = 0
        try:
            for additions in ingestion.take(uploads):
                arrived = sum(addition.finished for addition in additions)
                self._log(request, additions[finished:arrived])
                news = self.page.listing(language, request) if arrived > finished else _no_news()
                finished = arrived
                yield render_additions(additions, language), *news
        finally:
            if self.under_way.get(session_of(request)) is stopped:
                del self.under_way[session_of(request)]

    def _log(self, request: gr.Request, arrived: Sequence[Addition]) -> None:
        """Files come in one after the other: those that ended now, of which some changed the library."""
        for addition in arrived:
            outcome = addition.outcome
            if outcome is None or outcome.document is None:
                continue
            if outcome.change in {Change.ADDED, Change.UPDATED}:
                self.context.conduct.changed(request, "document.add", outcome.document)


def _unchanged() -> dict[str, Any]:
    told: dict[str, Any] = gr.skip()
    return told


def _no_news() -> tuple[Any, Any, Any]:
    return gr.skip(), gr.skip(), gr.skip()
