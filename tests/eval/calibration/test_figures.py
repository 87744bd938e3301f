"""Figures of confidences by hand, bins and risks that do not depend on the order of equals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju_eval.calibration.figures import Outcome, figures, reliability, risk_coverage


def outcome(sure, right, *, answerable=True, kept=True):
    return Outcome(answerable, right, True, sure, kept)


def test_figures_by_hand():
    found = [
        outcome(0.9, True),
        outcome(0.8, False),
        outcome(0.3, True, kept=False),
        outcome(0.6, False, answerable=False),
        outcome(0.1, False, answerable=False, kept=False),
    ]
    values = figures(found, seed=0)
    assert values.brier.value == pytest.approx((0.01 + 0.64 + 0.49 + 0.36 + 0.01) / 5)
    assert values.calibration_error.value == pytest.approx(abs(2.7 / 5 - 2 / 5))
    assert values.auroc.value == pytest.approx((3 + 1) / 6)
    assert values.log_loss.value == pytest.approx(
        -(math.log(0.9) + math.log(0.2) + math.log(0.3) + math.log(0.4) + math.log(0.9)) / 5
    )
    assert values.right_reactions.value == pytest.approx(2 / 5)
    assert values.false_refusals.value == pytest.approx(1 / 3)
    assert values.refusal_recall.value == pytest.approx(1 / 2)
    assert values.refusal_precision.value == pytest.approx(1 / 2)
    assert values.risk.value == pytest.approx(2 / 3)


def test_a_share_of_all_is_not_certain():
    values = figures(
        [outcome(0.9, True)] * 10 + [outcome(0.1, False, answerable=False)] * 10, seed=0
    )
    assert values.false_refusals.value == 0.0
    assert 0.2 < values.false_refusals.high < 0.4


@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.7, 0.71, 0.95]), st.booleans()), max_size=200)
)
def test_bins_hold_every_answer_once_and_never_split_equal_confidences(rows):
    bins = reliability([outcome(sure, right) for sure, right in rows])
    assert sum(one.n for one in bins) == len(rows)
    assert all(one.low <= one.right <= one.high for one in bins)
    means = [one.confidence for one in bins]
    assert means == sorted(means)
    assert len(bins) <= len({sure for sure, _ in rows})


def test_risk_between_equal_confidences_is_that_of_a_random_order():
    points = risk_coverage([outcome(0.9, True), outcome(0.5, False), outcome(0.5, True)])
    assert [point.coverage for point in points] == pytest.approx([1 / 3, 2 / 3, 1])
    assert [point.risk for point in points] == pytest.approx([0, 0.25, 1 / 3])
