"""How good confidences and refusals are: Brier score, calibration error, log loss, AUROC, reactions.

Everything is computed from one list of outcomes; which settings they were made under is the callers'.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_eval.results import Estimate
from youju_eval.significance import bootstrap_interval, wilson_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

BINS = 10
_LEAST_IN_BIN = 10
_RESAMPLES = 1000
_FINITE = 1e-6


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question under some settings."""

    answerable: bool
    right: bool
    """What was answered at a threshold of 0 is right."""
    answered: bool
    """Something was answered at a threshold of 0."""
    confidence: float
    kept: bool
    """The settings' threshold lets the answer through."""

    @property
    def reaction(self) -> bool:
        """A right answer was given, or an unanswerable question refused."""
        return self.right if self.kept else not self.answerable


@dataclass(frozen=True, slots=True)
class Figures:
    """How good some settings are; shares and scores in [0, 1].

    The first four are over every answer at a threshold of 0 (an unanswerable question's is wrong), the
    others over the reactions at the threshold. Intervals are of 95 %, by bootstrap over questions (``share`` where all are alike).
    """

    brier: Estimate
    """Mean squared distance between confidence and being right (Brier 1950); lower is better."""
    calibration_error: Estimate
    """Expected calibration error (Guo et al. 2017) over bins of equal mass; lower is better."""
    log_loss: Estimate
    """Mean negative log likelihood; lower is better."""
    auroc: Estimate
    """How likely a right answer has the higher confidence than a wrong one; 0.5 is chance."""
    right_reactions: Estimate
    """Of all questions: right answer given, or unanswerable question refused."""
    false_refusals: Estimate
    """Of the answerable questions: refused."""
    refusal_precision: Estimate
    """Of the refused questions: unanswerable."""
    refusal_recall: Estimate
    """Of the unanswerable questions: refused."""
    risk: Estimate
    """Of the answers given: wrong."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence: mean confidence, share right with Wilson's interval."""

    n: int
    confidence: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of questions answered at a threshold, and the share of those answers that is wrong."""

    coverage: float
    risk: float


def figures(outcomes: Sequence[Outcome], *, seed: int) -> Figures:
    """Every figure of some outcomes."""
    answers = [one for one in outcomes if one.answered]
    bins = reliability(outcomes)
    error = sum(one.n * abs(one.confidence - one.right) for one in bins) / max(1, len(answers))
    refused = [one for one in outcomes if not one.kept]
    kept = [one for one in outcomes if one.kept]
    return Figures(
        brier=mean([brier(one) for one in answers], seed=seed),
        calibration_error=Estimate(error if bins else None, n=len(answers)),
        log_loss=mean([_log_loss(one) for one in answers], seed=seed),
        auroc=_auroc(answers, seed=seed),
        right_reactions=share([one.reaction for one in outcomes], seed=seed),
        false_refusals=share([not one.kept for one in outcomes if one.answerable], seed=seed),
        refusal_precision=share([not one.answerable for one in refused], seed=seed),
        refusal_recall=share([not one.kept for one in outcomes if not one.answerable], seed=seed),
        risk=share([not one.right for one in kept], seed=seed),
    )


def mean(values: Sequence[float], *, seed: int) -> Estimate:
    """A mean with its bootstrap interval; without values there is none."""
    if not values:
        return Estimate(None)
    low, high = bootstrap_interval(values, seed=seed, level=0.95, resamples=_RESAMPLES)
    return Estimate(math.fsum(values) / len(values), low, high, len(values))


def share(holds: Sequence[bool], *, seed: int) -> Estimate:
    """A share with its interval: Wilson's where all are alike, as resampling then shows no doubt."""
    if holds and len(set(holds)) == 1:
        low, high = wilson_interval(sum(holds), len(holds))
        return Estimate(float(holds[0]), low, high, len(holds))
    return mean([float(one) for one in holds], seed=seed)


def brier(outcome: Outcome) -> float:
    """The squared distance between how sure an answer was and whether it was right."""
    return (outcome.confidence - outcome.right) ** 2


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Answers in bins of equal mass, by confidence; equal confidences stay in one bin.

    At most ten bins, of at least ten answers each where there are as many (Nguyen & O'Connor 2015 bin by mass for the same
    reason: bins of equal width are nearly empty where confidences are rare).
    """
    answers = sorted((one.confidence, one.right) for one in outcomes if one.answered)
    bins = max(1, min(BINS, len(answers) // _LEAST_IN_BIN))
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    first: dict[float, int] = {}
    for position, answer in enumerate(answers):
        part = first.setdefault(answer[0], position * bins // len(answers))
        parts[part].append(answer)
    for lower, upper in itertools.pairwise(parts):
        if lower and len(upper) < _LEAST_IN_BIN:
            lower.extend(upper)
            upper.clear()
    return tuple(_bin(part) for part in parts if part)


def risk_coverage(outcomes: Sequence[Outcome]) -> tuple[CurvePoint, ...]:
    """Risk over coverage, answer by answer from the surest on (El-Yaniv & Wiener 2010).

    Coverage counts every question, also unanswerable ones, whose answers are wrong. No threshold
    splits equal confidences: between them the risk is that of a random order.
    """
    levels: dict[float, list[bool]] = {}
    for one in outcomes:
        if one.answered:
            levels.setdefault(one.confidence, []).append(one.right)
    points: list[CurvePoint] = []
    count, wrong = 0, 0.0
    for level in sorted(levels, reverse=True):
        share = levels[level].count(False) / len(levels[level])
        for _ in levels[level]:
            count += 1
            wrong += share
            points.append(CurvePoint(count / len(outcomes), wrong / count))
    return tuple(points)


def operating_point(outcomes: Sequence[Outcome]) -> CurvePoint | None:
    """Risk and coverage of the answers that are let through; None when none is."""
    kept = [one for one in outcomes if one.kept]
    if not kept:
        return None
    return CurvePoint(len(kept) / len(outcomes), sum(not one.right for one in kept) / len(kept))


def _bin(answers: Sequence[tuple[float, bool]]) -> Bin:
    """One bin."""
    n, right = len(answers), sum(right for _, right in answers)
    low, high = wilson_interval(right, n)
    return Bin(n, math.fsum(confidence for confidence, _ in answers) / n, right / n, low, high)


def _log_loss(outcome: Outcome) -> float:
    """The negative log likelihood of one answer, kept finite."""
    sure = min(1 - _FINITE, max(_FINITE, outcome.confidence))
    return -math.log(sure if outcome.right else 1 - sure)


def _auroc(answers: Sequence[Outcome], *, seed: int) -> Estimate:
    """AUROC of right against wrong with a bootstrap interval that keeps both numbers."""
    import numpy as np

    right = np.array(sorted(one.confidence for one in answers if one.right))
    wrong = np.array(sorted(one.confidence for one in answers if not one.right))
    if not len(right) or not len(wrong):
        return Estimate(None, n=len(answers))
    generator = np.random.default_rng(seed)
    drawn = [
        _wins(generator.choice(right, len(right)), np.sort(generator.choice(wrong, len(wrong))))
        for _ in range(_RESAMPLES)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Estimate(_wins(right, wrong), float(low), float(high), len(answers))


def _wins(right: Numbers, wrong: Numbers) -> float:
    """The share of pairs in which the right answer is surer, ties half (Mann & Whitney 1947)."""
    import numpy as np

    below = np.searchsorted(wrong, right, side="left")
    upto = np.searchsorted(wrong, right, side="right")
    return float(np.mean(below + upto) / (2 * len(wrong)))
