"""What the page shows around the conversation: header, documents, empty state, in either language.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from youju.schema import DEFAULT_COLLECTION, Document
from youju_embeddings.errors import Message
from youju_ui.chat.choices import Choices, choices_of
from youju_ui.chat.context import LOCAL_USER, Context
from youju_ui.chat.events import data_of, session_of, text_of, whole_number
from youju_ui.chat.language import spoken
from youju_ui.chat.masthead import render_header
from youju_ui.chat.putback import render_removed
from youju_ui.chat.removals import Removals
from youju_ui.chat.scopes import render_scope, render_tuning
from youju_ui.chat.shelves import Leaf, Shelved, render_documents, render_shelf
from youju_ui.chat.sifting import ROWS, Sifting, Siftings
from youju_ui.chat.welcome import render_welcome
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_documents as words

_LONGEST = 200
"""Characters of a filter."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything but the conversation and the source."""

    context: Context
    removals: Removals
    siftings: Siftings = field(default_factory=Siftings)

    def arrive(self, choices: Choices, request: gr.Request) -> tuple[Any, ...]:
        """What a fresh page shows: language, then ``surroundings``."""
        language = self.context.language(request)
        return language, *self.surroundings(language, choices, request)

    def speak(self, choices: Choices, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """The page in the other language: language, then ``surroundings``."""
        language = spoken(text_of(event, "language"))
        return language, *self.surroundings(language, choices, request)

    def surroundings(self, language: str, choices: Choices, request: gr.Request) -> tuple[Any, ...]:
        """Header, documents, shelf, scope, settings, question box."""
        box = gr.Textbox(
            label=texts.QUESTION_LABEL.localized(language),
            placeholder=texts.QUESTION_PLACEHOLDER.localized(language),
        )
        scope = render_scope(choices, language)
        tuning = render_tuning(self.context.library.settings, language)
        return *self.listing(language, request), scope, tuning, box

    def listing(self, language: str, request: gr.Request) -> tuple[str, str, str]:
        """Header, document list and the page of documents, as the library stands now."""
        reader = self.context.reader(request)
        documents = reader.documents()
        readable, editable = self.context.rights(request), self.context.edits(request)
        removed = self.removals.kept(reader.library, readable) if editable else ()
        return (
            render_header(
                len(documents), language, leaves=self.context.user(request) != LOCAL_USER
            ),
            render_documents(documents, language),
            render_shelf(
                self._leaf(documents, language, request),
                self.places(request),
                language,
                editable=editable,
                fixed=readable is not None,
            )
            + render_removed(removed, language),
        )

    def sift(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """The page of documents with those of some name, or from another row on."""
        sifting = Sifting(text_of(event, "text")[:_LONGEST], whole_number(event, "start"))
        self.siftings.put(session_of(request), sifting)
        return self.listing(language, request)[2]

    def places(self, request: gr.Request) -> tuple[str, ...]:
        """The collections that the person can choose to put documents into, at least one."""
        readable = self.context.rights(request)
        if readable is None:
            return collections_of(self.context.library.documents())
        return tuple(sorted(readable, key=lambda name: (name != DEFAULT_COLLECTION, name))) or (
            DEFAULT_COLLECTION,
        )

    def choose(
        self, language: str, event: gr.EventData, request: gr.Request
    ) -> tuple[Choices, str]:
        """How the next question is asked: the choices and the scope in words.

        Documents that are gone, or not the reader's, are left out.
        """
        chosen = choices_of(data_of(event))
        documents = self.context.reader(request).documents()
        known = Choices(
            k=chosen.k,
            retriever=chosen.retriever,
            threshold=chosen.threshold,
            documents=chosen.documents & {document.id for document in documents},
            collections=chosen.collections & {document.collection for document in documents},
        )
        return known, render_scope(known, language)

    def welcome(self, language: str, request: gr.Request) -> tuple[str, Any]:
        """The empty state with its examples, and whether the page should look again soon.

        Finding examples may take a second the first time, so the rest of the page does not wait.
        """
        preparing = self.context.preparing()
        reader = self.context.reader(request)
        documents = len(reader.documents())
        waits = preparing is not None
        questions: Sequence[str] = (
            () if waits or not documents else self.context.examples.questions(language, reader)
        )
        shown = render_welcome(documents, questions, language, preparing=preparing)
        return shown, gr.Timer(active=waits)

    def _leaf(self, documents: Sequence[Document], language: str, request: gr.Request) -> Leaf:
        """What the page of documents lists now."""
        counts = self.context.reader(request).passage_counts()
        sifting = self.siftings.get(session_of(request))
        found = sifting.of(documents, language)
        sifting = sifting.within(len(found))
        rows: list[Shelved] = []
        for document in found[sifting.start : sifting.start + ROWS]:
            there = self.context.originals.is_there(document)
            state = _state(document, there=there)
            rows.append(Shelved(document, counts.get(document.id, 0), state, there))
        return Leaf(rows, sifting, len(found), len(documents), sum(counts.values()))


def _state(document: Document, *, there: bool) -> Message:
    source = Path(document.source)
    if not source.is_absolute():
        return words.READY
    if not there:
        return words.MOVED
    return words.CHANGED if source.stat().st_size != document.size else words.READY


def collections_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """The names of all collections, the one a library begins with first."""
    named = {document.collection for document in documents} - {DEFAULT_COLLECTION}
    return DEFAULT_COLLECTION, *sorted(named)
