"""Values written by their unit, differences with their sign."""

import pytest

from youju_eval.presentation.written import written


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.94545, "", "0.945"),
        (1.0, "", "1.000"),
        (29.24, "characters", "29.2"),
        (1234.5, "ms", "1,234"),
        (None, "", "-"),
        (-0.0001, "", "0.000"),
    ],
)
def test_values_are_written_by_their_unit(value, unit, expected):
    assert written(value, unit) == expected


def test_differences_have_a_sign_unless_they_round_to_nothing():
    assert written(0.05, sign=True) == "+0.050"
    assert written(-12.0, "ms", sign=True) == "-12"
    assert written(-0.0004, sign=True) == "0.000"
