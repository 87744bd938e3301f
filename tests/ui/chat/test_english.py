"""Questions suggested on English documents: read off their sentences, answered by the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ui.chat.conftest import REPORT

from youju import Library
from youju_ui.chat.english import english_questions, english_topic, is_english
from youju_ui.chat.examples import DrawnExamples
from youju_ui.chat.reader import Reader
from youju_ui.chat.suggestions import neighbouring

GUIDE = """# Harbour Library

## Visiting

The library is open from 9:00 to 17:30 on weekdays. A library card costs 12 euros a year.

## Borrowing

Books are kept for 28 days. The reading room has 140 seats. English story hours start at 15:00.
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add_bytes(REPORT.encode(), "报告.txt")
        opened.add_bytes(GUIDE.encode(), "guide.md")
        yield opened


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("A single ticket costs 29 yuan in second class.", "How much does a single ticket cost?"),
        ("Tickets cost 45 yuan; tickets for children nothing.", "How much do tickets cost?"),
        ("The museum is open from 9:30 to 16:30.", "When is the museum open?"),
        ("English guided tours start at 11:00.", "When do English guided tours start?"),
        ("The ride takes about 25 minutes.", "How long does the ride take?"),
        ("The reading room has 1,400 seats.", "How many seats does the reading room have?"),
        ("The old street is 1.2 kilometres long.", "How long is the old street?"),
        ("The tourist tax is 6 yuan per night.", "What is the tourist tax?"),
        ("Total revenue reached $3.2 million.", "What was Total revenue?"),
    ],
)
def test_a_figure_in_an_english_sentence_is_asked_for(sentence: str, question: str) -> None:
    assert list(english_questions(sentence)) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "It costs 5 yuan.",
        "In 2019 the bridge was 146 years old.",
        "The bridge that was rebuilt is 30 metres long.",
        "Admission is free.",
        "全年旅游收入达到12亿元。",
    ],
)
def test_what_says_too_little_by_itself_is_not_asked_for(sentence: str) -> None:
    assert list(english_questions(sentence)) == []


def test_english_headings_that_name_a_rule_are_asked_for() -> None:
    assert english_topic("Refund policy") == "What is the refund policy?"
    assert english_topic("Parking fees") == "What are the parking fees?"
    assert english_topic("住宿标准") == english_topic("Getting there") == ""


def test_an_english_page_begins_with_questions_on_english_documents(own: Library) -> None:
    reader, drawn = Reader(own), DrawnExamples()
    first = drawn.questions("en", reader)[0]
    assert is_english(first)
    assert own.ask(first).citations[0].passage.document.name == "guide.md"
    assert not is_english(drawn.questions("zh-CN", reader)[0])


def test_what_stands_beside_an_english_answer_is_suggested_in_english(own: Library) -> None:
    answer = own.ask("How much does a library card cost?")
    cited = answer.citations[0].passage
    asked = list(neighbouring(cited, own.passages(cited.document.id)))
    assert "When is the library open?" in asked
    assert all(is_english(one) for one in asked)
