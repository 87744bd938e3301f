"""Of several figures in a clause the one that the question asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.answering.alignment import figure_asked
from youju.normalize import normalize
from youju.question import understand


def told(question, clause):
    plain = normalize(clause).text
    span = figure_asked(normalize(question).text, understand(question), plain)
    return None if span is None else span.of(plain)


@pytest.mark.parametrize(
    ("question", "clause", "answer"),
    [
        ("2022年旅游综合收入是多少？", "全年实现旅游综合收入82亿元左右", "82亿元左右"),
        ("群体访数量下降多少？", "个体访、群体访数量分别下降12.9%和37.5%", "37.5%"),
        ("安全事故死亡人数下降多少？", "安全事故起数和死亡人数分别下降26.7%和33.3%", "33.3%"),
        ("地区生产总值的预期目标是多少？", "地区生产总值增长5.0%—5.5%", "5.0%—5.5%"),
        ("项目审减了多少？", "评审项目557个，审减金额2.2亿元", "2.2亿元"),
        ("委员提案办理了几件？", "办理代表建议86件、议案1件、委员提案135件", "135件"),
        ("西罗马帝国何时灭亡？", "西罗马帝国于476年9月4日灭亡", "476年9月4日"),
    ],
)
def test_the_figure_whose_own_words_the_question_names(question, clause, answer):
    assert told(question, clause) == answer


def test_no_figure_of_the_kind_asked_for_is_no_answer():
    assert told("公司有多少人？", "公司位于城外") is None
    assert told("收入是多少亿元？", "收入增长5%") is None


def test_how_well_a_figure_must_fit_can_be_said():
    question, clause = "有多少？", "共12家"
    wanted = understand(question)
    assert figure_asked(question, wanted, clause) is not None
    assert figure_asked(question, wanted, clause, least=0.5) is None


@settings(deadline=None)
@given(
    st.text("公司多少家增长12年、和分别 ", max_size=20),
    st.text("公司12家年、和分别%", min_size=1, max_size=30),
)
def test_a_figure_is_always_a_part_of_its_clause(question, clause):
    span = figure_asked(question, understand(question), clause)
    assert span is None or 0 <= span.start < span.end <= len(clause)
