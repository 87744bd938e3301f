"""The part of a clause that stands where the question has its question word."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.answering.alignment import aligned
from youju.answering.extract import Extract
from youju.question import understand
from youju.schema import Span


def told(question, clause):
    passage = SimpleNamespace(document=SimpleNamespace(text=clause))
    whole = Extract(SimpleNamespace(passage=passage), (Span(0, len(clause)),), clause, 0.0)
    found = aligned(question, understand(question), whole)
    assert found.quotes == whole.quotes
    return found.text


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
        ("哪个镇获评特色小镇？", "杨宋镇获评特色小镇和微度假目的地", "杨宋镇"),
        ("建成了什么运动场馆？", "建成冰上运动中心", "冰上运动中心"),
        (
            "京郊首个什么诊疗中心落户？",
            "京郊首个变态(过敏)反应诊疗中心落户",
            "变态(过敏)反应诊疗中心",
        ),
        ("研究院由谁牵头？", "研究院由清河大学牵头，两所学校参加", "清河大学"),
        ("公司的总部位于哪里？", "公司的总部位于青石县", "青石县"),
        ("民国元年是什么国家机关迁到南京？", "参议院迁到南京", "参议院"),
    ],
)
def test_the_answer_stands_where_the_question_asks(question, clause, answer):
    assert told(question, clause) == answer


def test_traditional_characters_are_aligned_as_simplified_ones_and_quoted_as_written():
    assert told("研究院由誰牽頭？", "研究院由清河大學牽頭") == "清河大學"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("公司为什么搬家？", "因为租金太高，公司搬到了城外"),
        ("首都是哪里？", "华盛顿在东海岸"),
        ("谁的责任？", "谁的责任"),
        ("公司有多少人？", "公司位于城外"),
    ],
)
def test_a_clause_stays_whole_where_nothing_tells(question, clause):
    assert told(question, clause) == clause


@given(
    st.text("公司由谁多少家在哪里12年、和分别 ", max_size=20),
    st.text("公司张伟12家年、和分别%", min_size=1, max_size=30),
)
def test_an_answer_is_always_a_part_of_its_clause(question, clause):
    answer = told(question, clause)
    assert answer
    assert answer in clause or answer == clause.strip()
