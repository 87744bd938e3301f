"""Year, document and aim of a passage against those of the question."""

import pytest
from tests.support.passages import document_of

from youju.question import Aim, understand
from youju.retrieval.slots import (
    aim_match,
    other_place,
    passage_aim,
    places,
    titles_asked,
    year_match,
)

REPORT = """2025年青石县政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2024年工作回顾
过去一年，全县城镇新增就业1.2万人，财政收入达到31亿元，增长4.5%，主要目标较好完成。
二、2025年工作安排
今年要实现城镇新增就业1.3万人以上，财政收入增长5%左右，居民收入与经济增长同步。
"""


def passages():
    _, found = document_of(REPORT, name="2025_青石县.txt")
    review = next(one for one in found if "1.2万人" in one.text)
    plan = next(one for one in found if "1.3万人" in one.text)
    return review, plan


def test_the_heading_tells_the_year_of_a_passage():
    review, plan = passages()
    asked = understand("2024年青石县城镇新增就业多少人？")
    assert year_match(asked, review) == 1.0
    assert year_match(asked, plan) == -1.0


def test_last_year_is_resolved_against_the_date_of_the_document():
    review, plan = passages()
    asked = understand("去年财政收入是多少？")
    assert year_match(asked, review) > year_match(asked, plan)


def test_plan_and_review_are_told_apart():
    review, plan = passages()
    assert passage_aim(review) is Aim.REVIEW
    assert passage_aim(plan) is Aim.PLAN
    asked = understand("财政收入的预期目标是多少？")
    assert aim_match(asked, plan) == 1.0
    assert aim_match(asked, review) == -1.0


def test_a_question_without_year_or_aim_moves_nothing():
    review, _ = passages()
    asked = understand("财政收入是多少？")
    assert year_match(asked, review) == 0.0
    assert aim_match(asked, review) == 0.0


def test_titles_weigh_only_where_they_differ():
    one, _ = document_of("2025年青石县政府工作报告\n正文若干，足以成段。\n", name="2025_青石县.txt")
    two, _ = document_of("2025年白水县政府工作报告\n正文若干，足以成段。\n", name="2025_白水县.txt")
    asked = titles_asked("2025年白水县的财政收入是多少？", [one, two])
    assert asked.match(two) == 1.0
    assert asked.match(one) < 1.0
    assert titles_asked("2025年白水县的财政收入是多少？", [two]).match(two) == 0.0


def test_a_long_title_is_hardly_meant_by_one_of_its_words():
    named = ("青石银行", "青石县水利志", "清河银行同业拆借市场年鉴", "山地自行车手册")
    found = [document_of(f"{name}\n正文若干，足以成段。\n", name="a.txt")[0] for name in named]
    asked = titles_asked("青石银行成立于哪一年？", found)
    whole, _, part, other = (asked.match(one) for one in found)
    assert whole > 0.9
    assert 0 < part < 0.3
    assert other == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年密云区的地区生产总值是多少？", (("密云", "区"),)),
        ("北京市怀柔区人民政府工作报告", (("北京", "市"), ("怀柔", "区"))),
        ("广西壮族自治区的外贸", (("广西壮族", "自治区"),)),
        ("开发区、小区和市区有多少户？", ()),
    ],
)
def test_places_are_told_with_their_kind(text, found):
    assert places(text) == found


def test_a_report_of_another_county_is_of_another_place():
    text = REPORT.replace("青石县", "平谷县").replace("全县", "全县（含与密云县共建的园区）", 1)
    _, found = document_of(text, name="2025.txt")
    review = next(one for one in found if "1.2万人" in one.text)
    plan = next(one for one in found if "1.3万人" in one.text)
    assert other_place("密云县的财政收入是多少？", plan)
    assert not other_place("密云县的财政收入是多少？", review)
    assert not other_place("平谷县的财政收入是多少？", plan)
    assert not other_place("北京市平谷县的财政收入是多少？", plan)
    assert not other_place("财政收入是多少？", plan)
