"""Whether a result is good enough: limits on measures, and on how far they may fall behind a baseline.

How limits are written is in ``limits``, what is said of each in ``messages``; JUnit and tables are
made of the ``Gate`` elsewhere, and what a failed gate does to a process is the command line's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from youju.errors import EvaluationError, Message
from youju_eval.comparison.differences import PairedDifference, paired_difference
from youju_eval.gate.limits import Limit
from youju_eval.gate.messages import (
    Found,
    Kind,
    check_name,
    ensure_sensible,
    note_on_baseline,
    said_of_absence,
    said_of_change,
    said_of_value,
)
from youju_eval.presentation.notes import notes_on
from youju_eval.results import Result

TOLERANCE = 1e-9
"""A mean of shares is wrong in its last bits: 0.9 must not fail for being 0.8999999999999999."""


@dataclass(frozen=True, slots=True)
class Check:
    """One limit against one value; shares in [0, 1], else in the measure's ``unit``.

    ``bound`` bounds ``value`` itself; for ``max_drop`` it bounds the worsening from ``baseline``.
    """

    name: str
    """The limit as text: ``R@5 >= 0.900``."""
    kind: Kind
    measure: str
    type: str
    """Type of the questions it was asked of; empty for all."""
    value: float | None
    """None when the result does not hold the measure: that fails."""
    bound: float
    passed: bool
    message: Message
    baseline: float | None = None
    p: float | None = None
    """Of the paired test against the baseline, for ``max_drop``: a change may be chance."""
    unit: str = ""
    n: int = 0
    """Questions behind the value."""


@dataclass(frozen=True, slots=True)
class Gate:
    """All checks of a result; it passed when each of them did."""

    set: str
    system: str
    passed: bool
    checks: tuple[Check, ...]
    notes: tuple[Message, ...]
    """What does not fail the gate but should be known."""


def check_gate(
    result: Result,
    *,
    fail_under: Sequence[Limit] = (),
    fail_over: Sequence[Limit] = (),
    max_drop: Sequence[Limit] = (),
    baseline: Result | None = None,
) -> Gate:
    """Check a result against limits, in the order given.

    Args:
        result: what is checked.
        fail_under: the least value of measures of which more is better.
        fail_over: the highest value of measures of which less is better (``aurc``, latencies).
        max_drop: how much worse than the baseline a measure may be: lower where more is better, higher
            where less is, either way for a length. A percentage of a measure with a unit is relative to
            the baseline; of a share it means hundredths.
        baseline: a result over the same set.

    Raises:
        EvaluationError: there is nothing to check, a limit is on the wrong side or out of range,
            ``max_drop`` has no baseline, or the baseline is over another set.

    """
    if not (fail_under or fail_over or max_drop):
        raise EvaluationError(
            zh="没有要检查的条件。例如：--fail-under R@5=0.9，"
            "或 --max-drop nDCG@10=0.01 --baseline 基线/result.json。",
            en="There is nothing to check. Write --fail-under R@5=0.9, "
            "or --max-drop nDCG@10=0.01 --baseline base/result.json.",
        )
    checks = [_absolute(result, limit, Kind.FAIL_UNDER) for limit in fail_under]
    checks += [_absolute(result, limit, Kind.FAIL_OVER) for limit in fail_over]
    if max_drop:
        same = _same_set(result, baseline)
        checks += [_relative(result, same, limit) for limit in max_drop]
    unused = (note_on_baseline(),) if baseline is not None and not max_drop else ()
    return Gate(
        set=result.set.name,
        system=result.system.label,
        passed=all(check.passed for check in checks),
        checks=tuple(checks),
        notes=(*notes_on(result), *unused),
    )


def _same_set(result: Result, baseline: Result | None) -> Result:
    """The baseline, which must be over the same questions and gold."""
    if baseline is None:
        raise EvaluationError(
            zh="--max-drop 要和基线比较：请加上 --baseline 文件夹，或 --baseline 基线/result.json。",
            en="--max-drop compares with a baseline: add --baseline FOLDER or --baseline base/result.json.",
        )
    if baseline.set.sha256 == result.set.sha256:
        return baseline
    raise EvaluationError(
        zh=f"基线的评测集（{baseline.set.name}，{baseline.set.sha256[:8]}，{baseline.set.questions} 题）"
        f"与结果的（{result.set.name}，{result.set.sha256[:8]}，{result.set.questions} 题）不同，"
        "差值没有意义。请在同一评测集上重跑基线：youju eval run；"
        "只想看共同的问题，请用 youju eval compare。",
        en=f"The baseline is over another set ({baseline.set.name}, {baseline.set.sha256[:8]}, "
        f"{baseline.set.questions} questions) than the result ({result.set.name}, "
        f"{result.set.sha256[:8]}, {result.set.questions} questions): a drop would mean nothing. "
        "Run the baseline again over this set with youju eval run, or look at the common questions "
        "with youju eval compare.",
    )


def _absolute(result: Result, limit: Limit, kind: Kind) -> Check:
    """A value against its own bound."""
    found = _found(result, limit, kind)
    if found is None:
        return _absent(limit, kind, said_of_absence(limit, result, of_baseline=False))
    passed = (
        found.value >= limit.bound - TOLERANCE
        if kind == Kind.FAIL_UNDER
        else found.value <= limit.bound + TOLERANCE
    )
    message = said_of_value(limit, found, kind=kind, passed=passed)
    return _check(limit, kind, found, bound=limit.bound, passed=passed, message=message)


def _relative(result: Result, baseline: Result, limit: Limit) -> Check:
    """A value against the baseline's."""
    after = _found(result, limit, Kind.MAX_DROP)
    before = _found(baseline, limit, Kind.MAX_DROP)
    if after is None or before is None:
        lacking = result if after is None else baseline
        said = said_of_absence(limit, lacking, of_baseline=after is not None)
        return _absent(limit, Kind.MAX_DROP, said)
    relative = limit.percent and bool(after.unit)
    allowed = limit.bound * abs(before.value) if relative else limit.bound
    passed = _worsening(before, after) <= allowed + TOLERANCE
    pairs = _pairs(result, baseline, limit)
    message = said_of_change(limit, before, after, allowed=allowed, passed=passed, pairs=pairs)
    check = _check(limit, Kind.MAX_DROP, after, bound=allowed, passed=passed, message=message)
    return replace(check, baseline=before.value, p=pairs.p if pairs else None)


def _pairs(result: Result, baseline: Result, limit: Limit) -> PairedDifference | None:
    """The change question by question; None for a measure of the whole set."""
    measure = result.measure(limit.measure)
    old = {one.id: one.values for one in baseline.questions}
    pairs = [
        (old[one.id][measure.name], one.values[measure.name])
        for one in result.questions
        if limit.type in {"", one.type}
        and measure.name in one.values
        and measure.name in old.get(one.id, {})
    ]
    if not pairs or not measure.per_question:
        return None
    first, second = zip(*pairs, strict=True)
    return paired_difference(first, second, run=1, measure=measure, seed=result.seed, level=0.95)


def _worsening(before: Found, after: Found) -> float:
    """How much worse the second is; negative when it is better."""
    change = after.value - before.value
    if after.better is None:
        return abs(change)
    return -change if after.better else change


def _found(result: Result, limit: Limit, kind: Kind) -> Found | None:
    """The value the limit is about; None when the result does not hold it.

    Raises:
        EvaluationError: the limit makes no sense for this measure.

    """
    measure = next((one for one in result.measures if one.name == limit.measure), None)
    if measure is None:
        return None
    ensure_sensible(limit, measure, kind=kind)
    estimate = measure.by_type.get(limit.type) if limit.type else measure.overall
    if estimate is None or estimate.value is None:
        return None
    return Found(
        value=estimate.value,
        n=estimate.n,
        low=estimate.low,
        high=estimate.high,
        unit=measure.unit,
        better=measure.higher_is_better,
    )


def _absent(limit: Limit, kind: Kind, message: Message) -> Check:
    """The failed check of a value that is not there."""
    return Check(
        name=check_name(limit, kind),
        kind=kind,
        measure=limit.measure,
        type=limit.type,
        value=None,
        bound=limit.bound,
        passed=False,
        message=message,
    )


def _check(
    limit: Limit, kind: Kind, found: Found, *, bound: float, passed: bool, message: Message
) -> Check:
    """The check of a value that is there."""
    return Check(
        name=check_name(limit, kind),
        kind=kind,
        measure=limit.measure,
        type=limit.type,
        value=found.value,
        bound=bound,
        passed=passed,
        message=message,
        unit=found.unit,
        n=found.n,
    )
