"""aurc: whether the confidence tells right answers from wrong ones, as the area under a curve.

Answering only the questions the system is surest of (coverage), how many of them go wrong (risk)?
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from youju_eval.measures.base import SetMeasure
from youju_eval.measures.right_reaction import right_reaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from youju_eval.measures.base import Pair


def aurc(pairs: Sequence[Pair]) -> float | None:
    """The mean risk over all coverages 1/n … 1 (Geifman & El-Yaniv 2017); lower is better.

    Questions are covered from the highest confidence down, refused ones too; without a confidence
    they come last. Wrong is whatever is no ``right_reaction``. Questions of one confidence come in
    every order, so each has the mean of its tie. None when no confidence is stated.
    """
    covered, wrong, _ = _steps(pairs)
    if not len(covered):
        return None
    sizes, before = np.diff(covered, prepend=0), np.concatenate(([0.0], wrong[:-1]))
    position = np.arange(1, covered[-1] + 1)
    step = np.repeat(np.arange(len(sizes)), sizes)
    rate = np.diff(wrong, prepend=0.0) / sizes
    expected = before[step] + rate[step] * (position - (covered - sizes)[step])
    return float(np.mean(expected / position))


def risk_coverage(pairs: Sequence[Pair]) -> tuple[tuple[float, float, float], ...]:
    """The curve as (coverage, risk, confidence), one point for each confidence, from the highest.

    Each point says: of the questions at or above this confidence, which are this share of all, this
    share goes wrong. Empty when no confidence is stated.
    """
    covered, wrong, confidence = _steps(pairs)
    return tuple(
        (float(count / covered[-1]), float(bad / count), float(level))
        for count, bad, level in zip(covered, wrong, confidence, strict=True)
    )


def _steps(
    pairs: Sequence[Pair],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """At each confidence, from the highest: questions covered, those of them wrong, the confidence."""
    judged = [
        (prediction.confidence, reaction)
        for question, prediction in pairs
        if (reaction := right_reaction(question, prediction)) is not None
    ]
    if all(confidence is None for confidence, _ in judged):
        judged = []
    stated = np.array([confidence or 0.0 for confidence, _ in judged], np.float64)
    wrong = np.array([1.0 - reaction for _, reaction in judged], np.float64)
    levels, step = np.unique(-stated, return_inverse=True)
    covered = np.cumsum(np.bincount(step, minlength=len(levels)), dtype=np.int64)
    failed = np.cumsum(np.bincount(step, wrong, minlength=len(levels)), dtype=np.float64)
    return covered, failed, -levels


AURC = SetMeasure("aurc", aurc, higher_is_better=False)
