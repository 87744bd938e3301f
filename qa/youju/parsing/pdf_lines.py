"""Characters to lines: where a line ends, what is raised or lowered within it, which gaps are spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from youju.parsing.characters import is_wide, join_lines
from youju.parsing.pdf_glyphs import Gap, Glyph

_SAME_BASELINE: Final = 0.35
_RAISED: Final = 0.65
_SMALLER: Final = 0.85
_NEAR: Final = 1.2
_WIDE_GAP: Final = 0.36
_MIXED_GAP: Final = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; lengths in points, ``y`` the baseline, ``size`` that of most characters."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    aside: bool = False
    """Runs in another direction than the page's text."""

    @property
    def top(self) -> float:
        """The upper edge, about."""
        return self.y + self.size * 0.85


def build_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines in the order of the characters."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _same_line(runs[-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_line(run) for run in runs]


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The characters as one running text, lines joined: the content of a table cell."""
    text = ""
    for line in build_lines(glyphs):
        text = join_lines(text, line.text) if text else line.text
    return text


def _same_line(run: Sequence[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    if last.aside or glyph.aside:
        return last.aside and glyph.aside and glyph.gap is not Gap.BREAK
    size = max(last.size, glyph.size)
    rise = abs(glyph.y - last.y)
    advance = glyph.x0 - last.x1
    if glyph.gap is not Gap.BREAK:
        if _below(last, glyph):
            return True
        # A jump to the left on the same height is a new line drawn beside the old one.
        return rise <= _RAISED * size and advance > -3 * size
    if not -0.5 * size <= advance <= _NEAR * size:
        return False
    raised = min(last.size, glyph.size) < _SMALLER * size
    return rise <= (_RAISED if raised else _SAME_BASELINE) * size


def _below(last: Glyph, glyph: Glyph) -> bool:
    """Whether a character stands right under the last one: text that is written downwards."""
    size = max(last.size, glyph.size)
    upright = abs(glyph.x0 - last.x0) < 0.5 * size and is_wide(glyph.text[0])
    return upright and 0.7 * size < last.y - glyph.y < 1.8 * size


def _line(run: Sequence[Glyph]) -> Line:
    pieces = [run[0].text]
    for before, glyph in pairwise(run):
        if _has_space(before, glyph):
            pieces.append(" ")
        pieces.append(glyph.text)
    size = Counter(round(glyph.size * 4) / 4 for glyph in run).most_common(1)[0][0]
    main = [glyph for glyph in run if abs(glyph.size - size) <= 0.3] or list(run)
    return Line(
        text="".join(pieces),
        x0=min(glyph.x0 for glyph in run),
        x1=max(glyph.x1 for glyph in run),
        y=main[0].y,
        size=size,
        aside=run[0].aside,
    )


def _has_space(before: Glyph, glyph: Glyph) -> bool:
    """Room around digits in Chinese is typesetting, not a space, unless it is wide."""
    if glyph.gap is Gap.NONE:
        return False
    if glyph.gap is Gap.SPACE:
        return True
    left, right = is_wide(before.text[-1]), is_wide(glyph.text[0])
    room = (glyph.x0 - before.x1) / max(before.size, glyph.size)
    if left and right:
        return room > _WIDE_GAP
    if left or right:
        return room > _MIXED_GAP
    return True
