"""How sure a figure is, and whether two systems differ; what is compared is the callers' choice.

Every function is deterministic for its seed and does not depend on the order of the questions.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_CELLS = 2_000_000
"""Numbers drawn at a time: memory stays at some tens of megabytes for any number of questions."""
_NORMAL = NormalDist()
_EXACT = 12
"""Up to so many differing questions every assignment of signs is tried."""


def bootstrap_interval(
    values: Sequence[float], *, seed: int, level: float = 0.95, resamples: int = 2000
) -> tuple[float, float]:
    """The bootstrap interval of a mean, bias-corrected and accelerated (BCa; Efron 1987).

    The acceleration is the closed form for a mean, the skewness over 6·√n. Values that are all equal
    give that value twice.

    Raises:
        ValueError: there is no value.

    """
    ordered = np.sort(np.asarray(values, np.float64))
    if not len(ordered):
        raise ValueError("a mean of no values has no interval")
    if ordered[0] == ordered[-1]:
        return float(ordered[0]), float(ordered[0])
    means = _resampled_means(ordered, seed, resamples)
    mean = ordered.mean()
    near = 1e-12 * max(1.0, float(np.abs(ordered).max()))
    below = np.count_nonzero(means < mean - near) + np.count_nonzero(abs(means - mean) <= near) / 2
    bias = _NORMAL.inv_cdf(min(max(below, 0.5), resamples - 0.5) / resamples)
    spread = ordered - mean
    acceleration = float((spread**3).sum() / (6 * (spread**2).sum() ** 1.5))
    reaches = (bias + _NORMAL.inv_cdf((1 + side * level) / 2) for side in (-1, 1))
    shares = [_NORMAL.cdf(bias + reach / (1 - acceleration * reach)) for reach in reaches]
    low, high = np.quantile(means, shares)
    return float(low), float(high)


def wilson_interval(count: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval (1927) of a share ``count / n``.

    The one to use where all are alike: resampling then shows no doubt, however few there are.
    """
    part, z = count / n, _NORMAL.inv_cdf((1 + level) / 2)
    centre = (part + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(part * (1 - part) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, min(part, centre - half)), min(1.0, max(part, centre + half))


def paired_test(
    first: Sequence[float], second: Sequence[float], *, seed: int, resamples: int = 10_000
) -> float:
    """The two-sided p-value of the paired randomisation test of a difference in means.

    If the systems were alike, each question's difference could as well have the other sign (Fisher's
    test; Smucker, Allan & Carterette 2007). Exact for up to 12 differing questions; else from
    ``resamples`` random assignments, counting the one observed (Phipson & Smyth 2010). Systems that
    agree on every question give exactly 1.

    Raises:
        ValueError: the systems did not answer the same number of questions.

    """
    if len(first) != len(second):
        raise ValueError("a paired test needs the same questions on both sides")
    differences = np.asarray(first, np.float64) - np.asarray(second, np.float64)
    sizes = np.sort(np.abs(differences[differences != 0]))
    if not len(sizes):
        return 1.0
    observed = abs(differences.sum()) - 1e-9 * sizes.sum()
    if len(sizes) <= _EXACT:
        signs = 1 - 2 * ((np.arange(2 ** len(sizes))[:, None] >> np.arange(len(sizes))) & 1)
        return float(np.mean(np.abs(signs @ sizes) >= observed))
    sums = _signed_sums(sizes, seed, resamples)
    return float((1 + np.count_nonzero(np.abs(sums) >= observed)) / (1 + resamples))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values of several tests, corrected so that one false find among all stays rare.

    Holm's step-down procedure (1979); in the order given, at most 1.
    """
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda one: p_values[one])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        corrected[index] = highest
    return tuple(corrected)


def detectable_difference(
    differences: Sequence[float], *, power: float = 0.8, level: float = 0.95
) -> float:
    """The smallest true difference in means that a test on so many questions would probably find.

    From the spread of the paired differences seen, by the normal approximation (Cohen 1988; for
    retrieval Sakai 2016): ``power`` is the chance of finding it at significance ``1 - level``.
    Infinite for fewer than two questions; 0 when the systems never differ, whose spread says nothing.
    """
    if len(differences) < 2:
        return math.inf
    spread = float(np.std(np.asarray(differences, np.float64), ddof=1))
    return _reach(power, level) * spread / math.sqrt(len(differences))


def questions_needed(
    difference: float, *, spread: float, power: float = 0.8, level: float = 0.95
) -> int:
    """How many questions find a true difference, given the standard deviation of paired differences.

    Raises:
        ValueError: the difference is not above 0.

    """
    if difference <= 0:
        raise ValueError("no number of questions finds a difference of nothing")
    return max(1, math.ceil((_reach(power, level) * spread / difference) ** 2))


def _reach(power: float, level: float) -> float:
    """How many standard errors away a difference must be to be found."""
    return _NORMAL.inv_cdf((1 + level) / 2) + _NORMAL.inv_cdf(power)


def _resampled_means(
    ordered: NDArray[np.float64], seed: int, resamples: int
) -> NDArray[np.float64]:
    """Means of ``resamples`` samples with replacement; few distinct values are drawn by their counts."""
    generator = np.random.default_rng(seed)
    distinct, counts = np.unique(ordered, return_counts=True)
    n = len(ordered)
    if len(distinct) * 8 <= n:
        drawn = generator.multinomial(n, counts / n, size=resamples)
        return drawn @ distinct / n
    means = np.empty(resamples)
    step = max(1, _CELLS // n)
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        means[start : start + size] = ordered[generator.integers(n, size=(size, n))].mean(axis=1)
    return means


def _signed_sums(sizes: NDArray[np.float64], seed: int, resamples: int) -> NDArray[np.float64]:
    """Sums of the differences with random signs; few distinct sizes are drawn by their counts."""
    generator = np.random.default_rng(seed)
    distinct, counts = np.unique(sizes, return_counts=True)
    n = len(sizes)
    if len(distinct) * 8 <= n:
        positive = generator.binomial(counts, 0.5, size=(resamples, len(counts)))
        return (2 * positive - counts) @ distinct
    sums = np.empty(resamples)
    step = max(1, _CELLS // n)
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        positive = generator.integers(2, size=(size, n), dtype=np.int8)
        sums[start : start + size] = 2 * (positive @ sizes) - sizes.sum()
    return sums
