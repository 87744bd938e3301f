"""What happens to conversations that are kept: listed, searched, opened, renamed, deleted.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from youju_ui.chat.answers import render_exchange
from youju_ui.chat.boxes import free_box
from youju_ui.chat.context import Context
from youju_ui.chat.events import data_of, text_of, whole_number
from youju_ui.chat.feed import prepended, rewritten
from youju_ui.chat.masthead import render_sidebar
from youju_ui.chat.session import Exchange, seen_by, settled
from youju_ui.chat.shelves import render_notice
from youju_ui.chat.threads import render_earlier, render_forgotten, render_threads
from youju_ui.messages import chat_history as texts

SHOWN = 30
"""Exchanges drawn at once; earlier ones are fetched when they are asked for."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The conversations of the person behind a request."""

    context: Context

    def threads(self, conversation: str, language: str, sought: str, request: gr.Request) -> str:
        """The list of conversations, those that hold the words sought."""
        found = self.context.history.conversations(self.context.user(request), search=sought)
        return render_threads(found, language, shown=conversation, searching=bool(sought.strip()))

    def sidebar(
        self, conversation: str, language: str, sought: str, request: gr.Request
    ) -> tuple[str, str]:
        """The head of the sidebar with its search box, and the list."""
        return (
            render_sidebar(sought, language),
            self.threads(conversation, language, sought, request),
        )

    def search(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, str]:
        """What is sought from now on, and the list."""
        sought = text_of(event, "text")[:200]
        return sought, self.threads(conversation, language, sought, request)

    def open(self, language: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """An earlier conversation: its id, feed, question box, source panel, notice."""
        identifier = str(data_of(event).get("conversation", ""))
        if not self.context.history.owns(self.context.user(request), identifier):
            gone = render_notice(texts.GONE.localized(language))
            return "", rewritten(""), free_box(), "", gone
        return identifier, self.feed(identifier, language, request), free_box(), "", ""

    def feed(self, conversation: str, language: str, request: gr.Request) -> str:
        """The last exchanges of a conversation in place of what is shown."""
        exchanges = self._visible(conversation, request)
        articles = "".join(render_exchange(exchange, language) for exchange in exchanges)
        earlier = self._earlier(exchanges, language)
        return rewritten(articles, conversation=conversation, earlier=earlier)

    def earlier(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> str:
        """What was said before the exchanges shown."""
        before = whole_number(event, "before")
        exchanges = self._visible(conversation, request, before=before)
        articles = "".join(render_exchange(exchange, language) for exchange in exchanges)
        return prepended(articles, earlier=self._earlier(exchanges, language))

    def clear(self) -> tuple[Any, ...]:
        """Begin anew: id, feed, question box, source panel."""
        return "", rewritten(""), free_box(), ""

    def rename(
        self,
        conversation: str,
        language: str,
        sought: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> str:
        """Call a conversation otherwise: the list."""
        identifier = str(data_of(event).get("conversation", ""))
        self.context.history.rename(self.context.user(request), identifier, text_of(event, "name"))
        return self.threads(conversation, language, sought, request)

    def forget(
        self,
        conversation: str,
        language: str,
        sought: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        """Delete a conversation: id, feed, list, notice; the open one leaves an empty page."""
        identifier = str(data_of(event).get("conversation", ""))
        history, user = self.context.history, self.context.user(request)
        title = history.title(user, identifier)
        history.remove(user, identifier)
        is_open = identifier == conversation
        return (
            "" if is_open else gr.skip(),
            rewritten("") if is_open else gr.skip(),
            self.threads("" if is_open else conversation, language, sought, request),
            render_forgotten(title, identifier, language),
        )

    def remember(
        self,
        conversation: str,
        language: str,
        sought: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> tuple[str, str]:
        """Take back a deletion: list, notice."""
        identifier = str(data_of(event).get("conversation", ""))
        self.context.history.restore(self.context.user(request), identifier)
        return self.threads(conversation, language, sought, request), ""

    def _visible(
        self, conversation: str, request: gr.Request, *, before: int | None = None
    ) -> tuple[Exchange, ...]:
        reader = self.context.reader(request)
        found = self.context.history.exchanges(
            self.context.user(request), conversation, before=before, last=SHOWN
        )
        # What was pending when the page or the server went away is not waited for any more.
        return tuple(settled(seen_by(exchange, reader)) for exchange in found)

    def _earlier(self, exchanges: Sequence[Exchange], language: str) -> str:
        if not exchanges:
            return ""
        first = exchanges[0].number
        return render_earlier(min(SHOWN, first - 1), first, language)
