"""The calibrated score: the numbers that ship are those of the training log, and behave."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from youju.retrieval.confidence import COEFFICIENTS, INTERCEPT, Features, confidence

LOG = Path(__file__).parents[3] / "training" / "confidence.json"
WORST = Features(first=0, passage=0, names=0, year=-1, figure=-1, kind=-1, open=0)
BEST = Features(first=1, passage=1, names=1, year=1, figure=1, kind=1, open=0)


def test_the_coefficients_are_those_of_the_training_log():
    log = json.loads(LOG.read_text(encoding="utf-8"))
    assert log["intercept"] == INTERCEPT
    assert log["coefficients"] == COEFFICIENTS._asdict()


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
