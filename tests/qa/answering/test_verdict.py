"""Yes or no only where one clause says nearly all the question says; a missing noun is a refusal."""

from __future__ import annotations

import pytest

import youju
from youju.schema import Status

LEASE = """# 房屋租赁合同

## 转租与解除

未经甲方书面同意，乙方不得转租房屋。乙方可以提前三十天书面通知甲方后解除合同。

## 装修

乙方装修房屋应提前15天提交方案。装修房屋的费用由乙方承担吗？双方另行约定。

## 宠物

乙方可以饲养小型宠物，但不得影响邻居。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("verdict")
    (place / "租赁合同.md").write_text(LEASE, encoding="utf-8")
    with youju.Library.open(place / "library", create=True) as opened:
        opened.add(place / "租赁合同.md")
        yield opened


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("乙方可以转租房屋吗？", "否。"),
        ("乙方能不能转租房屋？", "否。"),
        ("乙方可以饲养小型宠物吗？", "是。"),
        ("乙方是否可以饲养小型宠物？", "是。"),
    ],
)
def test_a_clause_that_says_it_all_is_a_yes_or_a_no(library, question, begins):
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(begins)
    assert answer.citations[0].quotes[0].text in answer.text


def test_a_clause_that_says_less_is_quoted_without_a_verdict(library):
    answer = library.ask("乙方装修房屋需要提交申请方案吗？")
    assert not answer.text.startswith(("是。", "否。"))


def test_a_sentence_without_the_thing_asked_about_is_no_answer(library):
    assert library.ask("乙方可以修建游泳池吗？").status is Status.NOT_FOUND
    assert library.ask("乙方可以饲养鳄鱼吗？").status is Status.NOT_FOUND


TRADITIONAL = "# 青石縣誌\n\n## 交通\n\n青石縣各市（州）中心城市全部通了鐵路。圖書館的方法是預約。科學城東部建有體育館，單車實現全覆蓋。\n"


@pytest.mark.parametrize(
    "question",
    ["市州中心城市是不是都通了铁路？", "图书馆的方法是不是预约？", "科学城里单车是不是全覆盖？"],
)
def test_nouns_are_looked_for_in_one_script_and_through_brackets(tmp_path, question):
    with youju.Library.open(tmp_path / "library", create=True) as opened:
        opened.add_bytes(TRADITIONAL.encode(), "縣誌.md")
        answer = opened.ask(question)
    assert answer.status is Status.ANSWERED


def test_a_noun_the_sentence_lacks_is_still_a_refusal(tmp_path):
    with youju.Library.open(tmp_path / "library", create=True) as opened:
        opened.add_bytes(TRADITIONAL.encode(), "縣誌.md")
        assert opened.ask("市州中心城市是不是都通了天然气？").status is Status.NOT_FOUND
