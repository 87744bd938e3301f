import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju_eval.text import holds, squeezed


@pytest.mark.parametrize(
    ("text", "part", "held"),
    [
        ("年假 10\n天", "10天", True),
        ("年假10天", "1 0 天", True),
        ("年假110天", "10天", False),
        ("1,500元", "500元", False),
        ("2019,2020年", "2020年", True),
        ("2019,2020年", "2019", True),
        ("1.5%", "5%", False),
        ("1.5亿", "1", False),
        ("之一。2.2024年起", "2024年", True),
        ("共3.2024年起", "2024年", False),
        ("(10天)", "(10天)", True),
        ("甲", "", True),
    ],
)
def test_a_text_holds_another_when_no_number_is_cut(text, part, held):
    assert holds(text, part) is held


@settings(deadline=None)
@given(st.text("甲1.5 %\n\u3000", max_size=8), st.text("乙 年", max_size=4))
def test_a_text_holds_itself_and_what_holds_is_there_without_white_space(text, more):
    assert holds(text, text)
    assert holds(more + text + more, text)
    assert squeezed(text) in squeezed(more + text)
