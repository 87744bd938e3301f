"""Tables that line up and texts that wrap where characters take two columns."""

import re

from hypothesis import given
from hypothesis import strategies as st

from youju_eval.presentation.layout import Table, clipped, markdown, plain, width, wrapped


def test_columns_line_up_where_characters_are_wide():
    text = plain(Table(("指标", "值"), (("召回率", "0.9"), ("em", "1.25"))))
    assert text == "指标      值\n------  ----\n召回率   0.9\nem      1.25"


def test_columns_that_do_not_fit_go_below_with_the_first_one_repeated():
    table = Table(("m", "aaaa", "bbbb", "cccc"), (("em", "1", "2", "3"),))
    assert plain(table, columns=17).splitlines()[2] == "em    1    2    3"
    blocks = plain(table, columns=12).split("\n\n")
    assert [block.splitlines()[0].split() for block in blocks] == [
        ["m", "aaaa", "bbbb"],
        ["m", "cccc"],
    ]
    assert all(block.splitlines()[2].startswith("em") for block in blocks)


def test_bars_in_markdown_cells_are_escaped():
    assert markdown(Table(("a", "b"), (("x|y\nz", "1"),))).splitlines()[2] == "| x\\|y z | 1 |"


texts = st.text(alphabet=st.sampled_from("ab c，。中文𬭎é\u0301 "), max_size=60)


@given(texts, st.integers(min_value=8, max_value=40))
def test_wrapping_loses_nothing_and_keeps_to_the_edge(text, columns):
    lines = wrapped(text, columns=columns, indent="  ", first="- ").splitlines()
    assert "".join("".join(lines).split()) == "-" + "".join(text.split())
    longest = max((width(word) for word in re.split(r"[\s，。中文𬭎]+", text)), default=0)
    closing = 2 * max((len(run) for run in re.findall("[，。]+", text)), default=0)
    assert all(width(line) <= max(columns, longest + 2) + closing for line in lines)


@given(texts, st.integers(min_value=2, max_value=30))
def test_clipping_keeps_to_the_edge(text, columns):
    short = clipped(text, columns)
    assert width(short) <= columns
    assert short == " ".join(text.split()) or short.endswith("…")
