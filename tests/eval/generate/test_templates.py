"""What the templates ask, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from youju_eval.generate import Reading
from youju_eval.generate.definitions import definition_candidates
from youju_eval.generate.english import english_candidates
from youju_eval.generate.entities import entity_candidates
from youju_eval.generate.figures import figure_candidates
from youju_eval.generate.lists import list_candidates, split_items
from youju_eval.generate.phrases import is_subject, opened
from youju_eval.generate.rules import rule_candidates
from youju_eval.generate.structure import structure_candidates
from youju_eval.generate.topics import Context, contexts
from youju_eval.generate.values import Candidate

Find = Callable[[Context], Iterator[Candidate]]


def found(reading: Reading, name: str, find: Find) -> list[Candidate]:
    """The candidates of one document."""
    (context,) = (one for one in contexts(reading.documents, 0) if one.source.document.name == name)
    return list(find(context))


def answer(candidates: list[Candidate], *words: str) -> tuple[str, ...]:
    """The answers of the one question that holds all words; empty without one."""
    fitting = [one for one in candidates if all(word in one.question for word in words)]
    return fitting[0].answers if len(fitting) == 1 else ()


def test_figures_are_asked_with_year_and_region(reading: Reading) -> None:
    facts = found(reading, "报告.txt", figure_candidates)
    assert answer(facts, "2022年", "青山区", "高新技术企业保有量") == ("678家",)
    assert answer(facts, "2022年", "新增", "市场主体") == ("1.13万户",)
    assert answer(facts, "2022年", "第三产业增加值", "GDP") == ("65%左右", "65%")
    assert answer(facts, "森林面积", "排第几") == ("第二",)


def test_a_bare_growth_takes_the_subject_of_the_clause_before(reading: Reading) -> None:
    facts = found(reading, "报告.txt", figure_candidates)
    growth = [one for one in facts if "固定资产投资" in one.question and one.answers == ("5.1%",)]
    assert growth
    assert growth[0].evidence == (("完成固定资产投资224亿元，增长5.1%",),)


def test_plan_and_review_are_told_apart(reading: Reading) -> None:
    facts = found(reading, "报告.txt", figure_candidates)
    planned = [one.question for one in facts if "2023年" in one.question]
    assert planned
    assert all(
        any(word in one for word in ("目标", "计划", "预期", "准备", "打算")) for one in planned
    )


@pytest.mark.parametrize("said", ["旅游综合收入", "补贴", "居民人均可支配收入"])
def test_what_is_ambiguous_or_said_of_several_is_not_asked(reading: Reading, said: str) -> None:
    assert not [
        one for one in found(reading, "报告.txt", figure_candidates) if said in one.question
    ]


def test_rules_give_durations_penalties_agents_and_dates(reading: Reading) -> None:
    asked = found(reading, "条例.txt", rule_candidates)
    assert answer(asked, "居民委员会应当自图书室开放之日起多少个工作日") == ("十五个工作日",)
    assert answer(asked, "借书证的有效期限") == ("3年",)
    assert answer(asked, "擅自拆除社区图书室", "罚款") == ("1000元以上5000元以下",)
    assert answer(asked, "图书室标志式样由", "制定") == ("市文化主管部门",)
    assert answer(asked, "施行") == ("2019年6月1日",)
    reason = next(one for one in asked if one.type == "reason")
    assert reason.answers == ("规范社区图书室的管理，保障居民的阅读权利",)


def test_definitions_give_the_meaning(reading: Reading) -> None:
    (one,) = found(reading, "条例.txt", definition_candidates)
    assert "社区图书室" in one.question
    assert one.answers == ("由居民委员会开办，向居民免费开放的藏书场所",)


def test_a_list_has_every_item_as_answer_and_as_evidence(reading: Reading) -> None:
    (one,) = found(reading, "条例.txt", list_candidates)
    assert "设立社区图书室应当具备哪些条件" in one.question
    assert one.answers == ("有固定的场所", "有三百册以上的藏书", "有专职管理人员")
    assert one.evidence == tuple((item,) for item in one.answers)


def test_structure_asks_for_parts_and_places(reading: Reading) -> None:
    asked = found(reading, "条例.txt", structure_candidates)
    assert asked[0].answers == ("总则", "设立", "罚则")
    assert all("总则" not in one.question for one in asked)


def test_entities_name_speaker_day_and_honours(reading: Reading) -> None:
    asked = found(reading, "报告.txt", entity_candidates)
    assert ("李文华",) in [one.answers for one in asked]
    assert ("2023年1月10日",) in [one.answers for one in asked]
    assert answer(asked, "清水湖湿地") == ("国家重要湿地名录",)
    assert answer(asked, "国家森林乡村") == ("南山", "北坡", "东河")


def test_english_sentences_give_something_sensible(reading: Reading) -> None:
    asked = {one.question: one.answers for one in found(reading, "museum.txt", english_candidates)}
    assert ("140",) in asked.values()
    assert ("1987",) in asked.values()
    assert any("tide gauge" in question for question in asked)
    assert all(question.endswith("?") and "They" not in question for question in asked)


@pytest.mark.parametrize(
    ("clause", "rest"),
    [
        ("其中，全年地区生产总值", "地区生产总值"),
        ("一是粮食产量", "粮食产量"),
        ("并行采样", "并行采样"),
    ],
)
def test_what_only_leads_in_is_taken_off(clause: str, rest: str) -> None:
    assert opened(clause) == rest


@pytest.mark.parametrize(
    "phrase", ["总量", "其收入", "该项目投资", "的收入", "“两重项目投资", "就业率"]
)
def test_what_does_not_stand_alone_is_no_subject(phrase: str) -> None:
    assert not is_subject(phrase)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("甲方、乙方和丙方", ("甲方", "乙方", "丙方")),
        ("当阳、宜城、江陵等7个县市", ()),
        ("咸丰、大冶、枝江3个县市", ("咸丰", "大冶", "枝江")),
        ("微山湖四鼻鲤鱼、高青黑牛、潍县萝卜", ("微山湖四鼻鲤鱼", "高青黑牛", "潍县萝卜")),
        ("规划和省、自治区、直辖市规划", ()),
    ],
)
def test_an_enumeration_comes_apart_cleanly_or_not_at_all(
    text: str, items: tuple[str, ...]
) -> None:
    assert split_items(text) == items
