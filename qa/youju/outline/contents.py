"""Tables of contents: found by their shape and by what re-occurs later, with or without a 目录 line.

The entries are no evidence; ``headings`` uses them to confirm headings of the body.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.outline.numbering import ENUMERATING, Style, marker
from youju.schema import Block, BlockKind

LEAST_ENTRIES = 3
_LONGEST_ENTRY = 70
_OPENING = 3
_LOOKED_AT = 500
"""Of the later lines that open alike, how many are compared: bounds the time on huge lists."""
_HEADLINE = re.compile(
    r"^[\s\u3000]*(目\s*录|目\s*次|CONTENTS|Table of Contents|Contents)[\s:：]*$", re.IGNORECASE
)
_LEADERS = re.compile(
    r"(?:[.．·•…⋯_]{3,}|…{1,}|\s[.·…]+|\t+|\s{3,})\s*[（(]?[-—]?\s*[0-9ⅠⅡⅢⅣⅤivx]{1,4}\s*[-—]?[)）]?\s*$"
)
_SENTENCE_END = re.compile(r"[。！？；;!?]\s*$|[。！？].*\S")


@dataclass(frozen=True, slots=True)
class Contents:
    """Which blocks (by index) are tables of contents, and their entries without page numbers."""

    indices: frozenset[int] = frozenset()
    entries: frozenset[str] = frozenset()

    def confirms(self, text: str) -> bool:
        """Whether a line of the body is an entry, or begins with a whole entry."""
        if not self.entries or len(text) > 2 * _LONGEST_ENTRY:
            return False
        line = squeezed(text)
        return line in self.entries or any(
            len(entry) >= 6 and line.startswith(entry) and marker(text) is not None
            for entry in self.entries
        )


def squeezed(text: str) -> str:
    """The text without white space, full-width marks as half-width: for comparing headings."""
    return re.sub(r"[\s\u3000]+", "", text).translate(_HALF)


_HALF = str.maketrans("（），：；．", "(),:;.")


def find_contents(blocks: Sequence[Block]) -> Contents:
    """The tables of contents among the blocks of one document."""
    indices: set[int] = {index for index, block in enumerate(blocks) if block.kind is BlockKind.TOC}
    run: list[int] = []
    lines = _Lines([squeezed(block.text[: 2 * _LONGEST_ENTRY]) for block in blocks])
    for index in range(len(blocks) + 1):
        if index < len(blocks) and blocks[index].kind is BlockKind.FURNITURE:
            continue
        if index < len(blocks) and _is_entry_like(blocks[index]):
            run.append(index)
            continue
        indices.update(_contents_in(run, blocks, lines))
        run = []
    entries = frozenset(
        squeezed(_LEADERS.sub("", line))
        for index in indices
        for line in blocks[index].text.splitlines()
        if line.strip() and not _HEADLINE.match(line)
    )
    return Contents(frozenset(indices), entries)


def _is_entry_like(block: Block) -> bool:
    text = block.text.strip()
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE, BlockKind.CAPTION):
        return False
    if len(text) > 2 * _LONGEST_ENTRY:
        return False
    if _LEADERS.search(text):
        return True
    if (
        len(text) > _LONGEST_ENTRY
        or _SENTENCE_END.search(text)
        or text.endswith((":", "：", "，", ","))
    ):
        return False
    found = marker(text)
    return found is None or found.style not in ENUMERATING


def _contents_in(run: Sequence[int], blocks: Sequence[Block], lines: _Lines) -> Sequence[int]:
    """The part of a run of entry-like lines that is a table of contents; empty when none is."""
    if len(run) < LEAST_ENTRIES:
        return ()
    texts = [blocks[index].text for index in run]
    led = [place for place, text in enumerate(texts) if _LEADERS.search(text.strip())]
    if len(led) >= LEAST_ENTRIES:
        first = next((p for p, text in enumerate(texts) if _HEADLINE.match(text)), led[0])
        return run[min(first, led[0]) : led[-1] + 1]
    headline = next((p for p, text in enumerate(texts) if _HEADLINE.match(text)), None)
    first = 0 if headline is None else headline + 1
    end = _first_repetition(texts, first, least=LEAST_ENTRIES if headline is None else 1)
    behind = run[end] if end < len(run) else run[-1] + 1
    recurring = [place for place, index in enumerate(run[first:end]) if lines.recurs(index, behind)]
    if headline is not None:
        whole = len(texts[first:end]) - 1
        last = whole if end < len(texts) else max(recurring, default=whole)
        return run[headline : first + last + 1]
    if len(recurring) < LEAST_ENTRIES:
        return ()
    numbered = [p for p, text in enumerate(texts[first:end]) if marker(text) is not None]
    start, last = min(recurring + numbered[:1]), max(recurring + _chained(numbered, recurring))
    share = len(recurring) / (last - start + 1)
    return run[first + start : first + last + 1] if share >= 0.4 else ()


def _chained(numbered: Sequence[int], recurring: Sequence[int]) -> list[int]:
    """Numbered lines that go on after the last recurring one without a gap (a cut-off document)."""
    reached = max(recurring)
    for place in numbered:
        if place == reached + 1:
            reached = place
    return [reached]


def _first_repetition(texts: Sequence[str], first: int, *, least: int) -> int:
    """Where the body begins inside the run: the first line that repeats the run's first entry."""
    if first >= len(texts):
        return len(texts)
    opening = squeezed(texts[first])
    found = marker(texts[first])
    repeatable = found is None or found.style is not Style.BULLET
    for place in range(first + least, len(texts)):
        if repeatable and squeezed(texts[place]).startswith(opening):
            return place
    return len(texts)


class _Lines:
    """The lines of a document, to ask whether one begins a later line without reading them all."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._places: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            self._places.setdefault(line[:_OPENING], []).append(index)

    def recurs(self, index: int, behind: int) -> bool:
        """Whether line ``index`` equals or, when long enough, begins a line from ``behind`` on."""
        line = self._lines[index]
        places = self._places[line[:_OPENING]]
        first = bisect.bisect_left(places, behind)
        later = (self._lines[place] for place in places[first : first + _LOOKED_AT])
        if len(line) < _OPENING:
            return line in later
        return any(other.startswith(line) for other in later)
