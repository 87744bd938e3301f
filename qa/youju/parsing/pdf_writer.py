"""Writes the lines and tables of all pages as blocks: paragraphs, headings by size, furniture, rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from youju.parsing.builder import TextBuilder
from youju.parsing.characters import join_lines
from youju.parsing.pdf_lines import Line
from youju.parsing.pdf_paragraphs import (
    BULLETS,
    Column,
    Grouper,
    Paragraph,
    body_size,
    columns_of,
    usual_leading,
)
from youju.parsing.pdf_tables import Table
from youju.parsing.tables import add_rows
from youju.schema import BlockKind, Span

_LARGER: Final = 1.12
_SAME: Final = 0.04
_LONGEST_HEADING: Final = 80
_DEEPEST: Final = 6
_DATE: Final = re.compile(r"[\d\W年月日]+")
_CAPTION: Final = re.compile(
    r"(?:续?表|图|附表|附图|Fig\.|Figure|Table)\s*[\dA-Z一二三四五六七八九十]"
)
_LONGEST_CAPTION: Final = 80
_BULLET: Final = re.compile(f"[{BULLETS}]")
_NO_HEADING_END: Final = "。；，、;,：:"


class PdfWriter:
    """One use: ``write`` all pages of a file in order.

    Args:
        contents: titles of the file's own outline without white space, with their levels.
    """

    def __init__(self, builder: TextBuilder, contents: Mapping[str, int]) -> None:
        self.title: str | None = None
        """The largest heading of the first page, once written."""
        self._builder = builder
        self._contents = contents
        self._open: Paragraph | None = None
        self._edge = Column(0, 0)
        self._furniture: list[tuple[str, int]] = []
        self._sizes: list[float] = []
        self._body = 10.0
        self._starts: list[int | None] = []
        self._length = 0
        self._table: tuple[int, str] | None = None

    def write(
        self, pages: Sequence[Sequence[Line | Table]], furniture: Sequence[set[int]]
    ) -> tuple[Span, ...]:
        """Add every block; returns the span of each page."""
        bodies = [
            [line for index, line in enumerate(_lines(items)) if index not in running]
            for items, running in zip(pages, furniture, strict=True)
        ]
        self._body = body_size(bodies)
        self._sizes = heading_sizes(bodies, self._body)
        grouper = Grouper(self._body, usual_leading(bodies, self._body))
        self._starts = [None] * len(pages)
        for number, (items, running) in enumerate(zip(pages, furniture, strict=True)):
            self._page(number, items, running, grouper)
        self._close()
        return self._spans()

    def _page(
        self, number: int, items: Sequence[Line | Table], running: set[int], grouper: Grouper
    ) -> None:
        lines = _lines(items)
        body = [line for index, line in enumerate(lines) if index not in running]
        edges = dict(zip(map(id, body), columns_of(body), strict=True))
        self._furniture.extend((lines[index].text, number) for index in sorted(running))
        if self._open is None:
            self._flush_furniture()
        index = -1
        first = True
        for item in items:
            if isinstance(item, Table):
                self._rows(item, number, first=first)
                first = False
                continue
            index += 1
            if index not in running:
                self._line(item, edges[id(item)], number, grouper)
                first = False

    def _line(self, line: Line, edge: Column, number: int, grouper: Grouper) -> None:
        paragraph = self._open
        if paragraph is None or not grouper.continues(paragraph, self._edge, line, edge):
            self._close()
            paragraph = self._open = Paragraph()
        paragraph.lines.append(line)
        paragraph.pages.append(number)
        self._edge = edge

    def _close(self) -> None:
        """Write the open paragraph, then the furniture that waited for it to end."""
        paragraph, self._open = self._open, None
        if paragraph is not None:
            self._table = None
            self._paragraph(paragraph)
        self._flush_furniture()

    def _paragraph(self, paragraph: Paragraph) -> None:
        text, borders = "", list[tuple[int, int]]()
        for line, number in zip(paragraph.lines, paragraph.pages, strict=True):
            joined = join_lines(text, line.text) if text else line.text
            borders.append((number, len(joined) - len(line.text)))
            text = joined
        level = self._level(paragraph, text)
        kind = BlockKind.HEADING if level else kind_of(text)
        first = paragraph.pages[0]
        span = self._builder.add(kind, text, level=level, page=first + 1)
        if span is None:
            return
        for number, offset in borders:
            self._mark(number, span.start + (offset if number != first else 0))
        self._length = span.end
        if (
            level
            and first == 0
            and self.title is None
            and paragraph.size >= max(self._sizes, default=0) * 0.96
        ):
            self.title = text

    def _level(self, paragraph: Paragraph, text: str) -> int:
        """1-based level of a heading, 0 for body text; the file's own outline wins over size."""
        stated = self._contents.get("".join(text.split()))
        if stated:
            return stated
        if len(text) > _LONGEST_HEADING or text[-1] in _NO_HEADING_END or _DATE.fullmatch(text):
            return 0
        if paragraph.size < self._body * _LARGER:
            return 0
        rank = sum(1 for size in self._sizes if size > paragraph.size * (1 + _SAME))
        return min(rank + 1, _DEEPEST)

    def _rows(self, table: Table, number: int, *, first: bool) -> None:
        self._close_before_table()
        head = ""
        if first and self._table and self._table[0] == table.columns:
            head = self._table[1]
        before = len(self._builder.blocks)
        head = add_rows(self._builder, table.rows, page=number + 1, head=head)
        added = self._builder.blocks[before:]
        if added:
            self._mark(number, added[0].span.start)
            self._length = added[-1].span.end
        self._table = (table.columns, head)

    def _close_before_table(self) -> None:
        kept = self._table
        had = self._open is not None
        self._close()
        self._table = None if had else kept

    def _flush_furniture(self) -> None:
        for text, number in self._furniture:
            span = self._builder.add(BlockKind.FURNITURE, text, page=number + 1)
            if span is not None:
                self._mark(number, span.start)
                self._length = span.end
        self._furniture.clear()

    def _mark(self, number: int, offset: int) -> None:
        known = self._starts[number]
        if known is None or offset < known:
            self._starts[number] = offset

    def _spans(self) -> tuple[Span, ...]:
        """Pages follow each other without a gap; a page without text is an empty span."""
        starts: list[int] = []
        following = self._length
        for start in reversed(self._starts):
            following = min(following, self._length if start is None else start)
            starts.append(following)
        starts.reverse()
        if starts:
            starts[0] = 0
        ends = [*starts[1:], self._length]
        return tuple(Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True))


def heading_sizes(pages: Sequence[Sequence[Line]], body: float) -> list[float]:
    """The distinct sizes of text larger than the body, largest first."""
    larger = sorted({line.size for lines in pages for line in lines if line.size >= body * _LARGER})
    distinct: list[float] = []
    for size in larger:
        at = bisect_left(distinct, size * (1 - _SAME))
        if at == len(distinct):
            distinct.append(size)
        else:
            distinct[at] = size
    return distinct[::-1]


def kind_of(text: str) -> BlockKind:
    """What a paragraph is by its first characters: a caption, an item, or just a paragraph."""
    if _BULLET.match(text):
        return BlockKind.LIST_ITEM
    if len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) and text[-1] not in "。；;":
        return BlockKind.CAPTION
    return BlockKind.PARAGRAPH


def _lines(items: Sequence[Line | Table]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]
