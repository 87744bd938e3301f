"""How likely a passage answers a question: one number in [0, 1], comparable across questions.

A logistic model over a few features of the match. Its coefficients come from
``training/confidence.py``: questions of the CMRC 2018 and DRCD training sets against their own
passages (answered) and against the same library without them (not answered).
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Features(NamedTuple):
    """What the match of one passage looks like; each about between -1 and 1."""

    cosine: float
    margin: float
    """Cosine above the median candidate of this question: e5 cosines all lie close together."""
    first: float
    """1 over the rank the vectors gave it, 0 when only the words found it."""
    sentence: float
    """Share of the question's word weight in the best sentence with its context."""
    passage: float
    """The same over the whole passage with its context."""
    missing: float
    """Share of the question's word weight that stands nowhere in the library."""
    names: float
    """Share of the question's names (places, persons, organisations) in passage and context."""
    year: float
    figure: float


INTERCEPT = -0.038
COEFFICIENTS = Features(
    cosine=-11.607,
    margin=5.43,
    first=3.191,
    sentence=-0.905,
    passage=5.668,
    missing=1.421,
    names=3.749,
    year=1.165,
    figure=0.383,
)


def confidence(features: Features) -> float:
    """The probability that the passage answers."""
    total = INTERCEPT + sum(
        weight * value for weight, value in zip(COEFFICIENTS, features, strict=True)
    )
    return 1.0 / (1.0 + math.exp(-total))
