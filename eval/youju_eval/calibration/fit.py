"""Fits a scaling of scores and a refusal threshold to cases; what a case is and what to say is others'.

Every function looks at cases in the order given and depends on that order nowhere but in the folds,
which are drawn by seed: callers sort by id.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_eval.calibration.cases import Case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_SLOPES = (0.01, 20.0)
"""The slope must stay positive, so that scaling never changes an order."""
_INTERCEPTS = (-50.0, 50.0)
_HAIR = 1e-9
_DIGITS = 4
"""Digits of what is written into the settings: all that is fitted after them is fitted to these."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The three settings that decide how sure an answer is and whether it is given."""

    threshold: float
    slope: float = 1.0
    intercept: float = 0.0


def confidences(cases: Sequence[Case], *, slope: float, intercept: float) -> list[float]:
    """How sure the system is under a scaling, as ``youju.retrieval.confidence`` computes it."""
    return [case.discount * _sigmoid(slope * case.logit + intercept) for case in cases]


def fit(cases: Sequence[Case], *, maximum_false_refusals: float | None) -> Fitted:
    """Scaling and threshold of some cases, the threshold for the scaled confidence."""
    slope, intercept = fit_scaling(cases)
    threshold = choose_threshold(
        cases,
        confidences(cases, slope=slope, intercept=intercept),
        maximum_false_refusals=maximum_false_refusals,
    )
    return Fitted(threshold, slope, intercept)


def fit_scaling(cases: Sequence[Case]) -> tuple[float, float]:
    """Slope and intercept that make confidences the probability of being right.

    Platt's scaling (1999, Probabilistic outputs for support vector machines) with his smoothed
    targets (N₊+1)/(N₊+2) and 1/(N₋+2), which keep the slope finite where right and wrong separate;
    maximum likelihood, each probability multiplied by its case's discount. Only answers count.
    """
    import numpy as np
    from scipy.optimize import minimize

    answers = [case for case in cases if case.answered]
    right = np.array([case.right for case in answers], dtype=bool)
    logits = np.array([case.logit for case in answers])
    discounts = np.array([case.discount for case in answers])
    positives, negatives = int(right.sum()), int((~right).sum())
    targets = np.where(right, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def loss(parameters: Numbers) -> tuple[float, Numbers]:
        plain = 1 / (1 + np.exp(-np.clip(parameters[0] * logits + parameters[1], -700, 700)))
        scaled = np.clip(discounts * plain, 1e-12, 1 - 1e-12)
        value = -float(np.sum(targets * np.log(scaled) + (1 - targets) * np.log1p(-scaled)))
        by_total = (scaled - targets) / (1 - scaled) * (1 - plain)
        return value, np.array([float(by_total @ logits), float(by_total.sum())])

    if not answers:
        return 1.0, 0.0
    found = minimize(
        loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[_SLOPES, _INTERCEPTS]
    )
    return round(float(found.x[0]), _DIGITS), round(float(found.x[1]), _DIGITS)


def choose_threshold(
    cases: Sequence[Case], sure: Sequence[float], *, maximum_false_refusals: float | None
) -> float:
    """The threshold with the most right reactions: right answers kept, unanswerable questions refused.

    At most the share ``maximum_false_refusals`` of the answerable questions may be refused; where
    even a threshold of 0 refuses more, it is 0. Every threshold between two neighbouring confidences
    reacts alike: the middle of the flat stretch is chosen, of several equal ones the lowest, which
    refuses least.
    """
    answerable = sum(case.answerable for case in cases)
    allowed = math.inf if maximum_false_refusals is None else maximum_false_refusals * answerable
    gains, refusals = Counter[float](), Counter[float]()
    for case, confidence in zip(cases, sure, strict=True):
        if case.answered:
            gains[confidence] += (not case.answerable) - (case.answerable and case.right)
            refusals[confidence] += case.answerable
    levels = sorted(gains)
    gain, refused = 0.0, float(sum(case.answerable and not case.answered for case in cases))
    best, low, high, growing = gain, 0.0, [*levels, 1.0][0], True
    for level, following in itertools.pairwise([*levels, 1.0]):
        gain += gains[level]
        refused += refusals[level]
        if level >= 1 or refused > allowed + _HAIR:
            break
        if gain > best:
            best, low, high, growing = gain, level, following, True
        elif gain == best and growing:
            high = following
        else:
            growing = False
    return _middle(low, high)


def split_folds(cases: Sequence[Case], *, folds: int, seed: int) -> tuple[tuple[int, ...], ...]:
    """The positions of the cases of each fold: about as many of each kind, no group in two of them.

    Groups are dealt out largest first to the fold that is furthest behind, as in scikit-learn's
    StratifiedGroupKFold. With fewer groups than folds, or where groups leave a fold or all others
    without a kind, each question is its own group.
    """
    names = [case.group for case in cases]
    parts = _dealt(cases, names, folds=folds, seed=seed)
    if len(set(names)) >= folds and _usable(cases, parts):
        return parts
    return _dealt(cases, [case.id for case in cases], folds=folds, seed=seed)


def _dealt(
    cases: Sequence[Case], names: Sequence[str], *, folds: int, seed: int
) -> tuple[tuple[int, ...], ...]:
    """Deal groups out to folds."""
    import numpy as np

    groups: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        groups.setdefault(name, []).append(position)
    shuffled = np.random.default_rng(seed).permutation(sorted(groups)).tolist()
    order: list[str] = sorted(shuffled, key=lambda name: -len(groups[name]))
    totals = Counter(case.answerable for case in cases)
    parts: list[list[int]] = [[] for _ in range(folds)]
    counts = [Counter[bool]() for _ in range(folds)]
    for name in order:
        added = Counter(cases[position].answerable for position in groups[name])
        behind = [
            sum(
                share / totals[kind] * counts[fold][kind] / totals[kind]
                for kind, share in added.items()
            )
            for fold in range(folds)
        ]
        fold = min(range(folds), key=lambda one: (behind[one], len(parts[one]), one))
        parts[fold].extend(groups[name])
        counts[fold] += added
    return tuple(tuple(sorted(part)) for part in parts)


def _usable(cases: Sequence[Case], parts: Sequence[Sequence[int]]) -> bool:
    """Whether every fold has cases and its complement has both kinds."""
    totals = Counter(case.answerable for case in cases)
    for part in parts:
        inside = Counter(cases[position].answerable for position in part)
        if not part or any(inside[kind] >= totals[kind] for kind in (True, False)):
            return False
    return True


def _middle(low: float, high: float) -> float:
    """The middle of a stretch in as few digits as stay inside it."""
    middle = (low + high) / 2
    for digits in range(_DIGITS, 16):
        short = round(middle, digits)
        if low < short <= high or short == low == 0:
            return short
    return high


def _sigmoid(value: float) -> float:
    """The logistic function, without overflow on either side."""
    return 1 / (1 + math.exp(-value)) if value >= 0 else math.exp(value) / (1 + math.exp(value))
