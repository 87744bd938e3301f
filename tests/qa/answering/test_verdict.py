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
