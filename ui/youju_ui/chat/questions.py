"""What happens when something is asked, asked again, changed, taken back or stopped.

One method an event. Values come in from the browser and are not trusted; HTML goes out through the
pure renderers. Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from youju.errors import YoujuError
from youju_ui.chat.answers import render_exchange
from youju_ui.chat.boxes import busy_box, free_box
from youju_ui.chat.choices import Choices
from youju_ui.chat.context import Context
from youju_ui.chat.events import data_of, text_of, whole_number
from youju_ui.chat.feed import appended, suggested
from youju_ui.chat.reader import Reader
from youju_ui.chat.session import (
    REMEMBERED_EXCHANGES,
    Exchange,
    Progression,
    Verdict,
    seen_by,
    slim,
    turns_of,
)
from youju_ui.chat.suggestions import Suggestions, render_suggestions
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_answers as words

_LOG = logging.getLogger(__name__)

Shown = tuple[Any, Any, Any]
"""New values of conversation, feed and question box."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one person's conversation, which lives in the history under its id."""

    context: Context
    suggestions: Suggestions

    def ask(
        self, question: str, conversation: str, language: str, choices: Choices, request: gr.Request
    ) -> Iterator[Shown]:
        """Show the question at once, then its answer."""
        text = (question or "").strip()
        if not text:
            yield _unchanged()
            return
        history, user = self.context.history, self.context.user(request)
        if not history.owns(user, conversation):
            conversation = history.begin(user, text)
        exchange = Exchange(
            number=history.next_number(user, conversation), question=text, choices=choices
        )
        yield from self._answer(exchange, conversation, language, request)

    def retry(
        self,
        conversation: str,
        language: str,
        choices: Choices,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Ask the question of one exchange once more, with what is chosen now."""
        exchange = self._known(conversation, event, request)
        if exchange is None:
            yield _unchanged()
            return
        again = replace(exchange, choices=choices)
        yield from self._answer(again, conversation, language, request)

    def again(
        self, conversation: str, language: str, choices: Choices, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask the last question once more, as other settings take effect at once."""
        user = self.context.user(request)
        last = self.context.history.exchanges(user, conversation, last=1)
        if not last or last[0].choices == choices or last[0].progression is Progression.PENDING:
            yield _unchanged()
            return
        again = replace(last[0], choices=choices)
        yield from self._answer(again, conversation, language, request)

    def widen(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask one question again without the restriction it was asked with."""
        exchange = self._known(conversation, event, request)
        if exchange is None:
            yield _unchanged()
            return
        wider = replace(exchange, choices=exchange.choices.widened())
        yield from self._answer(wider, conversation, language, request)

    def alone(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask one question again as it was written, without what was said before."""
        exchange = self._known(conversation, event, request)
        if exchange is None:
            yield _unchanged()
            return
        alone = replace(exchange, alone=True)
        yield from self._answer(alone, conversation, language, request)

    def revise(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask another question in place of one; what came after it leaned on it and goes."""
        exchange, text = self._known(conversation, event, request), text_of(event, "text")
        if exchange is None or not text:
            yield _unchanged()
            return
        self.context.history.drop(self.context.user(request), conversation, exchange.number + 1)
        revised = replace(
            exchange, question=text, alone=False, choices=exchange.choices, verdict=None
        )
        yield from self._answer(revised, conversation, language, request)

    def undo(self, conversation: str, event: gr.EventData, request: gr.Request) -> Shown:
        """Take back one question with all after it; its text is in the question box again."""
        exchange = self._known(conversation, event, request)
        if exchange is None:
            return _unchanged()
        self.context.history.drop(self.context.user(request), conversation, exchange.number)
        feed = appended("", conversation=conversation, keep=exchange.number - 1)
        return conversation, feed, gr.Textbox(value=exchange.question)

    def stop(self, conversation: str, language: str, request: gr.Request) -> Shown:
        """Give up the questions that wait."""
        history, user = self.context.history, self.context.user(request)
        written = ""
        for exchange in history.exchanges(user, conversation, last=3):
            if exchange.progression is Progression.PENDING:
                stopped = replace(exchange, progression=Progression.STOPPED)
                history.put(user, conversation, stopped)
                written += render_exchange(stopped, language)
        return conversation, appended(written, conversation=conversation), free_box()

    def judge(
        self, conversation: str, language: str, event: gr.EventData, request: gr.Request
    ) -> object:
        """Note what a reader thinks of an answer; the same thumb again takes it back."""
        exchange = self._known(conversation, event, request)
        sent = data_of(event)
        if exchange is None or exchange.answer is None:
            return gr.skip()
        reason = str(sent.get("reason", ""))
        verdict: Verdict | None = Verdict(
            liked=sent.get("liked") is True,
            reason=reason if reason in words.REASONS else "",
            expected=text_of(event, "expected")[:500],
        )
        if sent.get("withdrawn") is True:
            verdict = None
        judged = replace(exchange, verdict=verdict)
        self.context.history.put(self.context.user(request), conversation, judged)
        return appended(render_exchange(judged, language), conversation=conversation)

    def suggest(self, conversation: str, language: str, request: gr.Request) -> object:
        """Questions to ask next, under the last answer; nothing while others are being looked for."""
        user = self.context.user(request)
        last = self.context.history.exchanges(user, conversation, last=1)
        if not last or last[0].answer is None:
            return gr.skip()
        asked = self.context.history.exchanges(user, conversation, last=30)
        found = self.suggestions.after(
            last[0], {exchange.question for exchange in asked}, self.context.reader(request)
        )
        if not found:
            return gr.skip()
        questions = render_suggestions(found, language)
        return suggested(last[0].number, questions, conversation=conversation)

    def _answer(
        self, exchange: Exchange, conversation: str, language: str, request: gr.Request
    ) -> Iterator[Shown]:
        history, user = self.context.history, self.context.user(request)
        pending = replace(exchange, progression=Progression.PENDING, answer=None, error=None)
        history.put(user, conversation, pending)
        feed = appended(
            render_exchange(pending, language),
            conversation=conversation,
            keep=history.next_number(user, conversation) - 1,
        )
        yield conversation, feed, busy_box()
        earlier = history.exchanges(
            user, conversation, before=exchange.number, last=REMEMBERED_EXCHANGES
        )
        reader = self.context.reader(request)
        visible = tuple(seen_by(known, reader) for known in earlier)
        with self.context.conduct.asking(request, "chat.ask", pending.question):
            answered = self._asked(pending, visible, reader)
        stored = history.exchange(user, conversation, exchange.number)
        if stored is None or stored.progression is not Progression.PENDING:
            yield _unchanged()
            return
        history.put(user, conversation, answered)
        yield (
            conversation,
            appended(render_exchange(answered, language), conversation=conversation),
            free_box(),
        )

    def _asked(self, exchange: Exchange, earlier: tuple[Exchange, ...], reader: Reader) -> Exchange:
        turns = () if exchange.alone else turns_of(earlier)
        try:
            answer = reader.ask(exchange.question, history=turns, choices=exchange.choices)
        except YoujuError as error:
            return replace(exchange, progression=Progression.FAILED, error=error.message)
        except Exception:  # noqa: BLE001 - shown in words, logged with its trace
            _LOG.exception("a question failed")
            return replace(exchange, progression=Progression.FAILED, error=texts.UNEXPECTED)
        return replace(exchange, progression=Progression.ANSWERED, answer=slim(answer))

    def _known(
        self, conversation: str, event: gr.EventData, request: gr.Request
    ) -> Exchange | None:
        user, number = self.context.user(request), whole_number(event, "exchange")
        return self.context.history.exchange(user, conversation, number)


def _unchanged() -> Shown:
    return gr.skip(), gr.skip(), gr.skip()
