"""The plots of a calibration as inline SVG: reliability, risk and coverage, confidences; judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from youju.errors import Message
from youju_eval.calibration.figures import (
    Bin,
    Outcome,
    operating_point,
    reliability,
    risk_coverage,
)
from youju_eval.calibration.values import Calibration, Judged
from youju_eval.report.plots import (
    INNER_HEIGHT,
    INNER_WIDTH,
    LEFT,
    TOP,
    Axis,
    Line,
    Rule,
    Stack,
    curves,
    histogram,
    share_axis,
)
from youju_eval.report.svg import ticks, words_plain

HISTOGRAM_BINS = 20
_LEAST_RISK_SHOWN = 0.1

RIGHT = Message(zh="答对", en="right")
WRONG = Message(zh="答错", en="wrong")
UNANSWERABLE = Message(zh="无答案的问题", en="unanswerable")

_CONFIDENCE = share_axis(Message(zh="置信度", en="confidence"))
_SHARE_RIGHT = share_axis(Message(zh="实际答对的比例", en="share right"))
_COVERAGE = share_axis(Message(zh="作答的问题所占比例", en="coverage"))


def reliability_plot(outcomes: Sequence[Outcome], *, label: Message) -> str:
    """Confidence against the share right, a dot a bin with its interval; on the diagonal both agree."""
    diagonal = Line(points=((0.0, 0.0), (1.0, 1.0)), series=3)
    plot = curves([diagonal], _CONFIDENCE, _SHARE_RIGHT, label=label)
    dots = "".join(_dot(one) for one in reliability(outcomes))
    return _onto(plot, f'<g class="reliability">{dots}</g>')


def risk_coverage_plot(calibration: Calibration, *, label: Message) -> str:
    """Risk against coverage, old (series 1) and new out of fold (series 0), with what each lets through."""
    before = [one.before for one in calibration.questions]
    after = [one.after for one in calibration.questions]
    lines = [_curve(after, series=0), _curve(before, series=1)]
    highest = max((risk for line in lines for _, risk in line.points), default=0.0)
    risk = Axis(
        tuple(mark for mark in ticks(max(highest, _LEAST_RISK_SHOWN))),
        Message(zh="风险：所给答案中错误的比例", en="risk: share of answers that is wrong"),
    )
    return curves(lines, _COVERAGE, risk, label=label)


def confidence_plot(
    calibration: Calibration,
    confidence: Callable[[Judged], float],
    *,
    threshold: float,
    label: Message,
) -> str:
    """How sure the system was of right answers, wrong ones, and of unanswerable questions."""
    answers = [one for one in calibration.questions if one.answered]
    kinds = (
        ("right", RIGHT, [one for one in answers if one.right]),
        ("wrong", WRONG, [one for one in answers if one.answerable and not one.right]),
        ("unanswerable", UNANSWERABLE, [one for one in answers if not one.answerable]),
    )
    stacks = [
        Stack(_counts([confidence(one) for one in group]), kind, name)
        for kind, name, group in kinds
    ]
    rule = Rule(threshold, Message(zh=f"阈值 {threshold:.3g}", en=f"threshold {threshold:.3g}"))
    return histogram(stacks, _CONFIDENCE, [rule], label=label)


def _curve(outcomes: Sequence[Outcome], *, series: int) -> Line:
    """One curve with the point of the answers let through."""
    points = tuple((one.coverage, one.risk) for one in risk_coverage(outcomes))
    at = operating_point(outcomes)
    return Line(points, series=series, point=None if at is None else (at.coverage, at.risk))


def _counts(confidences: Sequence[float]) -> tuple[int, ...]:
    """Counts over equal bins of [0, 1]; 1 itself is in the last."""
    counts = [0] * HISTOGRAM_BINS
    for one in confidences:
        counts[min(HISTOGRAM_BINS - 1, int(one * HISTOGRAM_BINS))] += 1
    return tuple(counts)


def _dot(one: Bin) -> str:
    """One bin of a reliability diagram."""
    x, y = _x(one.confidence), _y(one.right)
    told = Message(
        zh=f"{one.n} 个答案：平均置信度 {one.confidence:.1%}，答对 {one.right:.1%}（{one.low:.1%}–{one.high:.1%}）",
        en=f"{one.n} answers: mean confidence {one.confidence:.1%}, right {one.right:.1%} "
        f"({one.low:.1%}–{one.high:.1%})",
    )
    return (
        f'<g><line class="whisker series0" x1="{x:.1f}" x2="{x:.1f}" '
        f'y1="{_y(one.low):.1f}" y2="{_y(one.high):.1f}"/>'
        f'<circle class="dot series0" cx="{x:.1f}" cy="{y:.1f}" r="4.5">'
        f"<title>{words_plain(told)}</title></circle>"
        f'<text class="count" text-anchor="middle" x="{x:.1f}" y="{min(_y(one.high) - 3, y - 8):.1f}">{one.n}</text></g>'
    )


def _onto(plot: str, drawn: str) -> str:
    """A plot with more drawn on top."""
    return f"{plot.removesuffix('</svg>')}{drawn}</svg>"


def _x(share: float) -> float:
    return LEFT + INNER_WIDTH * share


def _y(share: float) -> float:
    return TOP + INNER_HEIGHT * (1 - share)
