"""Pictures of numbers as inline SVG text: values in, text out; which values is the callers' choice.

Colours are classes that the page's style names for light and dark. Words come as ``Message`` and stand
in both languages, of which the style shows one. Nothing here reads a result or knows a measure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from youju.errors import Message

MOST_POINTS = 400
"""More points of a curve than this cannot be told apart on a screen."""


def ticks(top: float, *, count: int = 4) -> tuple[float, ...]:
    """Round numbers from 0 up to at least ``top``, about ``count`` steps of 1, 2, 2.5 or 5 × 10ⁿ."""
    if not math.isfinite(top) or top <= 0:
        top = 1.0
    raw = top / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(
        factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9)
    )
    steps = math.ceil(top / step - 1e-9)
    return tuple(index * step for index in range(steps + 1))


def number(value: float) -> str:
    """A number for an axis: no more digits than it needs, thousands apart."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.4g}"


def words(message: Message | str) -> str:
    """Escaped text for inside a ``<text>``; a ``Message`` stands there in both languages."""
    if isinstance(message, str):
        return escape(message)
    zh, en = escape(message.zh), escape(message.en)
    return f'<tspan class="zh" lang="zh-CN">{zh}</tspan><tspan class="en" lang="en">{en}</tspan>'


def labelled(message: Message) -> str:
    """The attributes that name a picture for who cannot see it; the page's script switches them."""
    zh, en = escape(message.zh), escape(message.en)
    return f'role="img" aria-label="{zh}" data-attribute="aria-label" data-zh="{zh}" data-en="{en}"'


@dataclass(frozen=True, slots=True)
class Dot:
    """A value with its interval in a strip; ``series`` (from 0) says whose it is."""

    value: float | None
    low: float | None = None
    high: float | None = None
    series: int = 0


ROW = 20
"""Height in pixels of one row of a strip."""


def strip(dots: Sequence[Dot], top: float, *, label: Message) -> str:
    """Dots with whiskers on a scale from 0 to ``top``, one row each, as wide as its place.

    Positions are percentages, so that text beside it keeps its size at any width. A value beyond the
    scale stands at its end.
    """
    height = ROW * max(1, len(dots))
    lines = "".join(
        f'<line class="grid" x1="{place}%" x2="{place}%" y1="0" y2="{height}"/>'
        for place in (0, 25, 50, 75, 100)
    )
    rows = "".join(_dot(dot, top, (row + 0.5) * ROW) for row, dot in enumerate(dots))
    return (
        f'<svg class="strip" width="100%" height="{height}" {labelled(label)}>{lines}{rows}</svg>'
    )


def _dot(dot: Dot, top: float, y: float) -> str:
    """One row of a strip: line of the interval, shape of the series."""
    if dot.value is None:
        return ""
    kind = f"series{dot.series % 4}"
    whisker = ""
    if dot.low is not None and dot.high is not None:
        low, high = _share(dot.low, top), _share(dot.high, top)
        ends = "".join(
            f'<line class="cap {kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{y - 4:g}" y2="{y + 4:g}"/>'
            for x in (low, high)
        )
        whisker = (
            f'<line class="whisker {kind}" x1="{low:.2f}%" x2="{high:.2f}%" y1="{y:g}" y2="{y:g}"/>'
            + ends
        )
    x = _share(dot.value, top)
    return f'{whisker}<svg class="over" x="{x:.2f}%" y="{y:g}">{_shape(dot.series, kind)}</svg>'


def _shape(series: int, kind: str) -> str:
    """A shape a series, so that colour is never the only difference."""
    shapes = (
        '<circle class="dot {}" r="5"/>',
        '<rect class="dot {}" x="-4.5" y="-4.5" width="9" height="9"/>',
        '<path class="dot {}" d="M0-6L6 0L0 6L-6 0Z"/>',
        '<path class="dot {}" d="M0-6L6 5L-6 5Z"/>',
    )
    return shapes[series % len(shapes)].format(kind)


def around_zero(estimate: tuple[float, float, float], top: float, *, label: Message) -> str:
    """A difference (value, low, high) with its whisker on a scale from -``top`` to ``top``."""
    lines = "".join(
        f'<line class="{kind}" x1="{place}%" x2="{place}%" y1="0" y2="{ROW}"/>'
        for place, kind in ((0, "grid"), (50, "zero"), (100, "grid"))
    )
    value, low, high = (one + top for one in estimate)
    dot = _dot(Dot(value, low, high), 2 * top, ROW / 2)
    return f'<svg class="strip" width="100%" height="{ROW}" {labelled(label)}>{lines}{dot}</svg>'


def bar(value: float, top: float, *, interval: tuple[float, float] | None = None) -> str:
    """One horizontal bar on a scale from 0 to ``top`` with its interval; hidden from screen readers.

    The number stands beside it as text.
    """
    width = _share(value, top)
    whisker = ""
    if interval is not None:
        low, high = (_share(end, top) for end in interval)
        whisker = f'<line class="error" x1="{low:.2f}%" x2="{high:.2f}%" y1="7" y2="7"/>'
    return (
        '<svg class="bar" width="100%" height="14" aria-hidden="true">'
        '<rect class="track" width="100%" height="14" rx="3"/>'
        f'<rect class="fill" width="{width:.2f}%" height="14" rx="3"/>{whisker}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole; ``kind`` is the class that colours it."""

    count: int
    kind: str
    name: Message


def shares(parts: Sequence[Part], *, label: Message) -> str:
    """One bar of a whole cut into its parts, in order."""
    total = sum(part.count for part in parts)
    drawn: list[str] = []
    before = 0
    for part in parts:
        if part.count > 0:
            left, width = 100 * before / total, 100 * part.count / total
            drawn.append(
                f'<rect class="{part.kind}" x="{left:.3f}%" width="{width:.3f}%" height="28">'
                f"<title>{words_plain(part.name)} {part.count}</title></rect>"
            )
        before += part.count
    return f'<svg class="shares" width="100%" height="28" {labelled(label)}>{"".join(drawn)}</svg>'


def words_plain(message: Message) -> str:
    """Both languages in one line, for a ``<title>``, which cannot be styled."""
    return escape(f"{message.zh} · {message.en}")


def _share(value: float, top: float) -> float:
    """A value as a percentage of the scale, within it."""
    if top <= 0 or not math.isfinite(value):
        return 0.0
    return min(100.0, max(0.0, 100 * value / top))
