"""Plots with two axes as inline SVG: a curve, histograms; values in, text out, nothing is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from youju.errors import Message
from youju_eval.report.svg import MOST_POINTS, labelled, number, ticks, words, words_plain

WIDTH, HEIGHT = 440, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 24, 44
INNER_WIDTH, INNER_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


@dataclass(frozen=True, slots=True)
class Axis:
    """From 0 to the last of its ``marks``."""

    marks: tuple[float, ...]
    name: Message
    show: Callable[[float], str] = number

    @property
    def top(self) -> float:
        """The end of the scale."""
        return self.marks[-1]

    def part(self, value: float) -> float:
        """Where a value lies, in [0, 1]; what is beyond stands at the end."""
        return min(1.0, max(0.0, value / self.top))


@dataclass(frozen=True, slots=True)
class Stack:
    """Counts a bin, drawn on those before it; ``kind`` is the class that colours it."""

    counts: tuple[int, ...]
    kind: str
    name: Message


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at a place of the x axis with its name."""

    at: float
    name: Message | str


@dataclass(frozen=True, slots=True)
class Line:
    """A curve of one series; ``point`` is marked on it."""

    points: tuple[tuple[float, float], ...]
    series: int = 0
    point: tuple[float, float] | None = None


def share_axis(name: Message) -> Axis:
    """An axis of shares from 0 to 1."""
    return Axis((0.0, 0.25, 0.5, 0.75, 1.0), name)


def curves(lines: Sequence[Line], x: Axis, y: Axis, *, label: Message) -> str:
    """Curves over one another, the area below the first one tinted."""
    drawn = [_area(lines[0], x, y)] if lines else []
    for line in lines:
        path = " ".join(
            f"{_x(x, a):.1f},{_y(y, b):.1f}" for a, b in _thinned(line.points) or ((0.0, 0.0),)
        )
        drawn.append(f'<polyline class="curve series{line.series % 4}" points="{path}"/>')
    for line in lines:
        if line.point is not None:
            at_x, at_y = _x(x, line.point[0]), _y(y, line.point[1])
            drawn.append(
                f'<line class="drop" x1="{at_x:.1f}" x2="{at_x:.1f}" y1="{at_y:.1f}" y2="{_y(y, 0):.1f}"/>'
                f'<circle class="dot series{line.series % 4}" cx="{at_x:.1f}" cy="{at_y:.1f}" r="5.5"/>'
            )
    return _plot("".join(drawn), x, y, label=label)


def histogram(stacks: Sequence[Stack], x: Axis, rules: Sequence[Rule], *, label: Message) -> str:
    """Stacked counts over equal bins of the x axis, with lines at places of it.

    All stacks have as many bins. The y axis counts questions.
    """
    bins = len(stacks[0].counts) if stacks else 0
    highest = max((sum(stack.counts[i] for stack in stacks) for i in range(bins)), default=0)
    y = Axis(_whole_ticks(highest), Message(zh="问题数", en="questions"))
    drawn = [box for index in range(bins) for box in _column(stacks, x, y, index=index, bins=bins)]
    drawn += [_rule_line(rule, x) for rule in rules]
    drawn += [_rule_name(rule, x, level=level) for level, rule in enumerate(rules)]
    return _plot("".join(drawn), x, y, label=label)


def _column(stacks: Sequence[Stack], x: Axis, y: Axis, *, index: int, bins: int) -> list[str]:
    """The boxes of one bin, the first stack at the bottom."""
    width = INNER_WIDTH / bins
    left, below = LEFT + index * width, 0
    low, high = x.top * index / bins, x.top * (index + 1) / bins
    boxes: list[str] = []
    for stack in stacks:
        count = stack.counts[index]
        if count > 0:
            upper, lower = _y(y, below + count), _y(y, below)
            boxes.append(
                f'<rect class="{stack.kind}" x="{left + 0.75:.1f}" y="{upper:.1f}" '
                f'width="{max(width - 1.5, 0.5):.1f}" height="{max(lower - upper, 0.5):.1f}">'
                f"<title>{x.show(low)}–{x.show(high)} · {words_plain(stack.name)} · {count}</title></rect>"
            )
            below += count
    return boxes


def _rule_line(rule: Rule, x: Axis) -> str:
    """A dashed line from top to bottom."""
    at = _x(x, rule.at)
    return f'<line class="rule" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{TOP + INNER_HEIGHT}"/>'


def _rule_name(rule: Rule, x: Axis, *, level: int) -> str:
    """The name of a line at its top, on the side where there is room, each a line lower."""
    at = _x(x, rule.at)
    anchor, shift = ("end", -4) if x.part(rule.at) > 0.6 else ("start", 4)
    height = TOP + 10 + 15 * level
    return f'<text class="note" x="{at + shift:.1f}" y="{height}" text-anchor="{anchor}">{words(rule.name)}</text>'


def _plot(inside: str, x: Axis, y: Axis, *, label: Message) -> str:
    """Axes with their marks around what is drawn."""
    floor = TOP + INNER_HEIGHT
    parts: list[str] = []
    for mark in y.marks:
        at = _y(y, mark)
        parts.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>'
            f'<text x="{LEFT - 7}" y="{at + 4:.1f}" text-anchor="end">{words(y.show(mark))}</text>'
        )
    parts += [
        f'<text x="{_x(x, mark):.1f}" y="{floor + 17}" text-anchor="middle">{words(x.show(mark))}</text>'
        for mark in x.marks
    ]
    parts.append(
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}"/>'
        f'<text class="name" x="{LEFT - 7}" y="12">{words(y.name)}</text>'
        f'<text class="name" x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">{words(x.name)}</text>'
    )
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" {labelled(label)}>'
        f"{''.join(parts)}{inside}</svg>"
    )


def _area(line: Line, x: Axis, y: Axis) -> str:
    """The area between a curve and the x axis."""
    if not line.points:
        return ""
    points = _thinned(line.points)
    floor = _y(y, 0)
    path = " ".join(f"{_x(x, a):.1f},{_y(y, b):.1f}" for a, b in points)
    first, last = _x(x, points[0][0]), _x(x, points[-1][0])
    return f'<polygon class="area" points="{first:.1f},{floor:.1f} {path} {last:.1f},{floor:.1f}"/>'


def _thinned(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Every so many points, the last one always."""
    step = -(-len(points) // MOST_POINTS) or 1
    return (*points[:-1:step], *points[-1:])


def _whole_ticks(top: int) -> tuple[float, ...]:
    """Marks for counts: whole numbers only."""
    return tuple(mark for mark in ticks(max(top, 2)) if mark == int(mark))


def _x(axis: Axis, value: float) -> float:
    return LEFT + INNER_WIDTH * axis.part(value)


def _y(axis: Axis, value: float) -> float:
    return TOP + INNER_HEIGHT * (1 - axis.part(value))
