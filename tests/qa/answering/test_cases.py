"""Steps of a statute or price list: the number of the question says which one answers."""

from __future__ import annotations

import pytest

import youju
from youju.answering.cases import Bounds, bounds_of, is_only_the_condition
from youju.answering.extract import Extract
from youju.question import understand
from youju.schema import Status
from youju_ui.assets import demo_documents

RULES = """# 员工手册

## 休假

职工累计工作已满1年不满10年的，年休假5天；已满10年不满20年的，年休假10天；已满20年的，年休假15天。婚假为3天。

## 处罚

货值金额不足1万元的，并处5万元以上10万元以下罚款；货值金额1万元以上的，责令停产停业。

## 运费

| 重量 | 运费 |
|---|---|
| 5公斤以下 | 12元 |
| 6公斤至20公斤 | 30元 |
| 超过20公斤 | 80元 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with youju.Library.open(tmp_path_factory.mktemp("cases") / "library") as opened:
        opened.add_bytes(RULES.encode(), "手册.md")
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("累计工作3年，年休假几天？", "5天[1]"),
        ("累计工作12年，年休假几天？", "10天[1]"),
        ("累计工作10年，年休假几天？", "10天[1]"),
        ("职工累计工作满二十五年，年休假有几天？", "15天[1]"),
        ("货值金额8000元的罚款多少？", "5万元以上10万元以下[1]"),
        ("3公斤的运费是多少？", "12元[1]"),
        ("10公斤的运费是多少？", "30元[1]"),
        ("25公斤运费是多少元", "80元[1]"),
    ],
)
def test_the_number_asked_about_chooses_the_step(library, question, answer):
    found = library.ask(question)
    assert found.status is Status.ANSWERED
    assert found.text == answer
    quote = found.citations[0].quotes[0].text
    assert answer.removesuffix("[1]") in quote


def test_a_step_without_the_figure_asked_for_is_told_whole(library):
    assert "责令停产停业" in library.ask("货值金额3万元的怎么处罚？").text


def test_a_question_without_such_a_number_is_answered_as_before(library):
    assert library.ask("婚假有几天？").text == "3天[1]"


def test_a_number_in_no_step_chooses_none(library):
    text = library.ask("累计工作半年，年休假几天？").text
    assert "10天" not in text
    assert "15天" not in text


@pytest.mark.parametrize(
    ("clause", "bounds"),
    [
        ("已满10年不满20年的", Bounds("年", 10, 20, open_most=True)),
        ("超过规定时速百分之五十的", Bounds("%", least=50, open_least=True)),
        ("重量在5公斤以上10公斤以下的", Bounds("公斤", 5, 10)),
        ("3000元至5000元的", Bounds("元", 3000, 5000)),
        ("1-10年", Bounds("年", 1, 10)),
        ("处5万元以上10万元以下罚款", None),
        ("年休假10天", None),
        ("2024年1月1日以后的", None),
    ],
)
def test_a_condition_is_read_as_an_interval(clause, bounds):
    assert bounds_of(clause) == bounds


def test_the_condition_of_an_answer_is_none(tmp_path):
    (handbook,) = (one for one in demo_documents() if one.name.endswith("手册.docx"))
    with youju.Library.open(tmp_path / "library") as opened:
        opened.add(handbook)
        answer = opened.ask("员工累计工作12年，年休假几天？")
    assert answer.text == "10天[1]"


@pytest.mark.parametrize(
    ("question", "told", "is_only"),
    [
        ("工作12年，年休假几天？", "1年的", True),
        ("工作12年，年休假几天？", "满1年的，年休假5天", False),
        ("工作12年，年休假几天？", "一律享受", False),
        ("年休假几天？", "1年的", False),
        ("工作12年，再工作几年可以退休？", "3年", False),
        ("2024年休假几天？", "2024年", False),
        ("工作12年，年休假怎么休？", "1年的", False),
    ],
)
def test_only_a_number_of_the_unit_that_is_given_is_the_condition(library, question, told, is_only):
    scored = library.search("年休假", k=1)[0]
    found = Extract(scored, (scored.passage.span,), told, 0.0)
    assert is_only_the_condition(question, understand(question), found) is is_only
