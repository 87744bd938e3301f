"""Pieces put together are the sentence; figures and foreign names are whole."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.answering.pieces import pieces
from youju.normalize import normalize
from youju.question import understand

WHEN = understand("哪一年？")


def tagged(sentence, question="谁？"):
    plain = normalize(sentence).text
    return {piece.text: piece.tag for piece in pieces(plain, understand(question), question)}


@pytest.mark.parametrize(
    "text",
    ["82.3亿元左右", "5.0%—5.5%", "476年9月4日", "80年代初"],
)
def test_a_figure_is_one_piece_with_its_range_and_qualifier(text):
    assert text in tagged(f"约为{text}，")


def test_a_figure_says_how_it_fits_what_is_asked():
    told = tagged("到1963年有12家", "哪一年？")
    assert told["1963年"] == "figure-quantity"
    assert told["12家"] == "figure-unlike"
    assert tagged("到1963年有12家")["1963年"] == "figure-date"


def test_a_figure_of_the_question_says_so():
    assert tagged("1963年和1965年", "1963年之后是哪一年？")["1963年"].endswith("-asked")


def test_a_foreign_name_is_one_piece():
    assert tagged("导演约翰·史密斯去世")["约翰·史密斯"] == "nrt"


@settings(deadline=None)
@given(st.text("张伟在1963年12月3日·约翰（《书》）5.5%—6%左右，。 a1", max_size=40))
def test_pieces_follow_each_other_and_are_the_sentence(text):
    plain = normalize(text).text
    found = pieces(plain, WHEN, "哪一年")
    assert "".join(piece.text for piece in found) in {plain, ""}
    assert all(piece.span.of(plain) == piece.text for piece in found)
    assert all(one.span.end == two.span.start for one, two in pairwise(found))
