"""Answers to parts of a question under one numbering: every mark leads to what it led to before."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import youju
from youju.answering.combine import combine
from youju.schema import Answer, Question

TEXT = "一、收入\n财政收入31亿元。\n\n二、就业\n新增就业1.2万人。\n\n三、道路\n改造道路9公里。\n"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    with youju.Library.open(tmp_path_factory.mktemp("combined") / "library") as library:
        library.add_bytes(TEXT.encode(), "报告.txt")
        asked = ("财政收入是多少？", "新增就业多少？", "改造道路多少公里？")
        return [library.ask(question) for question in asked]


def of_two(first: Answer, second: Answer) -> Answer:
    """An answer with two marks out of two with one."""
    other = replace(second.citations[0], number=2)
    text = f"{first.text}；{second.text.replace('[1]', '[2]')}"
    return replace(first, text=text, citations=(first.citations[0], other))


def test_marks_of_several_answers_are_not_mixed_up(answers: list[Answer]) -> None:
    money, jobs, roads = answers
    whole = combine(Question("都是多少？", "都是多少？"), [money, of_two(jobs, roads)], k=8)
    assert [one.number for one in whole.citations] == [1, 2, 3]
    told = dict(re.findall(r"([^；\[]+)\[(\d)\]", whole.text))
    assert len(told) == 3
    for said, number in told.items():
        cited = whole.citations[int(number) - 1]
        assert said in cited.passage.text
