"""Lines of PDF pages to paragraphs, over line, column and page breaks, by place, size and wording."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from youju.parsing.characters import is_wide, width
from youju.parsing.pdf_lines import Line
from youju.parsing.wrapping import ENDINGS, starts_paragraph

_SIZE_CHANGE: Final = 0.12
_INDENT: Final = 1.2
_SHORT_CHINESE: Final = 2.0
_SHORT_LATIN: Final = 0.25
_LEADING_CHANGE: Final = 1.45
_WIDEST_LEADING: Final = 2.8
_LARGE: Final = 1.12
_NARROWEST: Final = 9.0
_LONG: Final = 15.0
BULLETS: Final = "•●○■◆◇▪►▶➢✓▲"


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, with the index of the page of each."""

    lines: list[Line] = field(default_factory=list[Line])
    pages: list[int] = field(default_factory=list[int])

    @property
    def size(self) -> float:
        """Font size of its first line."""
        return self.lines[0].size


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of the text that a line stands in, and whether lines start at it."""

    left: float
    right: float


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The font size of most characters."""
    counts: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            counts[round(line.size * 2) / 2] += width(line.text)
    return counts.most_common(1)[0][0] if counts else 10.0


def usual_leading(pages: Sequence[Sequence[Line]], size: float) -> float:
    """The usual distance of two baselines of body text, in points."""
    steps = [
        before.y - line.y
        for lines in pages
        for before, line in pairwise(lines)
        if abs(line.size - size) < 1 and abs(before.size - size) < 1
        if 0.9 * size < before.y - line.y < _WIDEST_LEADING * size
    ]
    return statistics.median(steps) if steps else 1.6 * size


@dataclass(frozen=True, slots=True)
class Grouper:
    """Decides line by line whether a paragraph goes on.

    Args:
        body: font size of body text, in points.
        leading: its usual distance of baselines.
    """

    body: float
    leading: float

    def continues(self, paragraph: Paragraph, above: Column, line: Line, column: Column) -> bool:
        """Whether ``line`` goes on with the paragraph, whose last line stands in ``above``."""
        before = paragraph.lines[-1]
        em = max(before.size, line.size)
        if abs(before.size - line.size) > _SIZE_CHANGE * em or line.text[0] in BULLETS:
            return False
        drop = before.y - line.y
        reach = max(self.leading * _LEADING_CHANGE * max(1.0, em / self.body), em * 1.2)
        if 0 < drop <= reach and self._is_large(before, line) and _centred(before, line):
            return not starts_paragraph(line.text)
        full = _is_full(before, above) or _even(before, line)
        ended = before.text[-1] in ENDINGS
        if before.x1 - before.x0 < _NARROWEST * em or (
            starts_paragraph(line.text) and (ended or not full)
        ):
            return False
        indented = line.x0 - column.left > _INDENT * em
        if not 0 < drop <= reach:
            # Another column or page, or a gap: only a full line amid a sentence goes on over it.
            return full and not ended and not indented and (drop < 0 or drop > 8 * em)
        # First lines are indented; a whole block that is indented goes on while its sentence does,
        # and a list item goes on under its text.
        level = abs(line.x0 - before.x0) <= 0.5 * em
        hanging = starts_paragraph(paragraph.lines[0].text) and (
            level or (len(paragraph.lines) == 1 and 0 < line.x0 - before.x0 < 4 * em)
        )
        return full and (not indented or hanging or (level and not ended))

    def _is_large(self, before: Line, line: Line) -> bool:
        return min(before.size, line.size) >= self.body * _LARGE


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """For each line the edges of its column: those of lines of its size that start near it."""
    edges: list[Column] = []
    for line in lines:
        near = [
            other
            for other in lines
            if abs(other.x0 - line.x0) <= 4 * line.size and abs(other.size - line.size) <= 1.5
        ]
        right = max(other.x1 for other in near)
        if len(near) < 3:
            right = max((other.x1 for other in lines if other.x0 < line.x1), default=right)
        edges.append(Column(min(other.x0 for other in near), right))
    return edges


def _is_full(line: Line, column: Column) -> bool:
    room = column.right - line.x1
    if is_wide(line.text[-1]) or width(line.text) > 1.5 * len(line.text):
        return room <= _SHORT_CHINESE * line.size
    return room <= max(_SHORT_CHINESE * line.size, _SHORT_LATIN * (column.right - column.left))


def _even(before: Line, line: Line) -> bool:
    """Whether two long lines end at the same place: full lines of a block with edges of its own."""
    em = max(before.size, line.size)
    return (
        abs(before.x1 - line.x1) <= 0.8 * em
        and abs(before.x0 - line.x0) <= 3 * em
        and (before.x1 - before.x0 > _LONG * em)
    )


def _centred(before: Line, line: Line) -> bool:
    middle = (before.x0 + before.x1) / 2 - (line.x0 + line.x1) / 2
    return abs(middle) <= 0.8 * max(before.size, line.size) and abs(before.x0 - line.x0) > 0.5
