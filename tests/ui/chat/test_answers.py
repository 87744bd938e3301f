"""What an exchange looks like as HTML, and what it must never let through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ui.chat.test_markup import read

from youju import Library
from youju.schema import Document, Passage, ScoredPassage, ScoreParts, Span, Status
from youju_embeddings.errors import Message
from youju_ui.chat.answers import cited_text, render_exchange
from youju_ui.chat.choices import Choices
from youju_ui.chat.contrasts import why_not
from youju_ui.chat.reader import Reader
from youju_ui.chat.reasons import render_reasons
from youju_ui.chat.session import (
    Exchange,
    Progression,
    Verdict,
    citation_of,
    seen_by,
    slim,
    turns_of,
)
from youju_ui.messages import chat_reasons

INERT = {
    "article",
    "div",
    "p",
    "span",
    "b",
    "h2",
    "h3",
    "h4",
    "ol",
    "ul",
    "li",
    "button",
    "svg",
    "path",
    "rect",
}
INERT |= {"circle", "mark", "em", "i", "small", "details", "summary"}
INERT |= {"template", "fieldset", "legend", "label", "input"}


def answered(library: Library, question: str) -> Exchange:
    answer = slim(library.ask(question))
    return Exchange(number=1, question=question, progression=Progression.ANSWERED, answer=answer)


def test_an_answer_has_chips_evidence_and_reasons(library: Library) -> None:
    exchange = answered(library, "白鹭镇2024年地区生产总值是多少？")
    assert exchange.answer is not None
    assert exchange.answer.status is Status.ANSWERED
    markup = render_exchange(exchange, "zh-CN")
    assert 'class="yj-chip" data-act="cite" data-exchange="1" data-number="1"' in markup
    assert "12.6亿元" in read(markup).text
    assert "白鹭镇报告.txt" in markup
    assert "为什么是这些段落" in markup
    assert "Why these passages" in render_exchange(exchange, "en")


def test_hostile_documents_names_and_questions_stay_text(library: Library) -> None:
    question = "仓库的钥匙由谁保管？<script>alert(0)</script>"
    exchange = answered(library, question)
    markup = render_exchange(exchange, "zh-CN")
    assert set(read(markup).tags) <= INERT
    assert "<b>恶意</b>" not in markup
    assert "javascript:" not in markup or "href" not in markup


def test_not_found_gives_its_reason_and_the_nearest_passages(library: Library) -> None:
    exchange = answered(library, "火星基地的食堂几点开门？")
    assert exchange.answer is not None
    assert exchange.answer.status is Status.NOT_FOUND
    markup = render_exchange(exchange, "zh-CN")
    assert "yj-not-found" in markup
    assert "文档中没有找到答案" in markup
    assert 'data-act="passage"' in markup
    assert "yj-chip" not in markup


@pytest.mark.parametrize(
    ("progression", "shown"),
    [
        (Progression.PENDING, "正在查找原文"),
        (Progression.STOPPED, "已停止"),
        (Progression.FAILED, "换一个短问题"),
    ],
)
def test_every_state_is_told_in_words(progression: Progression, shown: str) -> None:
    error = Message(zh="换一个短问题", en="Ask a shorter one")
    exchange = Exchange(number=3, question="问", progression=progression, error=error)
    markup = render_exchange(exchange, "zh-CN")
    assert shown in markup
    assert 'id="yj-exchange-3"' in markup


def test_a_follow_up_shows_how_it_was_understood(library: Library) -> None:
    first = answered(library, "白鹭镇2024年新建公园几个？")
    answer = slim(library.ask("那2025年呢？", history=turns_of((first,))))
    exchange = Exchange(
        number=2, question="那2025年呢？", progression=Progression.ANSWERED, answer=answer
    )
    assert answer.question.standalone != "那2025年呢？"
    markup = render_exchange(exchange, "zh-CN")
    assert f'<span class="yj-reading">{answer.question.standalone}</span>' in markup
    assert 'data-act="reading"' in markup
    assert 'data-act="alone"' in markup


def test_copying_with_sources_quotes_the_document(library: Library) -> None:
    exchange = answered(library, "白鹭镇2024年地区生产总值是多少？")
    assert exchange.answer is not None
    copied = cited_text(exchange.answer, "zh-CN")
    assert copied.startswith(exchange.answer.text)
    assert "[1] 《白鹭镇报告.txt》" in copied


def test_a_session_holds_no_document_texts(library: Library) -> None:
    answer = slim(library.ask("白鹭镇2024年地区生产总值是多少？"))
    held = [citation.passage for citation in answer.citations]
    held += [scored.passage for scored in answer.retrieved]
    assert held
    assert all(not passage.document.text for passage in held)


def test_an_exchange_finds_its_citations_again(library: Library) -> None:
    done = answered(library, "白鹭镇2024年地区生产总值是多少？")
    assert turns_of((done,))[0].text == done.question
    assert citation_of(done, 1) is not None
    assert citation_of(done, 99) is None


def test_an_answer_from_what_one_may_no_longer_read_is_withheld(library: Library) -> None:
    done = answered(library, "白鹭镇2024年地区生产总值是多少？")
    assert seen_by(done, Reader(library)) is done
    assert seen_by(done, Reader(library, frozenset({"default"}))) is done
    withheld = seen_by(done, Reader(library, frozenset({"other"})))
    assert withheld.answer is None
    assert "12.6亿元" not in render_exchange(withheld, "zh-CN")


def test_a_restricted_question_without_answer_offers_to_ask_everything(library: Library) -> None:
    exchange = answered(library, "火星基地的食堂几点开门？")
    plain = render_exchange(exchange, "zh-CN")
    assert 'data-act="widen"' not in plain
    assert 'data-act="add"' in plain
    narrow = replace(exchange, choices=Choices(documents=frozenset({"a", "b"}), threshold=0.9))
    markup = render_exchange(narrow, "zh-CN")
    assert 'data-act="widen"' in markup
    assert "只在选定的范围里找：2 份文档" in markup
    assert "90%" in markup


def test_a_verdict_is_shown_as_pressed(library: Library) -> None:
    exchange = answered(library, "白鹭镇2024年地区生产总值是多少？")
    assert 'aria-pressed="true"' not in render_exchange(exchange, "zh-CN")
    disliked = replace(exchange, verdict=Verdict(liked=False, reason="source", expected='"><b>'))
    markup = render_exchange(disliked, "zh-CN")
    assert markup.count('aria-pressed="true"') == 1
    assert 'value="source" checked' in markup
    assert 'value="&quot;&gt;&lt;b&gt;"' in markup


def test_reasons_name_both_ways_of_searching(library: Library) -> None:
    answer = slim(library.ask("白鹭镇2024年地区生产总值是多少？"))
    markup = render_reasons(answer, 1, "zh-CN")
    assert "意思相近" in markup
    assert "词语相同" in markup
    assert "命中的词" in markup
    assert "%" in markup


def test_what_was_not_cited_is_told_why_in_words(library: Library) -> None:
    answer = slim(library.ask("白鹭镇2024年地区生产总值是多少？"))
    markup = render_reasons(answer, 1, "zh-CN")
    assert markup.count("已引用 [1]") == 1
    assert 1 <= markup.count("为什么没有引用它：") <= 3
    assert "Why it is not cited: " in render_reasons(answer, 1, "en")


def test_another_year_is_named_before_a_lower_score() -> None:
    best = scored("p", 0.9, {"year": 0.03}, ("地区生产总值",))
    other = scored("q", 0.6, {"year": -0.03}, ())
    reasons = [reason.zh for reason in why_not(other, [best])]
    assert reasons[0] == "说的是别的年份"
    assert "没有提到“地区生产总值”" in reasons
    assert why_not(scored("r", 0.1, {}, ()), [])[0].zh.startswith("相关度 10%")
    equal = scored("e", 0.9, {}, ())
    assert why_not(equal, [equal]) == (chat_reasons.ENOUGH,)


def scored(
    identity: str, score: float, adjustments: dict[str, float], terms: tuple[str, ...]
) -> ScoredPassage:
    document = Document(id="d", sha256="", source="s", name="n.txt", title="", text="")
    passage = Passage(id=identity, document=document, text="甲乙丙", span=Span(0, 3))
    parts = ScoreParts(dense_rank=1, dense_score=0.8, adjustments=adjustments, matched_terms=terms)
    return ScoredPassage(passage, score, score, parts)
