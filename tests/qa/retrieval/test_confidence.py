"""The calibrated score: the numbers that ship are those of the training log, and behave."""

import json
import math
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from youju.retrieval.confidence import (
    COEFFICIENTS,
    INTERCEPT,
    READ,
    UNSCALED,
    Features,
    Reading,
    Scaling,
    confidence,
)

LOG = Path(__file__).parents[3] / "training" / "confidence.json"
WORST = Features(near=0, passage=0, names=0, year=-1, figure=-1, kind=-1, open=0)
BEST = Features(near=1, passage=1, names=1, year=1, figure=1, kind=1, open=0)


def test_the_coefficients_are_those_of_the_training_log():
    log = json.loads(LOG.read_text(encoding="utf-8"))
    assert log["intercept"] == INTERCEPT
    assert log["coefficients"] == COEFFICIENTS._asdict()


def test_the_coefficients_of_a_reading_are_those_of_its_training_log():
    log = json.loads((LOG.parent / "reading.json").read_text(encoding="utf-8"))
    assert (log["intercept"], *log["coefficients"].values()) == READ


def test_a_reading_moves_the_score_its_own_way():
    middling = Features(near=0.5, passage=0.5, names=0.5, year=0, figure=0, kind=0, open=0)
    scores = [
        confidence(middling, reading=Reading(logit, 2 * logit)) for logit in (-30, -6, 0, 6, 30)
    ]
    assert scores == sorted(scores)
    assert scores[0] < confidence(middling) < scores[-1]


def test_a_perfect_match_is_sure_and_none_is_not():
    assert confidence(BEST) > 0.95
    assert confidence(WORST) < 0.05


@given(
    st.builds(Features, *[st.floats(-1, 1)] * len(Features._fields)),
    st.sampled_from([name for name in Features._fields if name != "open"]),
    st.floats(0, 1),
)
def test_a_better_match_is_never_less_likely(features, name, more):
    better = features._replace(**{name: getattr(features, name) + more})
    assert 0 <= confidence(features) <= confidence(better) <= 1


features = st.builds(Features, *[st.floats(-1, 1)] * len(Features._fields))
scalings = st.builds(Scaling, st.floats(0.01, 20), st.floats(-10, 10))


@given(features)
def test_without_a_scaling_the_score_is_the_models(some):
    assert confidence(some, UNSCALED) == confidence(some)


@given(features, scalings)
def test_a_scaling_works_on_the_log_odds(some, scaling):
    plain = confidence(some)
    logit = math.log(plain / (1 - plain))
    expected = 1 / (1 + math.exp(-(scaling.slope * logit + scaling.intercept)))
    assert math.isclose(confidence(some, scaling), expected, rel_tol=1e-6)


@given(features, features, scalings)
def test_a_scaling_keeps_the_order(one, other, scaling):
    low, high = sorted((one, other), key=confidence)
    assert 0 <= confidence(low, scaling) <= confidence(high, scaling) <= 1


def test_the_widest_scaling_the_settings_allow_does_not_overflow():
    for intercept in (-1000.0, 1000.0):
        for match in (BEST, WORST):
            assert 0 <= confidence(match, Scaling(1000.0, intercept)) <= 1
