"""Parts, their points and articles, read off the heading tree of a real library."""

from __future__ import annotations

import pytest

import youju
from youju.schema import Status

REPORT = """# 青石县工作报告

## 2023年工作回顾

### 一、稳住经济运行

#### （一）扶持企业

走访企业264家。

#### （二）扩大投资

开工项目18个。

### 二、改善民生

新建学校3所。办好三件实事：一是修路；二是架桥；三是通水。

## 2024年重点任务

### 一、主要目标

地区生产总值增长6%。
"""
STATUTE = "# 河道管理条例\n\n## 第一章 总则\n\n第一条 为了保障防洪安全，制定本条例。\n\n第二条\n\n禁止在河道内倾倒垃圾。教育应当免费。\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with youju.Library.open(tmp_path_factory.mktemp("library")) as opened:
        opened.add_bytes(REPORT.encode(), "报告.md")
        yield opened


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("2023年工作回顾的第一部分第二点讲什么？", ["扩大投资"]),
        ("2023年工作回顾第一部分分几点？分别是哪几点？", ["扶持企业", "扩大投资"]),
        ("2023年工作回顾的第二部分讲什么？", ["改善民生"]),
        ("2024年重点任务的第一部分是什么？", ["主要目标"]),
        ("2023年工作回顾第二部分的第二点是什么？", ["架桥"]),
    ],
)
def test_a_part_is_found_by_its_numbers(library, question, held):
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(one in answer.text for one in held)
    assert len(answer.citations) == len(held)


def test_a_part_that_is_not_there_is_said_to_be_missing(library):
    answer = library.ask("2024年重点任务的第三部分讲什么？")
    assert answer.status is Status.NOT_FOUND
    assert answer.reason is not None
    assert "2024年重点任务" in answer.reason.zh


def test_a_heading_that_is_only_a_number_gives_the_text_below(tmp_path):
    with youju.Library.open(tmp_path / "library") as library:
        library.add_bytes(STATUTE.encode(), "条例.md")
        assert "倾倒垃圾" in library.ask("河道管理条例第二条规定了什么？").text
        assert "免费" in library.ask("河道管理条例第二条说教育应当是什么性质的？").text


BROKEN_OFF = """一、稳住经济
(一)扶持企业
(二)扩大投资
二、改善民生
(一)办好学校
(二)修好道路
三、保护生态
四、从严治政
青石县工作报告
各位代表：
一、稳住经济
(一)扶持企业
走访企业264家，办好了一批实事，群众的获得感明显增强。
(二)扩大投资
开工项目18个，完工7个，全年投资增长一成。
二、改善民生
(一)办好学校
新建学校3所，扩建医院1所，村村通上了公路。
"""


def test_the_last_part_is_that_of_the_contents_where_the_text_breaks_off(tmp_path):
    with youju.Library.open(tmp_path / "library") as opened:
        opened.add_bytes(BROKEN_OFF.encode(), "报告.txt")
        answer = opened.ask("报告的最后一部分讲什么？")
    assert answer.status is Status.ANSWERED
    assert "从严治政" in answer.text
