"""Ends of a change and bounds of a range: which figure is the answer, and how much of it."""

from __future__ import annotations

import pytest
from tests.support.passages import document_of, ranked

from youju.answering.extract import Extract
from youju.answering.ranges import changed_by, right_end, whole_range
from youju.question import understand
from youju.schema import Span

CHANGE = "# 报告\n\n推动园区从7.11平方公里扩展至19平方公里，产值由3亿元增加到5亿元。\n"
FINE = "# 条例\n\n违反规定的，处5万元以上50万元以下罚款；情节严重的，吊销许可证。\n"


def _found(text: str, answer: str) -> Extract:
    passage = document_of(text)[1][-1]
    start = passage.span.start + passage.text.index(answer)
    return Extract(ranked(passage)[0], (Span(start, start + len(answer)),), answer, 0.7)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("园区扩区以后有多大？", "19平方公里"),
        ("园区现在的面积是多少？", "19平方公里"),
        ("园区原来的面积是多大？", "7.11平方公里"),
        ("园区扩区前面积是多少？", "7.11平方公里"),
    ],
)
@pytest.mark.parametrize("cut", ["7.11平方公里", "19平方公里"])
def test_the_end_of_a_change_is_the_one_asked_for(question, answer, cut):
    found = right_end(question, understand(question), _found(CHANGE, cut))
    assert found.text == answer
    assert answer in found.quotes[0].of(found.scored.passage.document.text)


def test_a_figure_of_another_change_in_the_sentence_stays():
    question = "园区产值原来是多少亿元？"
    found = right_end(question, understand(question), _found(CHANGE, "5亿元"))
    assert found.text == "3亿元"


def test_a_range_is_one_answer_and_stands_in_its_quote():
    question = "罚款多少？"
    found = whole_range(understand(question), _found(FINE, "5万元以上"))
    assert found.text == "5万元以上50万元以下"
    assert found.text in found.quotes[0].of(found.scored.passage.document.text)


def test_a_figure_that_begins_no_range_stays():
    found = _found(CHANGE, "19平方公里")
    assert whole_range(understand("园区面积多少？"), found) is found


DAYS = "# 报告\n\n优良天数281天、比2020年增加36天，绿地超200公里。\n"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("优良天数比2020年多了几天？", "36天"),
        ("优良天数比2020年增加多少天？", "36天"),
        ("优良天数有多少天？", "281天"),
    ],
)
def test_what_a_figure_changed_by_is_given_where_that_is_asked_for(question, answer):
    found = changed_by(question, understand(question), _found(DAYS, "281天"))
    assert found.text == answer
    assert answer in found.quotes[0].of(found.scored.passage.document.text)
