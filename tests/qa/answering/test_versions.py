"""Documents that disagree are shown side by side, newest first; copies and other subjects are not."""

from __future__ import annotations

import pytest

import youju
from youju.schema import Status

HANDBOOK = "# 员工手册（{year}年版）\n\n## 第三章 休假\n\n员工每年享有带薪年假{days}天，入职满一年后可以申请。婚假为3天。\n"
REPORT = "{year}年{place}政府工作报告\n（{year}年1月15日）\n各位代表：\n一、{last}年工作回顾\n全县实现旅游收入{money}亿元。\n"


@pytest.fixture
def library(tmp_path):
    with youju.Library.open(tmp_path / "library") as opened:
        yield opened


def _add(library: youju.Library, **texts: str) -> None:
    for name, text in texts.items():
        library.add_bytes(text.encode(), f"{name}.md")


def test_two_versions_that_disagree_stand_side_by_side_newest_first(library):
    _add(
        library,
        old=HANDBOOK.format(year=2022, days=5),
        new=HANDBOOK.format(year=2024, days=10),
    )
    answer = library.ask("带薪年假有几天？")
    assert answer.status is Status.ANSWERED
    assert answer.text.index("10天[1]") < answer.text.index("5天[2]")
    assert "2024" in answer.text
    assert "2022" in answer.text
    assert [one.passage.document.name for one in answer.citations] == ["new.md", "old.md"]
    assert answer.reason is not None
    assert "较新" in answer.reason.zh


def test_versions_that_agree_give_one_answer(library):
    _add(
        library,
        old=HANDBOOK.format(year=2022, days=5),
        new=HANDBOOK.format(year=2024, days=10),
    )
    answer = library.ask("婚假有几天？")
    assert answer.text == "3天[1]"
    assert answer.reason is None


def test_a_version_that_is_named_is_the_only_one(library):
    _add(
        library,
        old=HANDBOOK.format(year=2022, days=5),
        new=HANDBOOK.format(year=2024, days=10),
    )
    answer = library.ask("2022年版手册规定年假几天？")
    assert answer.text == "5天[1]"


def test_reports_of_other_places_do_not_disagree(library):
    _add(
        library,
        one=REPORT.format(place="北京市", year=2024, last=2023, money=12),
        two=REPORT.format(place="上海市", year=2024, last=2023, money=34),
    )
    answer = library.ask("北京市旅游收入是多少亿元？")
    assert len(answer.citations) == 1
    assert "12亿元" in answer.text


def test_a_copy_is_shown_once_with_what_it_is_a_copy_of(library):
    text = HANDBOOK.format(year=2024, days=10)
    _add(library, first=text, second=text)
    hits = library.search("带薪年假")
    assert [len(hit.alike) for hit in hits if "年假" in hit.passage.text] == [1]
    answer = library.ask("带薪年假有几天？")
    assert answer.text == "10天[1]"


POLICY = "# 差旅办法（{year}年版）\n\n## 审批\n\n员工出差由{who}批准。{rule}\n"


def test_versions_that_name_another_person_or_deny_stand_side_by_side(library):
    _add(
        library,
        old=POLICY.format(year=2021, who="办公室主任", rule="出差期间可以乘坐飞机。"),
        new=POLICY.format(year=2024, who="财务总监", rule="出差期间不可以乘坐飞机。"),
    )
    named = library.ask("员工出差由谁批准？")
    assert "财务总监" in named.text
    assert "办公室主任" in named.text
    assert [one.passage.document.name for one in named.citations] == ["new.md", "old.md"]
    allowed = library.ask("出差期间可以乘坐飞机吗？")
    assert [one.passage.document.name for one in allowed.citations] == ["new.md", "old.md"]
    assert allowed.reason is not None


def test_documents_of_other_names_may_be_about_other_things(library):
    _add(
        library,
        one=POLICY.format(year=2021, who="办公室主任", rule=""),
        two=POLICY.format(year=2021, who="财务总监", rule="").replace("差旅办法", "外事办法"),
    )
    assert len(library.ask("员工出差由谁批准？").citations) == 1
