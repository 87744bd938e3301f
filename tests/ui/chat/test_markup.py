"""Text from outside never becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from youju.schema import Span
from youju_ui.chat.markup import attributes, escape, marked, merged, occurrences
from youju_ui.chat.tables import cells_of


class Tags(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> Tags:
    tags = Tags()
    tags.feed(markup)
    tags.close()
    return tags


def test_tags_quotes_and_handlers_become_text() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror='alert(2)'>\"&"
    assert read(escape(hostile)).tags == []
    assert read(escape(hostile)).text == hostile


def test_an_attribute_cannot_be_left() -> None:
    written = attributes(title='" onclick="alert(1)', data_act="cite", hidden=True, lang=None)
    assert written.count('"') == 4
    assert 'data-act="cite" hidden' in written


def test_hidden_and_reordering_characters_are_dropped() -> None:
    assert escape("a\u202egpj.exe\u200b\u2066b\x00") == "agpj.exeb"


def test_marks_wrap_exactly_the_spans_inside_the_window() -> None:
    assert marked("甲<乙>丙丁", Span(1, 5), (Span(0, 2), Span(4, 9))) == (
        "<mark>&lt;</mark>乙&gt;<mark>丙</mark>"
    )


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5)
)
def test_marking_changes_no_visible_character(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    window = Span(0, len(text))
    markup = marked(text, window, spans)
    assert re.sub(r"</?mark>", "", markup) == "".join(escape(character) for character in text)
    assert set(read(markup).tags) <= {"mark"}
    assert markup.count("<mark>") == markup.count("</mark>")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_merged_spans_are_in_order_and_apart(pairs: list[tuple[int, int]]) -> None:
    spans = merged(Span(min(pair), max(pair)) for pair in pairs)
    for before, after in pairwise(spans):
        assert before.end < after.start


def test_words_are_found_whatever_their_case_and_signs() -> None:
    text = "C++与c++，(a|b)"
    assert [span.of(text) for span in occurrences(text, ["C++", "(a|b)", " "])] == [
        "C++",
        "c++",
        "(a|b)",
    ]


def test_a_mark_over_several_cells_stays_well_formed() -> None:
    assert cells_of("甲 | <mark>乙 | 丙</mark> | 丁") == (
        "甲",
        "<mark>乙</mark>",
        "<mark>丙</mark>",
        "丁",
    )
