"""What the chat does when something is clicked: one method an event, each a call of the library.

Values come in from the browser and are not trusted; HTML goes out through the pure renderers.
Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import gradio as gr

from youju.errors import YoujuError
from youju.schema import Span
from youju_ui.chat.answers import render_exchange
from youju_ui.chat.boxes import busy_box, free_box
from youju_ui.chat.documents import render_additions, render_documents
from youju_ui.chat.events import data_of, whole_number
from youju_ui.chat.feed import appended, rewritten
from youju_ui.chat.ingestion import Upload, ingest
from youju_ui.chat.language import language_of
from youju_ui.chat.places import place_of
from youju_ui.chat.session import (
    Conversation,
    Exchange,
    Progression,
    begun,
    citation_of,
    history,
    settled,
    slim,
)
from youju_ui.chat.sources import Place, render_message, render_panel
from youju_ui.chat.welcome import render_header, render_welcome
from youju_ui.messages import chat as texts

if TYPE_CHECKING:
    from youju.library import Library
    from youju_embeddings.errors import Message

_LOG = logging.getLogger(__name__)


class Examples(Protocol):
    """Where the questions of the empty state come from."""

    def questions(self, language: str) -> tuple[str, ...]:
        """A few questions to begin with."""
        ...


@dataclass(frozen=True, slots=True)
class Handlers:
    """The library behind the chat and what else the page shows.

    ``preparing`` says what is being added since the server started, None when nothing is;
    ``default_language`` is spoken where the browser names none of ours.
    """

    library: Library
    examples: Examples
    preparing: Callable[[], Message | None]
    default_language: str

    def language(self, request: gr.Request) -> str:
        """The language of the browser's request."""
        return language_of(
            query=dict(request.query_params),
            cookies=dict(request.cookies),
            headers=request.headers,
            default=self.default_language,
        )

    def ask(
        self, question: str, conversation: Conversation, language: str
    ) -> Iterator[tuple[Any, ...]]:
        """Show the question at once, then its answer: conversation, feed, question box."""
        text = (question or "").strip()
        if not text:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        conversation, exchange = begun(conversation, text)
        yield from self._answer(conversation, exchange, language)

    def retry(
        self, conversation: Conversation, language: str, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the question of one exchange once more, in its place."""
        number = whole_number(event, "exchange")
        for known in conversation:
            if known.number == number:
                exchange = Exchange(number=known.number, question=known.question)
                yield from self._answer(settled(conversation, exchange), exchange, language)
                return
        yield gr.skip(), gr.skip(), gr.skip()

    def _answer(
        self, conversation: Conversation, exchange: Exchange, language: str
    ) -> Iterator[tuple[Any, ...]]:
        yield conversation, appended(render_exchange(exchange, language)), busy_box()
        earlier = tuple(known for known in conversation if known.number < exchange.number)
        answered = self._asked(exchange, earlier)
        conversation = settled(conversation, answered)
        yield conversation, appended(render_exchange(answered, language)), free_box()

    def _asked(self, exchange: Exchange, earlier: Conversation) -> Exchange:
        try:
            answer = self.library.ask(exchange.question, history=history(earlier))
        except YoujuError as error:
            return replace(exchange, progression=Progression.FAILED, error=error.message)
        except Exception:  # noqa: BLE001 - shown in words, logged with its trace
            _LOG.exception("a question failed")
            return replace(exchange, progression=Progression.FAILED, error=texts.UNEXPECTED)
        return replace(exchange, progression=Progression.ANSWERED, answer=slim(answer))

    def stop(self, conversation: Conversation, language: str) -> tuple[Any, ...]:
        """Give up the question that waits: conversation, feed, question box."""
        pending = tuple(known for known in conversation if known.progression is Progression.PENDING)
        written = ""
        for exchange in pending:
            stopped = replace(exchange, progression=Progression.STOPPED)
            conversation = settled(conversation, stopped)
            written += render_exchange(stopped, language)
        return conversation, appended(written), free_box()

    def clear(self) -> tuple[Any, ...]:
        """Begin anew: conversation, feed, source panel."""
        return (), rewritten(""), ""

    def speak(self, conversation: Conversation, event: gr.EventData) -> tuple[Any, ...]:
        """Everything said once more in the other language: language, feed, then ``surroundings``."""
        language = "en" if data_of(event).get("language") == "en" else "zh-CN"
        articles = "".join(render_exchange(exchange, language) for exchange in conversation)
        return language, rewritten(articles), *self.surroundings(language)

    def arrive(self, request: gr.Request) -> tuple[Any, ...]:
        """What a fresh page shows: language, then ``surroundings``."""
        language = self.language(request)
        return language, *self.surroundings(language)

    def surroundings(self, language: str) -> tuple[Any, ...]:
        """Header, document list, question box."""
        box = gr.Textbox(
            label=texts.QUESTION_LABEL.localized(language),
            placeholder=texts.QUESTION_PLACEHOLDER.localized(language),
        )
        return *self.listing(language), box

    def listing(self, language: str) -> tuple[str, str]:
        """Header and document list as the library stands now."""
        documents = self.library.documents()
        return render_header(len(documents), language), render_documents(documents, language)

    def welcome(self, language: str) -> tuple[str, Any]:
        """The empty state with its examples, and whether the page should look again soon.

        Finding examples may take a second the first time, so the rest of the page does not wait.
        """
        preparing = self.preparing()
        documents = len(self.library.documents())
        waits = preparing is not None
        questions: Sequence[str] = (
            () if waits or not documents else self.examples.questions(language)
        )
        shown = render_welcome(documents, questions, language, preparing=preparing)
        return shown, gr.Timer(active=waits)

    def cite(self, conversation: Conversation, language: str, event: gr.EventData) -> str:
        """The source of one citation, its quotes marked."""
        exchange, number = whole_number(event, "exchange"), whole_number(event, "number")
        citation = citation_of(conversation, exchange, number)
        if citation is None:
            return render_message(texts.GONE.localized(language), language)
        total = next(
            len(known.answer.citations)
            for known in conversation
            if known.number == exchange and known.answer
        )
        return self._panel(
            citation.passage.id,
            language,
            quotes=tuple(quote.span for quote in citation.quotes),
            whole=bool(whole_number(event, "whole")),
            position=(exchange, number, total),
        )

    def passage(self, language: str, event: gr.EventData) -> str:
        """One passage in its document."""
        whole = bool(whole_number(event, "whole"))
        return self._panel(str(data_of(event).get("passage", "")), language, whole=whole)

    def document(self, language: str, event: gr.EventData) -> str:
        """One whole document."""
        identifier = str(data_of(event).get("document", ""))
        try:
            document = self.library.document(identifier)
            place = Place(document=document, blocks=self.library.blocks(document.id), whole=True)
        except YoujuError as error:
            return render_message(error.message.localized(language), language)
        return render_panel(place, language)

    def _panel(
        self,
        passage_id: str,
        language: str,
        *,
        quotes: tuple[Span, ...] = (),
        whole: bool = False,
        position: tuple[int, int, int] = (0, 0, 0),
    ) -> str:
        place = place_of(self.library, passage_id, quotes=quotes, whole=whole)
        if place is None:
            return render_message(texts.GONE.localized(language), language)
        exchange, number, total = position
        return render_panel(replace(place, exchange=exchange, number=number, total=total), language)

    def add(self, uploads: Sequence[Upload] | None, language: str) -> Iterator[tuple[Any, ...]]:
        """Take files in: progress, drop zone, header, documents."""
        if not uploads:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        finished = 0
        cleared: Any = None
        for additions in ingest(self.library, uploads):
            arrived = sum(addition.finished for addition in additions)
            news = self.listing(language) if arrived > finished else (gr.skip(), gr.skip())
            finished = arrived
            yield render_additions(additions, language), cleared, *news
            cleared = gr.skip()

    def remove(self, language: str, event: gr.EventData) -> tuple[Any, ...]:
        """Take one document out: progress, header, documents."""
        told: Any = ""
        try:
            self.library.remove(str(data_of(event).get("document", "")))
        except YoujuError as error:
            gr.Warning(error.message.localized(language), title="")
            told = gr.skip()
        return told, *self.listing(language)
