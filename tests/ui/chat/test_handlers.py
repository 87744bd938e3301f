"""What an event does: the handlers over a real library, without a browser."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
import pytest

from youju import Library
from youju_ui.chat.events import data_of, whole_number
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.session import Conversation, Progression, begun

QUESTION = "白鹭镇2024年地区生产总值是多少？"


class NoExamples:
    """An empty state without questions."""

    def questions(self, language: str) -> tuple[str, ...]:
        return ()


@pytest.fixture
def handlers(library: Library) -> Iterator[Handlers]:
    yield Handlers(
        library=library, examples=NoExamples(), preparing=lambda: None, default_language="zh-CN"
    )


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


def asked(handlers: Handlers, question: str, conversation: Conversation = ()) -> Conversation:
    *_, last = handlers.ask(question, conversation, "zh-CN")
    known: Conversation = last[0]
    return known


def test_the_question_is_shown_before_its_answer(handlers: Handlers) -> None:
    first, second = handlers.ask(QUESTION, (), "zh-CN")
    assert first[0][0].progression is Progression.PENDING
    assert QUESTION in first[1]
    assert second[0][0].progression is Progression.ANSWERED
    assert "12.6亿元" in second[1]


def test_a_blank_question_changes_nothing(handlers: Handlers) -> None:
    (only,) = handlers.ask("  \n ", (), "zh-CN")
    assert all(not isinstance(value, tuple) for value in only)


def test_an_impossible_question_is_told_in_words(handlers: Handlers) -> None:
    conversation = asked(handlers, "长" * 10_000)
    assert conversation[0].progression is Progression.FAILED
    assert conversation[0].error is not None
    assert conversation[0].error.zh


def test_a_pending_question_can_be_stopped(handlers: Handlers) -> None:
    conversation, _ = begun((), QUESTION)
    stopped, message, _ = handlers.stop(conversation, "zh-CN")
    assert stopped[0].progression is Progression.STOPPED
    assert "已停止" in message


def test_retry_answers_in_place(handlers: Handlers) -> None:
    conversation = asked(handlers, QUESTION)
    *_, last = handlers.retry(conversation, "zh-CN", event(exchange="1"))
    assert len(last[0]) == 1
    assert last[0][0].progression is Progression.ANSWERED


def test_a_citation_opens_its_source_and_a_made_up_one_does_not(handlers: Handlers) -> None:
    conversation = asked(handlers, QUESTION)
    assert "<mark>" in handlers.cite(conversation, "zh-CN", event(exchange="1", number="1"))
    assert "已经不在资料库里" in handlers.cite(
        conversation, "zh-CN", event(exchange="9", number="1")
    )
    assert "已经不在资料库里" in handlers.passage("zh-CN", event(passage="../../etc"))
    assert "<mark>" not in handlers.document("en", event(document="none"))


@pytest.mark.parametrize(
    "sent", [None, "text", [1], {"exchange": "-1"}, {"exchange": "²"}, {"exchange": "9" * 50}]
)
def test_what_the_browser_sends_is_not_trusted(sent: object) -> None:
    made = gr.EventData(None, sent)
    assert isinstance(data_of(made), dict)
    assert whole_number(made, "exchange") == 0


def test_another_language_says_everything_again(handlers: Handlers) -> None:
    conversation = asked(handlers, QUESTION)
    language, message, *_ = handlers.speak(conversation, event(language="en"))
    assert language == "en"
    assert "Why these passages" in message
