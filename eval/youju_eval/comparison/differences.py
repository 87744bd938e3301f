"""One measure of two runs over the same questions: its difference, how sure it is, and who won.

``comparing`` decides which runs, measures and questions; the statistics themselves are in ``significance``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from youju.errors import Message
from youju_eval.results import MeasureResult

FEWEST = 25
"""Paired questions below which no test is believed, whatever it says."""
VISIBLE = 0.05
"""A difference of shares that matters to people: a test that would miss it had too few questions."""
SAME = 1e-9
"""Two values closer than this are equal: means of the same shares differ in their last bits."""


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """One measure of one run against the baseline, over the ``n`` questions it applies to in both.

    ``difference`` is the run minus the baseline, ``low`` and ``high`` its bootstrap interval. ``p`` is of
    the paired randomisation test, ``p_holm`` corrected over all tests of the comparison. ``wins`` are the
    questions on which the run is better; of a measure without a better side (a length), those on which it
    is higher. ``detectable`` is the smallest true difference that as many questions of this spread would
    show four times in five; None when nothing can be said (a single question).
    """

    run: int
    """Place of the run in ``Comparison.runs``; the baseline is 0."""
    measure: str
    n: int
    baseline: float
    value: float
    difference: float
    low: float
    high: float
    p: float
    p_holm: float
    wins: int
    losses: int
    ties: int
    detectable: float | None
    higher_is_better: bool | None = True
    unit: str = ""
    significant: bool = False
    """Whether ``p_holm`` is below one minus the level."""
    better: bool | None = None
    """Whether the run is shown to be better (or worse); None when neither is, or below ``FEWEST``."""
    too_few: bool = False
    """Whether there are too few questions to believe what is, or is not, seen here."""
    warning: Message | None = None
    """What ``too_few`` means for this measure."""


def paired_difference(
    first: Sequence[float],
    second: Sequence[float],
    *,
    run: int,
    measure: MeasureResult,
    seed: int,
    level: float,
) -> PairedDifference:
    """The difference of ``second`` to ``first``, question by question, not yet corrected or judged.

    Both hold the same questions in the same order, at least one. A single question has no interval but
    its own difference, and a p of 1.
    """
    from youju_eval.significance import bootstrap_interval, detectable_difference, paired_test

    changes = [_change(old, new) for old, new in zip(first, second, strict=True)]
    several = len(changes) > 1
    low, high = (
        bootstrap_interval(changes, seed=seed, level=level) if several else (changes[0], changes[0])
    )
    detectable = detectable_difference(changes, level=level) if several else math.inf
    p = paired_test(changes, [0.0] * len(changes), seed=seed) if several else 1.0
    up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
    wins, losses = (down, up) if measure.higher_is_better is False else (up, down)
    return PairedDifference(
        run=run,
        measure=measure.name,
        n=len(changes),
        baseline=fmean(first),
        value=fmean(second),
        difference=fmean(changes),
        low=low,
        high=high,
        p=p,
        p_holm=p,
        wins=wins,
        losses=losses,
        ties=len(changes) - up - down,
        detectable=detectable if math.isfinite(detectable) else None,
        higher_is_better=measure.higher_is_better,
        unit=measure.unit,
    )


def differing(one: PairedDifference) -> bool:
    """Whether any question differs; without one there is nothing to test, p is 1 whatever is true."""
    return one.ties < one.n


def corrected(
    differences: Sequence[PairedDifference], *, level: float
) -> tuple[PairedDifference, ...]:
    """The same differences with p corrected over all tests, and what can be said of each.

    Holm (1979) over those of which some question differs: a test that could only have given 1 is no
    chance of a false alarm (Tarone 1990).
    """
    from youju_eval.significance import holm

    p_values = iter(holm([one.p for one in differences if differing(one)]))
    final = (next(p_values) if differing(one) else 1.0 for one in differences)
    return tuple(
        _judged(replace(one, p_holm=p, significant=p < 1 - level))
        for one, p in zip(differences, final, strict=True)
    )


def _change(old: float, new: float) -> float:
    """The new value minus the old one, and exactly 0 when they differ by rounding only."""
    return 0.0 if abs(new - old) < SAME else new - old


def _judged(one: PairedDifference) -> PairedDifference:
    """The difference with its verdict and its warning."""
    better = None
    if one.significant and one.higher_is_better is not None and one.n >= FEWEST:
        better = (one.difference > 0) == one.higher_is_better
    warning = _warning(one)
    return replace(one, better=better, too_few=warning is not None, warning=warning)


def _warning(one: PairedDifference) -> Message | None:
    """Why this test is not to be believed; None when it is.

    Fewer than ``FEWEST`` pairs are never believed. With more, a difference that was shown stands, and
    one that was not shown means little when even ``VISIBLE`` would mostly have been missed. That is
    asked of shares only: what difference of characters matters is for people to say.
    """
    if one.n < FEWEST:
        return Message(
            zh=f"{one.measure}：只有 {one.n} 个成对的问题（至少要 {FEWEST} 个），检验不可信。",
            en=f"{one.measure}: only {one.n} paired questions ({FEWEST} at least): do not rely on the test.",
        )
    if one.unit or one.significant or one.detectable is None or one.detectable <= VISIBLE:
        return None
    return Message(
        zh=f"{one.measure}：{one.n} 个问题大多只能看出 {one.detectable:.3f} 以上的差异，"
        "没看出差异不等于没有差异。",
        en=f"{one.measure}: {one.n} questions mostly show differences of {one.detectable:.3f} and more; "
        "not seeing one is no proof that there is none.",
    )
