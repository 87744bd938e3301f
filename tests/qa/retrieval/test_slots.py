"""Year and aim of a passage against those of the question."""

from tests.support.passages import document_of

from youju.question import Aim, understand
from youju.retrieval.slots import aim_match, passage_aim, year_match

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
