"""What happens when something is asked: the handlers over a real library, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable

import gradio as gr
import pytest
from tests.ui.chat.conftest import event, request

from youju import Library
from youju.schema import Status
from youju_ui.chat.choices import NO_CHOICES, Choices, choices_of
from youju_ui.chat.events import data_of, text_of, whole_number
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.session import Exchange, Progression
from youju_ui.chat.suggestions import asked_by

QUESTION = "白鹭镇2024年地区生产总值是多少？"
ABSENT = "火星基地的食堂几点开门？"


def known(history: History, conversation: str, number: int = 1) -> Exchange:
    found = history.exchange("local", conversation, number)
    assert found is not None
    return found


def test_the_question_is_shown_before_its_answer(handlers: Handlers) -> None:
    first, second = handlers.questions.ask(QUESTION, "", "zh-CN", NO_CHOICES, request())
    assert 'data-state=\\"pending' in first[1]
    assert QUESTION in first[1]
    assert "12.6亿元" in second[1]
    assert first[0] == second[0] != ""


def test_a_blank_question_changes_nothing(handlers: Handlers) -> None:
    (only,) = handlers.questions.ask("  \n ", "", "zh-CN", NO_CHOICES, request())
    assert all(not isinstance(value, str) for value in only)


def test_an_impossible_question_is_told_in_words(ask: Callable[..., str], history: History) -> None:
    exchange = known(history, ask("长" * 10_000))
    assert exchange.progression is Progression.FAILED
    assert exchange.error is not None
    assert exchange.error.zh


def test_a_pending_question_can_be_stopped_and_its_late_answer_is_dropped(
    handlers: Handlers, history: History
) -> None:
    under_way = handlers.questions.ask(QUESTION, "", "zh-CN", NO_CHOICES, request())
    conversation = next(under_way)[0]
    _, message, _ = handlers.questions.stop(conversation, "zh-CN", request())
    assert "已停止" in message
    assert all(not isinstance(value, str) for value in next(under_way))
    assert known(history, conversation).progression is Progression.STOPPED


def test_retry_answers_in_place_and_with_what_is_chosen_now(
    handlers: Handlers, history: History, ask: Callable[..., str]
) -> None:
    conversation = ask(QUESTION)
    chosen = Choices(retriever="lexical", k=3)
    list(handlers.questions.retry(conversation, "zh-CN", chosen, event(exchange="1"), request()))
    assert len(history.exchanges("local", conversation)) == 1
    exchange = known(history, conversation)
    assert exchange.choices == chosen
    assert exchange.answer is not None
    assert all(one.parts.dense_rank is None for one in exchange.answer.retrieved)
    assert len(exchange.answer.retrieved) <= 3


def test_moving_a_slider_answers_the_last_question_again_once(
    handlers: Handlers, history: History, ask: Callable[..., str]
) -> None:
    conversation = ask(QUESTION)
    strict = Choices(threshold=1.0)
    list(handlers.questions.again(conversation, "zh-CN", strict, request()))
    answer = known(history, conversation).answer
    assert answer is not None
    assert answer.status is Status.NOT_FOUND
    (nothing,) = handlers.questions.again(conversation, "zh-CN", strict, request())
    assert all(not isinstance(value, str) for value in nothing)


def test_a_scope_is_kept_to_and_can_be_widened(
    handlers: Handlers, history: History, ask: Callable[..., str], library: Library
) -> None:
    other = next(one for one in library.documents() if "恶意" in one.name)
    narrow = Choices(documents=frozenset({other.id}))
    conversation = ask(QUESTION, choices=narrow)
    exchange = known(history, conversation)
    assert exchange.answer is not None
    assert {one.passage.document.id for one in exchange.answer.retrieved} <= {other.id}
    assert "12.6亿元" not in exchange.answer.text
    list(handlers.questions.widen(conversation, "zh-CN", event(exchange="1"), request()))
    widened = known(history, conversation).answer
    assert widened is not None
    assert "12.6亿元" in widened.text


def test_a_scope_of_documents_that_are_gone_finds_nothing(
    history: History, ask: Callable[..., str]
) -> None:
    conversation = ask(QUESTION, choices=Choices(documents=frozenset({"gone"})))
    answer = known(history, conversation).answer
    assert answer is not None
    assert answer.retrieved == ()


def test_what_is_chosen_is_brought_into_range_and_into_what_is_there(
    handlers: Handlers, library: Library
) -> None:
    document = library.documents()[0]
    sent = {"k": 9_999, "threshold": -3, "retriever": "magic", "documents": [document.id, "x", 4]}
    choices, chip = handlers.page.choose("zh-CN", event(**sent), request())
    assert choices == Choices(k=30, threshold=0.0, documents=frozenset({document.id}))
    assert "1 份文档" in chip
    assert choices_of({"k": True, "threshold": float("nan"), "documents": "no"}) == NO_CHOICES


def test_a_follow_up_is_read_with_what_was_said_or_asked_as_written(
    handlers: Handlers, history: History, ask: Callable[..., str]
) -> None:
    conversation = ask("白鹭镇2024年新建公园几个？")
    ask("那2025年呢？", conversation)
    read = known(history, conversation, 2).answer
    assert read is not None
    assert "公园" in read.question.standalone
    list(handlers.questions.alone(conversation, "zh-CN", event(exchange="2"), request()))
    written = known(history, conversation, 2)
    assert written.answer is not None
    assert written.answer.question.standalone == "那2025年呢？"
    assert written.alone


def test_an_edited_question_takes_what_came_after_it_away(
    handlers: Handlers, history: History, ask: Callable[..., str]
) -> None:
    conversation = ask("白鹭镇2024年新建公园几个？")
    ask("那2025年呢？", conversation)
    *_, last = handlers.questions.revise(
        conversation, "zh-CN", event(exchange="1", text=QUESTION), request()
    )
    assert [one.question for one in history.exchanges("local", conversation)] == [QUESTION]
    assert "12.6亿元" in last[1]


def test_the_last_question_can_be_taken_back_into_the_box(
    handlers: Handlers, history: History, ask: Callable[..., str]
) -> None:
    conversation = ask(QUESTION)
    _, feed, box = handlers.questions.undo(conversation, event(exchange="1"), request())
    assert json.loads(feed)["keep"] == 0
    assert box.value == QUESTION
    assert history.exchanges("local", conversation) == ()


def test_suggested_questions_are_answered_by_the_same_document(
    handlers: Handlers, history: History, ask: Callable[..., str], library: Library
) -> None:
    conversation = ask(QUESTION)
    told = handlers.questions.suggest(conversation, "zh-CN", request())
    assert isinstance(told, str)
    shown = json.loads(told)
    assert shown["mode"] == "suggest"
    assert QUESTION not in shown["html"]
    questions = [part.split('"')[0] for part in shown["html"].split('data-question="')[1:]]
    assert questions
    for question in questions:
        answer = library.ask(question)
        assert {one.passage.document.name for one in answer.citations} == {"白鹭镇报告.txt"}


def test_nothing_is_suggested_after_nothing_was_found(
    handlers: Handlers, ask: Callable[..., str]
) -> None:
    assert not isinstance(handlers.questions.suggest(ask(ABSENT), "zh-CN", request()), str)


def test_headings_that_ask_or_name_a_rule_become_questions() -> None:
    assert asked_by("没电了怎么开门？") == ("没电了怎么开门？",)
    assert asked_by("（二）住宿标准") == ("住宿标准是什么？",)
    assert asked_by("二、2025年工作安排") == ()
    assert asked_by("3.2 Opening hours") == ("What are the opening hours?",)
    assert asked_by("How do I return a book?") == ("How do I return a book?",)
    assert asked_by("Annex") == ()


@pytest.mark.parametrize(
    "sent", [None, "text", [1], {"exchange": "-1"}, {"exchange": "²"}, {"exchange": "9" * 50}]
)
def test_what_the_browser_sends_is_not_trusted(sent: object) -> None:
    made = gr.EventData(None, sent)
    assert isinstance(data_of(made), dict)
    assert whole_number(made, "exchange") == 0
    assert text_of(made, "text") == ""
