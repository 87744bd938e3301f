"""Rows of a table as blocks: cells joined, the header on every body row, merged cells not repeated.

Where the cells come from (Word, a page of HTML, rules on a PDF page) is the format's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from youju.parsing.builder import CELL_SEPARATOR, TextBuilder

_LONGEST_HEAD_CELL: Final = 40
_LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; None for a cell that only continues the one above it."""

    cells: tuple[str | None, ...]
    is_head: bool = False


def add_rows(
    builder: TextBuilder, rows: Sequence[Row], *, page: int | None = None, head: str = ""
) -> str:
    """Add the rows and return the table's head, for its continuation on another page.

    A body row's head is the header rows, and on a line of their own the labels of merged cells that
    reach down to it: the row is about them but does not say so.

    Args:
        builder: takes the rows.
        rows: from the top down.
        page: 1-based page of all of them, None without pages.
        head: header rows that stand before this part of the table.
    """
    writer = _Writer([head] if head else [], figures=_mostly_figures(rows))
    for number, row in enumerate(rows):
        texts = [" ".join((cell or "").split()) for cell in row.cells]
        if not any(texts):
            continue
        if writer.is_head(row, texts, rest=len(rows) - number - 1):
            builder.add_row(texts, page=page)
        else:
            builder.add_row(texts, head=writer.body_head(row, texts), page=page)
    return "\n".join(writer.head)


class _Writer:
    """What is known while a table is read downwards: its header so far, and the last body row."""

    def __init__(self, head: list[str], *, figures: bool) -> None:
        self.head = head
        self._figures = figures
        self._in_head = True
        self._section = ""
        self._above: list[str] = []

    def is_head(self, row: Row, texts: Sequence[str], *, rest: int) -> bool:
        """Take a row; whether it names columns: marked so, first, going on, or a new header below."""
        single = sum(map(bool, texts)) == 1 and len(texts) > 1
        if not self._opens(row, texts, rest) or (single and not row.is_head):
            # A line across the whole table opens a section: it is about the rows that follow.
            self._section = (
                next(filter(None, texts)) if single and texts[0] and rest else self._section
            )
            self._in_head = self._in_head and single
            return False
        if not self._in_head:
            self.head = []
        self._in_head, self._above = True, []
        if self._section and not self.head:
            self.head.append(self._section)
        self._section = ""
        self.head.append(CELL_SEPARATOR.join(texts))
        return True

    def _opens(self, row: Row, texts: Sequence[str], rest: int) -> bool:
        if row.is_head:
            return True
        if not self.head:
            return looks_like_head(texts, rest=rest)
        if self._in_head and not self._above:
            return _goes_on(row, texts)
        renewed = self._section or not texts[0]
        return (
            bool(renewed)
            and self._figures
            and row.cells[0] is not None
            and looks_like_head(texts, rest=rest)
        )

    def body_head(self, row: Row, texts: Sequence[str]) -> str:
        """Take a body row; the head it gets."""
        self._in_head = False
        if len(self._above) == len(texts):
            pairs = zip(row.cells, texts, self._above, strict=True)
            self._above = [upper if cell is None else text for cell, text, upper in pairs]
        else:
            self._above = list(texts)
        labels = [
            label
            for cell, label in zip(row.cells, self._above, strict=True)
            if cell is None and label and len(label) <= _LONGEST_LABEL
        ]
        return "\n".join((*self.head, *((CELL_SEPARATOR.join(labels),) if labels else ())))


def looks_like_head(cells: Sequence[str], *, rest: int) -> bool:
    """Whether a first row names the columns: several filled cells, short, none of them a figure."""
    filled = [cell for cell in cells if cell.strip()]
    if rest < 1 or len(filled) < 2 or len(filled) < len(cells) * 0.4:
        return False
    return all(len(cell) <= _LONGEST_HEAD_CELL and not _is_figure(cell) for cell in filled)


def _goes_on(row: Row, texts: Sequence[str]) -> bool:
    """Whether a second row still belongs to the header: header cells reach down into it."""
    return any(cell is None for cell in row.cells[:2]) and not any(
        _is_figure(text) for text in texts if text
    )


def _mostly_figures(rows: Sequence[Row]) -> bool:
    """Whether most rows hold a figure: then a row of words alone stands out."""
    with_figure = sum(1 for row in rows if any(_is_figure(cell) for cell in row.cells if cell))
    return with_figure * 2 > len(rows)


def _is_figure(cell: str) -> bool:
    digits = sum(1 for character in cell if character.isdigit() or character in ".,%-+()")
    return digits * 2 > len(cell) and not cell.strip().rstrip("年").isdigit()
