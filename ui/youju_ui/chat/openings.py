"""What happens when a source is opened: a citation, a passage or a whole document in the panel.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import gradio as gr

from youju.errors import YoujuError
from youju.schema import Span
from youju_ui.chat.context import Context
from youju_ui.chat.events import data_of, text_of, whole_number
from youju_ui.chat.pages import spans_of
from youju_ui.chat.places import Place, document_place, place_of
from youju_ui.chat.session import citation_of, seen_by
from youju_ui.chat.sources import render_message, render_panel
from youju_ui.messages import chat as texts


@dataclass(frozen=True, slots=True)
class Openings:
    """Each method returns the HTML of the panel."""

    context: Context

    def show(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> str:
        """What was asked for: a citation of the conversation, a passage or a document.

        One event for all three, because of events of one name the last one counts.
        """
        sent = data_of(event)
        if "exchange" in sent:
            return self.cite(conversation, language, event, request)
        if "passage" in sent:
            return self.passage(language, event, request)
        return self.document(language, event, request)

    def cite(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> str:
        """The source of one citation, its quotes marked."""
        context, user = self.context, self.context.user(request)
        number = whole_number(event, "exchange")
        exchange = context.history.exchange(user, conversation, number)
        if exchange is None or exchange.answer is None:
            return _gone(language)
        seen = seen_by(exchange, context.reader(request))
        citation = citation_of(seen, whole_number(event, "number"))
        if citation is None:
            return _gone(language)
        quotes = tuple(quote.span for quote in citation.quotes)
        place = self._place(citation.passage.id, quotes, event, request)
        if place is None:
            return _gone(language)
        total = len(exchange.answer.citations)
        numbered = replace(place, exchange=number, number=citation.number, total=total)
        return render_panel(numbered, language)

    def passage(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """One passage in its document; ``quotes`` as in the link to a passage."""
        identifier = str(data_of(event).get("passage", ""))
        quotes = spans_of(text_of(event, "quotes"))
        place = self._place(identifier, quotes, event, request)
        return _gone(language) if place is None else render_panel(place, language)

    def document(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """One whole document."""
        identifier = str(data_of(event).get("document", ""))
        try:
            place = document_place(
                self.context.reader(request), identifier, originals=self.context.originals
            )
        except YoujuError as error:
            return render_message(error.message.localized(language), language)
        return render_panel(replace(place, drawn=whole_number(event, "page")), language)

    def _place(
        self,
        passage_id: str,
        quotes: tuple[Span, ...],
        event: gr.EventData,
        request: gr.Request,
    ) -> Place | None:
        place = place_of(
            self.context.reader(request),
            passage_id,
            quotes=quotes,
            whole=bool(whole_number(event, "whole")),
            originals=self.context.originals,
        )
        drawn = whole_number(event, "page")
        return None if place is None else replace(place, drawn=drawn if place.paged else 0)


def _gone(language: str) -> str:
    return render_message(texts.GONE.localized(language), language)
