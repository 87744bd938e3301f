"""Cards for notebooks: evidence highlighted exactly, everything escaped, the values left plain."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.encoders import BigramEncoder
from tests.support.passages import document_of

from youju import Library, Span
from youju.notebook import highlighted, show

HOSTILE = """# <script>alert(1)</script>

仓库的<img src=x onerror=alert(2)>钥匙由王小满保管，电话是0000-1234567。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("notebook")
    with Library.open(folder, encoder=BigramEncoder()) as opened:
        opened.add_bytes(HOSTILE.encode(), "<b>钥匙</b>.md")
        yield opened


def test_an_answer_shows_its_quotes_highlighted(library: Library) -> None:
    answer = library.ask("仓库的钥匙由谁保管？")
    html = show(answer)._repr_html_()
    quotes = [quote.text for one in answer.citations for quote in one.quotes]
    assert quotes
    marked = [unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html)]
    assert marked == quotes
    assert "<sup>[1]</sup>" in html
    assert "可信度" in html
    assert "confidence" in show(answer, language="en").html


def test_nothing_of_a_document_becomes_markup(library: Library) -> None:
    for card in (
        show(library.ask("仓库的钥匙由谁保管？")),
        show(library.ask("<script>alert(3)</script>火星上的电话？")),
        show(library.search("钥匙")),
    ):
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", card.html))
        assert tags <= {"div", "span", "mark", "sup", "br"}


def test_what_is_not_found_is_said_with_the_nearest_passages(library: Library) -> None:
    card = show(library.ask("火星基地今年的预算是多少？"))
    assert "没有" in repr(card)
    assert "最接近的段落" in card.html


def test_hits_and_no_hits_are_shown(library: Library) -> None:
    assert "相关度" in show(library.search("钥匙")).html
    assert show(()).text == "没有找到相关段落。"


TEXT = "甲<b>乙&丙𬭎丁戊己庚"


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=5))
def test_whatever_is_marked_the_text_stays_whole(pairs: list[tuple[int, int]]) -> None:
    _, passages = document_of(TEXT)
    passage = passages[0]
    spans = [Span(*sorted(pair)) for pair in pairs]
    html = highlighted(passage, spans)
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == passage.text
    covered = {
        place
        for span in spans
        if passage.span.contains(span)
        for place in range(span.start, span.end)
    }
    marked = "".join(unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html))
    assert len(marked) == len(covered)


def test_the_values_have_no_drawing_of_their_own_and_nothing_is_registered() -> None:
    code = (
        "import sys, youju.notebook; from youju import Answer;"
        "print('IPython' in sys.modules, hasattr(Answer, '_repr_html_'))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
