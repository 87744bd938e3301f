"""Tables of Word: the cells of each row, those merged sideways once, those merged downwards marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from youju.parsing.builder import TextBuilder
from youju.parsing.docx_text import NAMESPACE, Element, is_on, paragraph_text, whole_number
from youju.parsing.tables import Row, add_rows

_W: Final = NAMESPACE


def add_table(builder: TextBuilder, table: Element, nested: Callable[[Element], None]) -> None:
    """Add the rows of a ``w:tbl``; a table of one column only frames its content, given to ``nested``."""
    rows = list(_rows(table))
    if all(len(_cells(row)) <= 1 for row in rows):
        for row in rows:
            for cell in _cells(row):
                nested(cell)
        return
    add_rows(builder, [_read(row) for row in rows])


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in table.iter(f"{_W}tr") if _owner(row) is table)


def _owner(row: Element) -> Element:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _cells(row: Element) -> list[Element]:
    found: list[Element] = []
    for child in row:
        if child.tag == f"{_W}tc":
            found.append(child)
        elif child.tag == f"{_W}sdt":
            found.extend(child.iterfind(f"{_W}sdtContent/{_W}tc"))
    return found


def _read(row: Element) -> Row:
    cells: list[str | None] = []
    for cell in _cells(row):
        cells.append(None if _continues(cell) else _text(cell))
        cells.extend([""] * (_columns(cell) - 1))
    return Row(_without_filler(cells), is_on(row.find(f"{_W}trPr"), "tblHeader"))


def _columns(cell: Element) -> int:
    """How many columns a cell reaches over; a hostile number is not believed."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    stated = "1" if span is None else span.get(f"{_W}val", "1")
    return min(whole_number(stated) or 1, 63)


def _without_filler(cells: list[str | None]) -> tuple[str | None, ...]:
    """A row that is a single cell over all columns is one cell; others keep their columns."""
    filled = [cell for cell in cells if cell]
    return (
        (filled[0],)
        if len(filled) == 1 and cells[0] == filled[0] and len(cells) > 1
        else tuple(cells)
    )


def _continues(cell: Element) -> bool:
    """Whether a cell only continues the one above it: its text stands there."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _text(cell: Element) -> str:
    texts = (" ".join(paragraph_text(paragraph).split()) for paragraph in cell.iter(f"{_W}p"))
    return " ".join(text for text in texts if text)
