"""Limits as people write them, and what is none."""

import pytest

from youju.errors import EvaluationError
from youju_eval.gate import parse_limits


def limits(*texts):
    return parse_limits(texts, option="--fail-under")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R@5=0.9", ("R@5", "", 0.9)),
        (" nDCG@10 = 1 ", ("nDCG@10", "", 1.0)),
        ("R@5=90%", ("R@5", "", 0.9)),
        ("R@5＝９０％", ("R@5", "", 0.9)),
        ("evidence@1:figure=.5", ("evidence@1", "figure", 0.5)),
        ("evidence@1:generated:figure=0.5", ("evidence@1", "generated:figure", 0.5)),
        ("evidence@1：数字=0.5", ("evidence@1", "数字", 0.5)),
        ("latency_p95=1e3", ("latency_p95", "", 1000.0)),
    ],
)
def test_limits_are_read(text, expected):
    (limit,) = limits(text)
    assert (limit.measure, limit.type, limit.bound) == expected


@pytest.mark.parametrize(
    "text", ["", "R@5", "R@5=", "=0.9", "R@5=high", "R@5=-1", "R@5=nan", "R@5=inf", "R@5=0.9=1", ":a=1", "R@5:=1"]
)  # fmt: skip
def test_what_is_no_limit_is_refused_with_how_to_write_one(text):
    with pytest.raises(EvaluationError, match=r"R@5=0\.9") as caught:
        limits(text)
    assert "--fail-under" in caught.value.message.zh
