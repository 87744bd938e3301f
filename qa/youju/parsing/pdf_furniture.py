"""Running headers, footers, page numbers, watermarks: what surrounds the text of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from youju.parsing.pdf_lines import Line

_MARGIN: Final = 0.115
_OUTERMOST: Final = 4
_FEWEST: Final = 3
_PAGE_NUMBER: Final = re.compile(
    r"[-—–―·|\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页)?"
    r"(?:\s*[,，/／|]?\s*(?:of|共)?\s*\d{1,4}\s*页?)?[-—–―·|\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")

Outermost: TypeAlias = Callable[[Sequence[Line], Sequence[int]], int]
"""Picks one of some lines, by index."""


def find_furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> list[set[int]]:
    """For each page (lines, height in points) the indexes of the lines that are furniture."""
    candidates = [_candidates(lines, height) for lines, height in pages]
    counts: Counter[tuple[str, str]] = Counter()
    for (lines, _), zones in zip(pages, candidates, strict=True):
        counts.update({(zone, _signature(lines[index])) for index, zone in zones.items()})
    needed = 2 if len(pages) < 2 * _FEWEST else _FEWEST
    found = [
        {index for index, line in enumerate(lines) if line.aside}
        | {
            index
            for index, zone in zones.items()
            if counts[zone, _signature(lines[index])] >= needed
            or _is_page_number(lines, index, zone)
        }
        for (lines, _), zones in zip(pages, candidates, strict=True)
    ]
    for outermost in (_highest, _lowest):
        for number, index in _outer_repeats([lines for lines, _ in pages], found, outermost):
            found[number].add(index)
    return found


def _candidates(lines: Sequence[Line], height: float) -> dict[int, str]:
    """The outermost lines within the margins, by index, with their zone."""
    by_height = sorted(range(len(lines)), key=lambda index: -lines[index].y)
    zones: dict[int, str] = {}
    for index in by_height[:_OUTERMOST]:
        if lines[index].y > height * (1 - _MARGIN):
            zones[index] = "top"
    for index in by_height[-_OUTERMOST:]:
        if lines[index].top < height * _MARGIN:
            zones[index] = "bottom"
    return zones


def _outer_repeats(
    pages: Sequence[Sequence[Line]], found: Sequence[set[int]], outermost: Outermost
) -> list[tuple[int, int]]:
    """Pairs of page and line: outermost lines that repeat or count the pages, however far inside.

    Some layouts leave wide margins, so that the header stands where others have their text.
    """
    outer: list[tuple[int, int, str]] = []
    for number, lines in enumerate(pages):
        rest = [index for index in range(len(lines)) if index not in found[number]]
        if rest:
            index = outermost(lines, rest)
            text = lines[index].text.strip()
            counting = f"+{int(text) - number}" if text.isascii() and text.isdigit() else text
            outer.append((number, index, counting))
    counts = Counter(key for *_, key in outer)
    return [(n, index) for n, index, key in outer if counts[key] >= max(_FEWEST, len(pages) / 3)]


def _highest(lines: Sequence[Line], among: Sequence[int]) -> int:
    return max(among, key=lambda index: lines[index].y)


def _lowest(lines: Sequence[Line], among: Sequence[int]) -> int:
    return min(among, key=lambda index: lines[index].y)


def _signature(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _is_page_number(lines: Sequence[Line], index: int, zone: str) -> bool:
    if not _PAGE_NUMBER.fullmatch(lines[index].text):
        return False
    outside = (other.y - lines[index].y for other in lines)
    beyond = sum(1 for rise in outside if (rise > 2 if zone == "top" else rise < -2))
    return beyond <= 1
