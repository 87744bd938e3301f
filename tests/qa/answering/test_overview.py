"""What a whole document is about comes from its headings, each cited; an unclear document is asked for."""

from __future__ import annotations

import pytest

import youju
from youju.answering.items import find_item, item_asked
from youju.courtesy import courtesy
from youju.question import Asks, understand
from youju.schema import Status

REPORT = """青石县政府工作报告

2023年工作回顾

一、稳住经济运行

全年实现地区生产总值312.4亿元，增长5.2%；一般公共预算收入24.6亿元，增长3.8%。

二、改善民生福祉

新增城镇就业1.2万人，建成保障性住房860套。我们也看到还存在一些问题：一是产业结构单一；二是公共服务还有短板；三是部分干部作风不实。

2024年重点任务

一、主要预期目标

地区生产总值增长6%左右，一般公共预算收入增长4%左右，城镇新增就业1.3万人以上。
"""
HANDBOOK = """# 员工手册

## 休假

员工每年享有年休假十天，入职满一年后可以申请。

## 考勤

上班时间为早上九点，迟到三次记一次警告。
"""
NOTE = "今天上午召开了全体会议。会议讨论了三件事。\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("overview")
    for name, text in (("2024_青石县政府工作报告.txt", REPORT), ("员工手册.md", HANDBOOK)):
        (place / name).write_text(text, encoding="utf-8")
    with youju.Library.open(place / "library", create=True) as opened:
        opened.add(place)
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "这份报告讲了什么？",
        "请总结一下员工手册",
        "租赁合同的主要内容是什么？",
        "手册分几个部分？",
        "《员工手册》说了什么",
        "What is this report about?",
        "Summarize the handbook.",
    ],
)
def test_questions_about_a_whole_document_are_known(question):
    wanted = understand(question)
    assert (wanted.asks, wanted.ordinal) == (Asks.SECTION, None)


@pytest.mark.parametrize(
    "question",
    [
        "报告里说的新增就业是多少？",
        "第二部分讲什么？",
        "手册规定年假有几天？",
        "合同的租期是什么时候开始的？",
        "报告对就业说了什么？",
        "怎么改善民生？",
    ],
)
def test_questions_about_one_thing_are_not(question):
    wanted = understand(question)
    assert wanted.asks is not Asks.SECTION or wanted.ordinal is not None


def test_a_named_document_is_told_by_its_headings(library):
    answer = library.ask("青石县政府工作报告讲了什么？")
    assert answer.status is Status.ANSWERED
    lines = answer.text.splitlines()
    assert lines[0].startswith("2023年工作回顾[1]")
    assert any(line.startswith("　二、改善民生福祉") for line in lines)
    assert len(answer.citations) == len(lines)
    for citation in answer.citations:
        (quote,) = citation.quotes
        assert citation.passage.document.text[quote.span.start : quote.span.end] == quote.text
    assert [line.split("[")[0] for line in library.ask("总结一下员工手册").text.splitlines()] == [
        "休假",
        "考勤",
    ]


def test_an_unclear_document_is_asked_for(library):
    for question in (
        "这份文件讲了什么？",
        "租赁合同的主要内容是什么？",
        "怀柔区政府工作报告讲了什么？",
    ):
        answer = library.ask(question)
        assert answer.status is Status.NOT_FOUND
        assert answer.reason is not None
        assert "哪一份" in answer.reason.zh
        assert "which document" in answer.reason.en


def test_a_document_without_headings_is_told_by_its_beginning(tmp_path):
    (tmp_path / "纪要.txt").write_text(NOTE, encoding="utf-8")
    with youju.Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "纪要.txt")
        answer = library.ask("这份文件讲了什么？")
    assert answer.text == "今天上午召开了全体会议。[1]"


def test_an_item_of_the_list_before_is_cut_out(library):
    asked = "青石县还存在哪些问题？"
    for follow_up in ("第二点呢？", "第二个问题是什么？"):
        answer = library.ask(follow_up, history=[asked])
        assert answer.text == "二是公共服务还有短板[1]"
        (quote,) = answer.citations[0].quotes
        assert quote.text == "二是公共服务还有短板"
    assert library.ask("第三点呢？", history=[asked]).text == "三是部分干部作风不实[1]"


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("一是甲；二是乙。", 1, "一是甲；"),
        ("一是甲；二是乙。", 2, "二是乙"),
        ("（一）甲。（二）乙。", 2, "（二）乙"),
        ("1. 甲 2. 乙 3. 丙", 2, "2. 乙 "),
        ("一是甲；二是乙。", 3, None),
        ("没有列表，只有一是。", 1, None),
        ("", 1, None),
    ],
)
def test_items_are_found_by_their_marks(text, number, found):
    place = find_item(text, number)
    assert (place and text[place[0] : place[1]]) == found


def test_what_asks_for_an_item():
    assert item_asked("有哪些问题：第二点") == ("有哪些问题", 2)
    assert item_asked("有哪些问题：第十二个？") == ("有哪些问题", 12)
    assert item_asked("第二点讲什么？") is None


@pytest.mark.parametrize(
    "said", ["你好", "您好！", "谢谢", "好的，谢谢你", "再见", "你是谁？", "Thanks!", "hello"]
)
def test_what_is_said_in_passing_gets_a_friendly_line_and_no_citation(library, said):
    answer = library.ask(said)
    assert answer.status is Status.NOT_FOUND
    assert answer.reason == courtesy(said)
    assert not answer.citations
    assert not answer.nearest


@pytest.mark.parametrize("asked", ["你好学校在哪里？", "谢谢李的人是谁？", "hi-fi 是什么？", ""])
def test_questions_are_no_courtesy(asked):
    assert courtesy(asked) is None
