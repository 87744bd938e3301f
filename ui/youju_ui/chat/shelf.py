"""What happens when documents are renamed, moved, removed and put back.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from youju.errors import YoujuError
from youju.schema import DEFAULT_COLLECTION, Document
from youju_ui.chat.context import Context
from youju_ui.chat.events import collection_held, data_of, text_of
from youju_ui.chat.holding import rename
from youju_ui.chat.page import Page
from youju_ui.chat.removals import KEPT_DAYS, Removals
from youju_ui.chat.scopes import collection_name
from youju_ui.chat.shelves import render_notice
from youju_ui.messages import chat_documents as words
from youju_ui.messages.chat import filled

_MOST_MOVED = 500
"""As many as the page lists."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of the library, as somebody who may change them does it."""

    context: Context
    page: Page
    removals: Removals

    def into(self, event: gr.EventData) -> str:
        """The collection that the next files go into, empty for the first of the list."""
        return _collection(event)

    def remove(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Take one document out: notice, then the ``listing``."""
        try:
            document = self.context.own(request, text_of(event, "document"))
            self.removals.remove(self.context.library, document.id)
            self.context.conduct.changed(request, "document.remove", document)
        except YoujuError as error:
            told = render_notice(error.message.localized(language))
        else:
            told = render_notice(
                filled(words.REMOVED, document=document.name, days=KEPT_DAYS).localized(language),
                undo=words.UNDO.localized(language),
                document=document.id,
            )
        return told, *self.page.listing(language, request)

    def unremove(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Put a removed document back: notice, then the ``listing``."""
        identifier = str(data_of(event).get("document", ""))
        try:
            self.context.require_editor(request)
            document = self.removals.restore(
                self.context.library, identifier, readable=self.context.rights(request)
            )
            if document is not None:
                self.context.conduct.changed(request, "document.restore", document)
        except YoujuError as error:
            told = error.message
        else:
            told = (
                words.TOO_LATE
                if document is None
                else filled(words.RESTORED, document=document.name)
            )
        return render_notice(told.localized(language)), *self.page.listing(language, request)

    def purge(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Delete a removed document for good: notice, then the ``listing``."""
        identifier = str(data_of(event).get("document", ""))
        try:
            self.context.require_editor(request)
            readable = self.context.rights(request)
            gone = self.removals.forget(self.context.library, identifier, readable=readable)
            if gone is not None:
                self.context.conduct.changed(request, "document.purge", gone)
        except YoujuError as error:
            told = error.message
        else:
            told = words.TOO_LATE if gone is None else filled(words.PURGED, document=gone.name)
        return render_notice(told.localized(language)), *self.page.listing(language, request)

    def rename(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Call a document otherwise: notice, then the ``listing``."""
        try:
            document = self.context.own(request, text_of(event, "document"))
            name = rename(self.context.library, document.id, text_of(event, "name"))
            self.context.conduct.changed(request, "document.rename", replace(document, name=name))
        except YoujuError as error:
            told = error.message
        else:
            told = filled(words.RENAMED, document=name)
        return render_notice(told.localized(language)), *self.page.listing(language, request)

    def move(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Put documents into another collection: notice, then the ``listing``."""
        sent = data_of(event).get("documents")
        wanted = [str(one) for one in sent[:_MOST_MOVED]] if isinstance(sent, list) else []
        place = _collection(event) or DEFAULT_COLLECTION
        try:
            found = [self.context.reader(request).head(one) for one in wanted]
            self.context.require_editor(request, place, *(one.collection for one in found))
            for moved in self.context.library.move(*(one.id for one in found), collection=place):
                self.context.conduct.changed(request, "document.move", moved)
        except YoujuError as error:
            told = render_notice(error.message.localized(language))
        else:
            told = _moved(found, place, language)
        return told, *self.page.listing(language, request)


def _moved(documents: Sequence[Document], place: str, language: str) -> str:
    """What was moved, and the way back where all came from one collection."""
    if not documents:
        return render_notice("")
    called = collection_name(place).localized(language)
    told = (
        filled(words.MOVED_ONE, document=documents[0].name, collection=called)
        if len(documents) == 1
        else filled(words.MOVED_SOME, count=len(documents), collection=called)
    )
    (origin, *more) = {document.collection for document in documents}
    return render_notice(
        told.localized(language),
        undo="" if more or origin == place else words.UNDO.localized(language),
        act="moveback",
        documents=",".join(document.id for document in documents),
        collection=origin,
    )


def _collection(event: gr.EventData) -> str:
    return collection_held(text_of(event, "collection"))
