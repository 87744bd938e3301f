"""How likely a passage answers a question: one number in [0, 1], comparable across questions.

A logistic model over a few features of the match. Its coefficients come from
``training/confidence.py``: questions of the CMRC 2018 and DRCD training sets against their own
passages (answered) and against the same library without them (not answered). A library's own settings
may scale it: ``youju eval calibrate`` fits them, and ``answering.refusal`` takes off what contradicts.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Features(NamedTuple):
    """What the match of one passage looks like, each about between -1 and 1; more is better."""

    near: float
    """How near its cosine is to the best one's (``nearness``), 0 when only words were searched."""
    passage: float
    """Share of the question's word weight in the passage with its context."""
    names: float
    """Share of the question's names (places, persons, organisations) there; of its words without."""
    year: float
    """From -1, another year, to 1, the year asked for."""
    figure: float
    """From -1, no figure where one is asked for, to 1, one in the very unit."""
    kind: float
    """1 when a person or place is asked for and the passage names one, -1 when it names none."""
    open: float
    """1 for a question that wants no figure or name: its words say less about its answer."""


NEAR = 0.02
"""The gap of cosines that leaves 1/e: about that between the first and the third passage."""
INTERCEPT = -5.957
COEFFICIENTS = Features(
    near=2.325,
    passage=4.853,
    names=2.298,
    year=0.886,
    figure=0.153,
    kind=0.068,
    open=0.269,
)


class Reading(NamedTuple):
    """What the bundled reader says of the passage (``retrieval.reading``), as logits."""

    relevance: float
    margin: float


class ReadingCoefficients(NamedTuple):
    """Of the second model, over the first one's logit and a reading."""

    intercept: float
    first: float
    relevance: float
    margin: float


READ = ReadingCoefficients(intercept=0.673, first=0.298, relevance=0.448, margin=0.101)
"""From ``training/reading.py``, on questions whose articles the reader has not seen."""
_FURTHEST = 12.0
"""Logits of a reading beyond this say no more."""


class Scaling(NamedTuple):
    """Platt's scaling of the score, sigmoid(slope · logit(score) + intercept); as it is, no change.

    A positive slope never changes the order of two scores. (Platt 1999, Probabilistic outputs for
    support vector machines; ``retrieval.score_slope`` and ``retrieval.score_intercept``.)
    """

    slope: float = 1.0
    intercept: float = 0.0


UNSCALED = Scaling()


def confidence(
    features: Features, scaling: Scaling = UNSCALED, *, reading: Reading | None = None
) -> float:
    """The probability that the passage answers, by its match and, where it was read, its reading."""
    total = matching(features)
    if reading is not None:
        total = (
            READ.intercept
            + READ.first * total
            + READ.relevance * within(reading.relevance)
            + READ.margin * within(reading.margin)
        )
    return _sigmoid(scaling.slope * total + scaling.intercept)


def nearness(behind: float) -> float:
    """In (0, 1]: 1 for the passage nearest the question, less for a cosine behind the best one's.

    No rank: ranks jump where vectors are computed a little differently.
    """
    return math.exp(-behind / NEAR)


def matching(features: Features) -> float:
    """The logit by the match alone."""
    return INTERCEPT + sum(
        weight * value for weight, value in zip(COEFFICIENTS, features, strict=True)
    )


def within(logit: float) -> float:
    """A logit of a reading, no further out than it means something."""
    return max(-_FURTHEST, min(_FURTHEST, logit))


def _sigmoid(value: float) -> float:
    """The logistic function, without overflow on either side."""
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))
