"""The order in which the lines and tables of a page are read.

pdfium gives the order in which they were drawn, which keeps columns apart but may put a title last;
on a page of one column the height on the page is the better witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from youju.parsing.pdf_lines import Line
from youju.parsing.pdf_tables import Table

_BESIDE_SHARE: Final = 0.15
_SAME_HEIGHT: Final = 0.5


def reading_order(items: Sequence[Line | Table]) -> list[Line | Table]:
    """Top down on a page of one column, as drawn otherwise."""
    if _has_columns([item for item in items if isinstance(item, Line)]):
        return list(items)
    return sorted(items, key=_place)


def _place(item: Line | Table) -> tuple[float, float]:
    return (-item.top, 0.0) if isinstance(item, Table) else (-round(item.y, 0), item.x0)


def _has_columns(lines: Sequence[Line]) -> bool:
    """Whether many lines have a neighbour on the same height."""
    beside = 0
    by_height = sorted(lines, key=lambda line: line.y)
    for index, line in enumerate(by_height):
        for other in by_height[index + 1 :]:
            if other.y - line.y > _SAME_HEIGHT * max(line.size, other.size):
                break
            beside += 2
    return beside > _BESIDE_SHARE * len(lines)
