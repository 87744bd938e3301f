"""The tree of headings: headings as a tree, the heading path of each block, title and date.

The tree is built with a stack of numbering styles, never by a vote for one pattern: different parts
may nest differently. What is a heading is read by ``headings``, tables of contents by ``contents``,
the title lines by ``masthead`` and ``naming``; passages are made by ``chunking``.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from youju.outline.contents import find_contents, squeezed
from youju.outline.headings import read_headings
from youju.outline.lead_ins import with_list_heads
from youju.outline.masthead import find_masthead
from youju.outline.naming import find_date, find_title
from youju.outline.numbering import Style
from youju.outline.readings import (
    PLAIN,
    PLAIN_FRAME,
    PLAIN_QUESTION,
    PLAIN_SENTENCE,
    PLAIN_YEAR,
    Reading,
    Role,
)
from youju.parsing.base import ParsedDocument
from youju.schema import Block, BlockKind

OUTLINE = "outline/1"


@dataclass(frozen=True, slots=True)
class Outlined:
    """A document's blocks with their final kind, level and heading path; its title and date.

    ``date`` is ISO, as precise as known: ``2023``, ``2023-01``, ``2023-01-14``.
    """

    title: str
    date: str | None
    blocks: tuple[Block, ...]


def outline(parsed: ParsedDocument, *, name: str) -> Outlined:
    """The outline of a parsed file called ``name``; text and spans of the blocks stay as they are."""
    blocks = parsed.blocks
    contents = find_contents(blocks)
    skipped = contents.indices | {
        index for index, block in enumerate(blocks) if block.kind is BlockKind.FURNITURE
    }
    front = find_masthead(blocks, skipped)
    masthead = tuple(
        itertools.takewhile(lambda index: not contents.confirms(blocks[index].text), front)
    )
    title = find_title(blocks, masthead, skipped, name=name, given=parsed.title)
    date = find_date(blocks, skipped, name=name, title=title, metadata=parsed.metadata)
    asides = frozenset(masthead) | _title_headings(blocks, title)
    readings = read_headings(blocks, contents, asides)
    tree = _Tree(readings)
    final: list[Block] = []
    for index, block in enumerate(blocks):
        if index in contents.indices:
            final.append(dataclasses.replace(block, kind=BlockKind.TOC, level=0, heading_path=()))
        else:
            final.append(tree.place(index, block))
    return Outlined(title, date, tuple(with_list_heads(final)))


def _title_headings(blocks: Sequence[Block], title: str) -> frozenset[int]:
    """Headings that repeat the document's title: they head everything and so tell nothing apart."""
    wanted = squeezed(title)
    return frozenset(
        index
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and squeezed(block.text) == wanted
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open heading; one without a label only holds the place of a numbered paragraph."""

    style: str
    number: int
    label: str
    level: int = 0


_RANKS = {
    **{str(style): style.rank for style in Style},
    PLAIN_YEAR: Style.HAN.rank - 5,
    PLAIN_FRAME: Style.HAN.rank + 1,
    PLAIN_QUESTION: 9_999,
}
_REACHES = {PLAIN_FRAME: 0}
"""A 结束语 ends what is numbered above it, and is itself ended by the next number."""
_INNERMOST = 10_000


class _Tree:
    """The stack of open headings while the blocks of one document pass by."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._places: dict[str, list[int]] = {}
        for index, reading in enumerate(readings):
            if reading.number:
                self._places.setdefault(reading.style, []).append(index)
        self._stack: list[_Frame] = []
        self._below_heading = False

    def place(self, index: int, block: Block) -> Block:
        """The block with its final kind, level and path."""
        reading = self._readings[index]
        below_heading = self._below_heading
        self._below_heading = reading.role is Role.HEADING or (
            below_heading and reading.role is Role.ASIDE
        )
        match reading.role:
            case Role.ASIDE:
                return dataclasses.replace(block, level=0, heading_path=())
            case Role.HEADING:
                return self._heading(index, block, reading)
            case Role.TURNING | Role.CLOSING if below_heading:
                pass
            case Role.LEAD | Role.ITEM:
                self._open(index, reading)
            case Role.CLOSING:
                self._close_to_part(index)
            case Role.TURNING:
                self._stack = [frame for frame in self._stack if frame.style != PLAIN_SENTENCE]
            case Role.OWN_LEAD | Role.BODY:
                pass
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind
        if reading.role is Role.ITEM and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.LIST_ITEM
        own = (reading.label,) if reading.role is Role.OWN_LEAD else ()
        path = (*self._path(), *own)
        if reading.single and self._stack and self._stack[-1].style == reading.style:
            self._stack.pop()
        return dataclasses.replace(block, kind=kind, level=0, heading_path=path)

    def _heading(self, index: int, block: Block, reading: Reading) -> Block:
        self._open(index, reading)
        path = self._path()
        return dataclasses.replace(
            block, kind=BlockKind.HEADING, level=len(path), heading_path=path[:-1]
        )

    def _path(self) -> tuple[str, ...]:
        return tuple(frame.label for frame in self._stack if frame.label)

    def _open(self, index: int, reading: Reading) -> None:
        """Close what the new heading ends and put it on the stack."""
        known = [place for place, frame in enumerate(self._stack) if frame.style == reading.style]
        if reading.level:
            self._close_level(reading.level)
        elif known and reading.role is Role.ITEM and not self._counts_on(known[-1], reading):
            return
        elif known:
            self._close_to(known[-1], index, reading)
        elif reading.role is Role.ITEM:
            return
        else:
            self._close_outranked(index, reading)
        self._stack.append(_Frame(reading.style, reading.number, reading.label, reading.level))

    def _counts_on(self, place: int, reading: Reading) -> bool:
        return reading.number == self._stack[place].number + 1

    def _close_level(self, level: int) -> None:
        """A heading whose format states its level ends all of that level and inside it."""
        keep = 0
        for place, frame in enumerate(self._stack):
            if 0 < frame.level < level:
                keep = place + 1
        del self._stack[keep:]

    def _close_to(self, place: int, index: int, reading: Reading) -> None:
        """End the open heading of the same style, unless an unnumbered one stands inside a count."""
        if not reading.number:
            for inner in range(len(self._stack) - 1, place, -1):
                if self._goes_on(self._stack[inner], index):
                    del self._stack[inner + 1 :]
                    return
        del self._stack[place:]

    def _close_outranked(self, index: int, reading: Reading) -> None:
        """A style that is new here opens a level, after ending what it usually stands above."""
        rank = _REACHES.get(reading.style, _RANKS.get(reading.style, _INNERMOST))
        while self._stack:
            last = self._stack[-1]
            outranked = last.style in _RANKS and _RANKS[last.style] > rank and not last.level
            loose = last.style in (PLAIN, PLAIN_SENTENCE) and self._holds_outranked(rank)
            ends_sentence = last.style == PLAIN_SENTENCE and reading.style != PLAIN_SENTENCE
            if not (outranked or loose or ends_sentence) or self._goes_on(last, index):
                return
            self._stack.pop()

    def _holds_outranked(self, rank: int) -> bool:
        """Whether a numbered heading that the new one stands above is open further out."""
        return any(_RANKS.get(frame.style, -1) > rank and not frame.level for frame in self._stack)

    def _goes_on(self, frame: _Frame, index: int) -> bool:
        """Whether the next heading of this numbering counts on from the open one."""
        if not frame.number:
            return False
        places = self._places.get(frame.style, [])
        following = bisect.bisect_right(places, index)
        if following == len(places):
            return False
        return self._readings[places[following]].number == frame.number + 1

    def _close_to_part(self, index: int) -> None:
        """Back to the outermost heading, unless the count inside goes on behind."""
        while len(self._stack) > 1 and not self._stack[-1].level:
            if self._goes_on(self._stack[-1], index):
                return
            self._stack.pop()
