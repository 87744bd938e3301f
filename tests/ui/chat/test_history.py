"""Conversations are kept under the name of who had them, over a restart, and nobody sees another's."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.ui.chat.conftest import event, request
from tests.ui.chat.test_markup import read

from youju_eval.sets import open_set
from youju_ui.chat.feedback import judged_questions, unjudged_answers
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History, Summary
from youju_ui.chat.keeping import SHOWN
from youju_ui.chat.session import Exchange, Progression
from youju_ui.chat.threads import age_of, render_threads

QUESTION = "白鹭镇2024年地区生产总值是多少？"
ABSENT = "火星基地的食堂几点开门？"


def exchange(number: int, question: str = "问") -> Exchange:
    return Exchange(number=number, question=question, progression=Progression.STOPPED)


def test_an_answer_is_the_same_after_a_restart(
    ask: Callable[..., str], history: History, tmp_path: Path
) -> None:
    conversation = ask(QUESTION)
    known = history.exchange("local", conversation, 1)
    assert known is not None
    assert known.answer is not None
    history.close()
    again = History(tmp_path / "conversations.sqlite")
    assert again.exchange("local", conversation, 1) == known
    assert again.title("local", conversation) == QUESTION
    again.close()


def test_nobody_reads_writes_or_guesses_the_conversation_of_another(
    handlers: Handlers, ask: Callable[..., str], history: History
) -> None:
    conversation = ask(QUESTION, who=request("甲"))
    stranger = request("乙")
    assert QUESTION in handlers.keeping.threads("", "zh-CN", "", request("甲"))
    assert QUESTION not in handlers.keeping.threads("", "zh-CN", "", stranger)
    identifier, feed, *_ = handlers.keeping.open(
        "zh-CN", event(conversation=conversation), stranger
    )
    assert identifier == ""
    assert QUESTION not in feed
    asked = ask(ABSENT, conversation, who=stranger)
    assert asked != conversation
    history.rename("乙", conversation, "改")
    history.remove("乙", conversation)
    history.drop("乙", conversation, 1)
    history.put("乙", conversation, exchange(1))
    assert history.title("甲", conversation) == QUESTION
    known = history.exchange("甲", conversation, 1)
    assert known is not None
    assert known.question == QUESTION


def test_conversations_are_found_by_any_word_of_question_or_answer(
    handlers: Handlers, ask: Callable[..., str]
) -> None:
    ask(QUESTION)
    ask("仓库的钥匙由谁保管？")
    _, found = handlers.keeping.search("", "zh-CN", event(text="12.6亿元"), request())
    assert QUESTION in found
    assert "钥匙" not in found
    sought, nothing = handlers.keeping.search("", "zh-CN", event(text="100%_"), request())
    assert sought == "100%_"
    assert "没有符合的对话" in nothing


def test_a_conversation_is_renamed_deleted_and_brought_back(
    handlers: Handlers, ask: Callable[..., str]
) -> None:
    conversation, keeping = ask(QUESTION), handlers.keeping
    named = event(conversation=conversation, name="产值 <b>")
    listed = keeping.rename(conversation, "zh-CN", "", named, request())
    assert "产值 &lt;b&gt;" in listed
    this = event(conversation=conversation)
    identifier, _, listed, notice = keeping.forget(conversation, "zh-CN", "", this, request())
    assert identifier == ""
    assert "产值" not in listed
    assert 'data-act="remember"' in notice
    listed, _ = keeping.remember("", "zh-CN", "", this, request())
    assert "产值" in listed


def test_a_long_conversation_is_shown_from_its_end_and_fetched_backwards(
    handlers: Handlers, history: History
) -> None:
    conversation = history.begin("local", "长")
    for number in range(1, 81):
        history.put("local", conversation, exchange(number, f"问题{number}号"))
    feed = json.loads(handlers.keeping.feed(conversation, "zh-CN", request()))
    assert feed["html"].count("<article") == SHOWN
    assert "问题80号" in feed["html"]
    before = feed["earlier"].split('data-before="')[1].split('"')[0]
    assert before == "51"
    older = json.loads(
        handlers.keeping.earlier(conversation, "zh-CN", event(before=before), request())
    )
    assert older["mode"] == "prepend"
    assert "问题21号" in older["html"]
    last = json.loads(
        handlers.keeping.earlier(conversation, "zh-CN", event(before="21"), request())
    )
    assert last["earlier"] == ""


def test_the_list_names_ages_and_keeps_titles_text() -> None:
    today = date(2026, 3, 10)
    ages = [age_of(f"{day}T08:00:00+00:00", today).en for day in ("2026-03-10", "2026-03-09")]
    assert ages == ["Today", "Yesterday"]
    assert age_of("2026-03-05T08:00:00+00:00", today).en == "Last seven days"
    assert age_of("2025-03-05T08:00:00+00:00", today).en == "Older"
    markup = render_threads([Summary("a" * 32, "<script>x</script>", "2026-03-10T08:00:00")], "en")
    assert "script" not in read(markup).tags


def test_another_language_says_everything_again(
    handlers: Handlers, ask: Callable[..., str]
) -> None:
    conversation = ask(QUESTION)
    assert "Why these passages" in handlers.keeping.feed(conversation, "en", request())


@pytest.fixture
def judged(handlers: Handlers, ask: Callable[..., str]) -> Handlers:
    """Four judged questions: a good answer, a wrong one put right, one without gold, a refusal."""
    questions = handlers.questions

    def judge(question: str, **verdict: object) -> None:
        questions.judge(ask(question), "zh-CN", event(exchange="1", **verdict), request())

    judge(QUESTION, liked=True)
    judge("白鹭镇2024年新建公园几个？", liked=False, reason="wrong", expected="三个")
    judge("白鹭镇2024年粮食总产量是多少？", liked=False, reason="source")
    judge(ABSENT, liked=True)
    return handlers


def test_judged_answers_become_a_set_that_evaluation_reads(
    judged: Handlers, history: History, tmp_path: Path
) -> None:
    place = tmp_path / "questions.jsonl"
    place.write_text(judged_questions(history.judged("local")), encoding="utf-8")
    questions = {one.question: one for one in open_set(place, environment={}).questions}
    assert len(questions) == 3
    good = questions[QUESTION]
    assert good.answers == ("12.6亿元",)
    assert good.document == "白鹭镇报告.txt"
    assert "12.6亿元" in good.evidence[0][0]
    assert questions["白鹭镇2024年新建公园几个？"].answers == ("三个",)
    assert not questions[ABSENT].answerable


def test_a_bad_answer_without_the_right_one_waits_to_be_judged(
    judged: Handlers, history: History
) -> None:
    rows = [json.loads(line) for line in unjudged_answers(history.judged("local")).splitlines()]
    assert [row["question"] for row in rows] == ["白鹭镇2024年粮食总产量是多少？"]
    assert rows[0]["reason"] == "source"


def test_a_verdict_can_be_taken_back(
    handlers: Handlers, ask: Callable[..., str], history: History
) -> None:
    conversation = ask(QUESTION)
    for sent in ({"liked": True}, {"withdrawn": True}):
        told = handlers.questions.judge(
            conversation, "zh-CN", event(exchange="1", **sent), request()
        )
        assert isinstance(told, str)
    assert judged_questions(history.judged("local")) == ""


def test_what_nobody_waits_for_any_more_can_be_asked_again(
    handlers: Handlers, history: History
) -> None:
    conversation = history.begin("local", "问")
    history.put("local", conversation, Exchange(number=1, question="问"))
    feed = json.loads(handlers.keeping.feed(conversation, "zh-CN", request()))
    assert "已停止" in feed["html"]
    assert 'data-act="retry"' in feed["html"]
