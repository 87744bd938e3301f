"""What a gate says: which limits make no sense, what each check found, what else should be known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from youju.errors import EvaluationError, Message
from youju_eval.comparison.differences import PairedDifference
from youju_eval.gate.limits import Limit
from youju_eval.presentation.written import written
from youju_eval.results import MeasureResult, Result


class Kind(StrEnum):
    """Which side of a bound is wrong."""

    FAIL_UNDER = "fail_under"
    FAIL_OVER = "fail_over"
    MAX_DROP = "max_drop"

    @property
    def option(self) -> str:
        """As the command line has it."""
        return "--" + self.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Found:
    """The value a limit is about."""

    value: float
    n: int
    low: float | None
    high: float | None
    unit: str
    better: bool | None
    """Whether more is better."""


def check_name(limit: Limit, kind: Kind) -> str:
    """The check as one line of text, made of the limit alone: names of test cases must not change."""
    words = {Kind.FAIL_UNDER: ">=", Kind.FAIL_OVER: "<=", Kind.MAX_DROP: "worse by <="}
    return f"{limit.subject} {words[kind]} {limit.number}"


def ensure_sensible(limit: Limit, measure: MeasureResult, *, kind: Kind) -> None:
    """Refuse a limit that cannot mean what was written.

    Raises:
        EvaluationError: it is on the wrong side, a share above 1, or a percentage of something that is
            no share.

    """
    name, number = limit.subject, limit.number
    better = measure.higher_is_better
    if (kind == Kind.FAIL_UNDER and better is False) or (kind == Kind.FAIL_OVER and better is True):
        other = Kind.FAIL_OVER if kind == Kind.FAIL_UNDER else Kind.FAIL_UNDER
        side = Message(zh="越低越好", en="is better the lower it is")
        if better:
            side = Message(zh="越高越好", en="is better the higher it is")
        raise EvaluationError(
            zh=f"{limit.measure} {side.zh}，不能用 {kind.option}。请写 {other.option} {name}={number}。",
            en=f"{limit.measure} {side.en}: {kind.option} does not fit. Write {other.option} {name}={number}.",
        )
    if not measure.unit and limit.bound > 1:
        raise EvaluationError(
            zh=f"{kind.option} {name}={number}：{limit.measure} 是 0 到 1 之间的比例。"
            "九成请写 0.9 或 90%。",
            en=f"{kind.option} {name}={number}: {limit.measure} is a share between 0 and 1. "
            "Write nine tenths as 0.9 or 90%.",
        )
    if measure.unit and limit.percent and kind != Kind.MAX_DROP:
        raise EvaluationError(
            zh=f"{kind.option} {name}={number}：{limit.measure} 的单位是 {measure.unit}，"
            "这里不能用百分号。请写数值，如 500。",
            en=f"{kind.option} {name}={number}: {limit.measure} is in {measure.unit}, not a share. "
            "Write a number without a percent sign, such as 500.",
        )


def said_of_value(limit: Limit, found: Found, *, kind: Kind, passed: bool) -> Message:
    """A value and its own bound."""
    value, bound = quantity(found.value, found.unit), quantity(limit.bound, found.unit)
    gap = quantity(abs(found.value - limit.bound), found.unit)
    at_least = kind == Kind.FAIL_UNDER
    basis = _basis(found)
    asked_zh = f"要求{'不低于' if at_least else '不高于'} {bound.zh}"
    asked_en = f"{'at least' if at_least else 'at most'} {bound.en} is asked for"
    if passed:
        return Message(
            zh=f"{limit.subject} 为 {value.zh}{basis.zh}，{asked_zh}。",
            en=f"{limit.subject} is {value.en}{basis.en}; {asked_en}.",
        )
    return Message(
        zh=f"{limit.subject} 为 {value.zh}{basis.zh}，{asked_zh}，{'差' if at_least else '超出'} {gap.zh}。",
        en=f"{limit.subject} is {value.en}{basis.en}; {asked_en}: {gap.en} too "
        f"{'low' if at_least else 'high'}.",
    )


def said_of_change(
    limit: Limit,
    before: Found,
    after: Found,
    *,
    allowed: float,
    passed: bool,
    pairs: PairedDifference | None,
) -> Message:
    """A value and the baseline's; with how many questions changed, as few may change by chance."""
    old, new = quantity(before.value, after.unit), quantity(after.value, after.unit)
    change = written(after.value - before.value, after.unit, sign=True)
    most = quantity(allowed, after.unit)
    share = f" ({limit.number})" if limit.percent and after.unit else ""
    allowed_to = {
        True: Message("最多允许下降", "it may fall by at most"),
        False: Message("越低越好，最多允许上升", "less is better, it may rise by at most"),
        None: Message("最多允许变动", "it may change by at most"),
    }[after.better]
    verdict = Message("", "") if passed else Message("，已超出", ": too much")
    counted = _counted(pairs)
    return Message(
        zh=f"{limit.subject} 由基线的 {old.zh} 变为 {new.zh}（{change}），"
        f"{allowed_to.zh} {most.zh}{share}{verdict.zh}。{counted.zh}",
        en=f"{limit.subject} went from {old.en} in the baseline to {new.en} ({change}); "
        f"{allowed_to.en} {most.en}{share}{verdict.en}.{counted.en}",
    )


def _counted(pairs: PairedDifference | None) -> Message:
    """How many questions became better and worse, and how likely that is by chance."""
    if pairs is None or pairs.ties == pairs.n:
        return Message("", "")
    up, down = ("better", "worse") if pairs.higher_is_better is not None else ("higher", "lower")
    higher, lower = ("变好", "变差") if pairs.higher_is_better is not None else ("变大", "变小")
    return Message(
        zh=f"{pairs.wins} 题{higher}，{pairs.losses} 题{lower}，p = {pairs.p:.3f}。",
        en=f" Questions {up}: {pairs.wins}, {down}: {pairs.losses}; p = {pairs.p:.3f}.",
    )


def said_of_absence(limit: Limit, result: Result, *, of_baseline: bool) -> Message:
    """That the result, or the baseline, has no such value; with what it has."""
    where = (
        Message(zh="基线", en="the baseline")
        if of_baseline
        else Message(zh="结果", en="the result")
    )
    names = [one.name for one in result.measures]
    if limit.measure not in names:
        near = get_close_matches(limit.measure, names, n=1)
        hint_zh = f"是否指 {near[0]}？" if near else f"已有：{', '.join(names)}。"
        hint_en = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
        return Message(
            zh=f"{where.zh}里没有指标 {limit.measure}，按未通过计。{hint_zh}",
            en=f"There is no measure {limit.measure} in {where.en}: this fails. {hint_en}",
        )
    types = list(result.measure(limit.measure).by_type)
    if limit.type and limit.type not in types:
        listed = ", ".join(types) or "-"
        return Message(
            zh=f"{where.zh}的 {limit.measure} 没有 {limit.type} 这一类，按未通过计。已有的类型：{listed}。",
            en=f"{limit.measure} has no type {limit.type} in {where.en}: this fails. Types: {listed}.",
        )
    return Message(
        zh=f"{where.zh}里的 {limit.subject} 没有值（没有适用的问题），按未通过计。",
        en=f"{limit.subject} has no value in {where.en}, as it applies to no question: this fails.",
    )


def note_on_baseline() -> Message:
    """That a baseline was named and nothing compared with it."""
    return Message(
        zh="给了基线，但没有 --max-drop，基线未用到。",
        en="A baseline was given without --max-drop: it was not used.",
    )


def quantity(value: float, unit: str) -> Message:
    """A value with its unit in both languages."""
    text = written(value, unit)
    zh, en = {"": ("", ""), "characters": (" 字", " characters"), "ms": (" 毫秒", " ms")}.get(
        unit, (f" {unit}", f" {unit}")
    )
    return Message(zh=text + zh, en=text + en)


def _basis(found: Found) -> Message:
    """How sure a value is."""
    if found.low is None or found.high is None:
        return Message(zh=f"（{found.n} 题）", en=f" (n = {found.n})")
    low, high = written(found.low, found.unit), written(found.high, found.unit)
    return Message(
        zh=f"（95% 区间 {low}–{high}，{found.n} 题）",
        en=f" (95% interval {low}–{high}, n = {found.n})",
    )
