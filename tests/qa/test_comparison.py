"""Comparisons are taken apart into one question for each thing; the figures found decide."""

from __future__ import annotations

import pytest

import youju
from youju.comparison import Form, compares, of_each
from youju.schema import Status


@pytest.mark.parametrize(
    ("question", "subjects", "questions"),
    [
        (
            "北京和上海2025年GDP增长目标哪个更高？",
            ("北京", "上海"),
            ("北京2025年GDP增长目标是多少？", "上海2025年GDP增长目标是多少？"),
        ),
        (
            "浙江与江苏相比，哪个省城镇新增就业目标更多",
            ("浙江", "江苏"),
            ("浙江的城镇新增就业目标是多少？", "江苏的城镇新增就业目标是多少？"),
        ),
        (
            "2025年财政收入，湖北和湖南谁高？",
            ("湖北", "湖南"),
            ("湖北2025年财政收入是多少？", "湖南2025年财政收入是多少？"),
        ),
        (
            "2026年的就业目标，四川和山东哪个定得高？",
            ("四川", "山东"),
            ("四川2026年的就业目标是多少？", "山东2026年的就业目标是多少？"),
        ),
        (
            "2024年和2025年的增长目标哪一年更高？",
            ("2024年", "2025年"),
            ("2024年的增长目标是多少？", "2025年的增长目标是多少？"),
        ),
        (
            "2025年北京、上海和浙江哪个增长目标最高？",
            ("北京", "上海", "浙江"),
            tuple(f"2025年{place}增长目标是多少？" for place in ("北京", "上海", "浙江")),
        ),
        (
            "试用期工资和转正工资哪个高",
            ("试用期", "转正"),
            ("试用期工资是多少？", "转正工资是多少？"),
        ),
        (
            "西藏的森林覆盖率高还是青海高？",
            ("西藏", "青海"),
            ("西藏的森林覆盖率是多少？", "青海的森林覆盖率是多少？"),
        ),
    ],
)
def test_shared_words_go_to_each_thing_compared(question, subjects, questions):
    found = compares(question)
    assert found is not None
    assert found.form is Form.WHICH
    assert (found.subjects, found.questions) == (subjects, questions)


@pytest.mark.parametrize(
    "question",
    [
        "旅游收入比上年增长多少？",
        "今年的收入比去年多多少？",
        "哪个省的增长目标最高？",
        "甲方和乙方各是谁？",
        "最高的山是哪座？",
        "？",
        "和",
    ],
)
def test_what_compares_no_two_things_is_left_alone(question):
    assert compares(question) is None


def test_by_how_much_and_whether():
    apart = compares("广东的GDP比江苏多多少？")
    assert apart is not None and apart.form is Form.APART
    whether = compares("北京的增长目标比上海低吗？")
    assert whether is not None and whether.form is Form.WHETHER and whether.least


REPORT = """2025年{0}政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2024年工作回顾
过去一年，全县城镇新增就业{1}万人，财政收入达到{2}亿元，主要目标较好完成。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    with youju.Library.open(tmp_path_factory.mktemp("compared") / "library") as opened:
        for county, jobs, money in (
            ("宁阳县", 1.2, 31),
            ("白水县", 1.5, 27.5),
            ("石门县", 0.9, 31),
        ):
            text = REPORT.format(county, jobs, money)
            opened.add_bytes(text.encode(), f"2025_{county}.txt")
        yield opened


def test_the_higher_one_is_named_and_both_figures_are_cited(library):
    answer = library.ask("宁阳县和白水县2024年哪个财政收入更高？")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("宁阳县更高：")
    assert [one.number for one in answer.citations] == [1, 2]
    assert ["31亿元" in answer.text, "27.5亿元" in answer.text] == [True, True]


def test_the_lower_one_where_that_is_asked(library):
    assert library.ask("宁阳县和白水县2024年哪个财政收入更低？").text.startswith("白水县更低：")


def test_equal_figures_are_equal(library):
    assert library.ask("宁阳县和石门县2024年哪个财政收入更高？").text.startswith("两者相同：")


def test_a_difference_is_computed_beside_the_answer_and_said_to_be(library):
    answer = library.ask("宁阳县2024年财政收入比白水县多多少？")
    assert answer.text.startswith("宁阳县更多：")
    assert answer.reason is not None and "3.5亿元" in answer.reason.zh
    assert "3.5" not in answer.text


def test_whether_one_is_more(library):
    assert library.ask("宁阳县2024年城镇新增就业比白水县多吗？").text.startswith("否。")
    assert library.ask("白水县2024年城镇新增就业比石门县多吗？").text.startswith("是。")


def test_a_bare_comparison_is_about_the_two_questions_before(library):
    earlier = ["宁阳县2024年财政收入是多少？", "那白水县呢？"]
    answer = library.ask("哪个更高？", history=earlier)
    assert answer.text.startswith("宁阳县更高：")
    assert "白水县" in answer.question.standalone


def test_what_is_found_of_one_thing_only_is_said_with_what_is_missing(library):
    answer = library.ask("宁阳县和密云县2024年哪个财政收入更高？")
    assert "31亿元" in answer.text
    assert answer.reason is not None and "密云县" in answer.reason.zh


@pytest.mark.parametrize(
    ("question", "questions"),
    [
        (
            "上海和云南2025年地区生产总值预期增长多少？",
            tuple(f"{place}2025年地区生产总值预期增长多少？" for place in ("上海", "云南")),
        ),
        (
            "2025年北京、上海和广东的就业目标分别是多少？",
            tuple(f"2025年{place}的就业目标是多少？" for place in ("北京", "上海", "广东")),
        ),
        ("上海市和云南省各有多少人？", ("上海市有多少人？", "云南省有多少人？")),
        ("北京和上海之间的距离是多少？", ()),
        ("从北京到上海要多久？", ()),
        ("北京和天津一共有多少人？", ()),
        ("科技和教育支出增长多少？", ()),
        ("北京2025年增长多少？", ()),
        ("西班牙和葡萄牙于哪年加入欧盟？", ()),
        ("1965年几内亚和法国断交后，采用新的货币叫什么？", ()),
        ("中国和俄罗斯的贸易额是多少？", ()),
        ("北京和北京", ()),
        ("上海和云南", ()),
        ("北京和", ()),
        ("？", ()),
    ],
)
def test_places_named_together_are_asked_for_each(question, questions):
    assert of_each(question) == questions


def test_two_places_get_two_figures_each_with_its_own_citation(library):
    answer = library.ask("宁阳县和白水县2024年财政收入是多少？")
    assert answer.status is Status.ANSWERED
    assert answer.text == "31亿元[1]；27.5亿元[2]"
    assert [one.passage.document.name for one in answer.citations] == [
        "2025_宁阳县.txt",
        "2025_白水县.txt",
    ]
