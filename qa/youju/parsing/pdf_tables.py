"""Ruled tables on a PDF page: found by pdfplumber, filled with the characters that pdfium read."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from youju.parsing.pdf_glyphs import Glyph, Handle
from youju.parsing.pdf_lines import text_of
from youju.parsing.tables import Row

_CAPTION: Final = re.compile(
    r"(?:^|\n)\s*(?:续?表|附表|Table|TABLE)\s*[\d一二三四五六七八九十IVX]", re.MULTILINE
)
_THIN: Final = 3.0
_LONG: Final = 15.0
_FEWEST_RULES: Final = 3
_MOST_OBJECTS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, its upper edge in points, and the characters that are in it, by index."""

    rows: tuple[Row, ...]
    top: float
    columns: int
    glyphs: frozenset[int]


def suggests_table(page: Handle, text: str) -> bool:
    """Whether looking for tables is worth its cost: rules both ways, or a few under a caption."""
    import pypdfium2.raw as pdfium

    across = down = 0
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        left, bottom, right, top = item.get_bounds()
        wide, tall = right - left, top - bottom
        if wide > _LONG and tall > _LONG:
            # One path may be a frame or hold all the rules of a table.
            strokes = max(1, int(pdfium.FPDFPath_CountSegments(item)) // 4)
            across, down = across + strokes, down + strokes
        elif wide > _LONG:
            across += 1
        elif tall > _THIN:
            down += 1
        if (across >= _FEWEST_RULES and down >= 2) or number > _MOST_OBJECTS:
            return True
    return across >= 2 and _CAPTION.search(text) is not None


class TableFinder:
    """Opens the file a second time, with pdfplumber, and only when a page asks for it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._plumber: Handle = None

    def find(self, index: int, glyphs: Sequence[Glyph]) -> list[Table]:
        """The tables of a page, top down; a page that pdfplumber cannot read has none."""
        import logging

        import pdfplumber
        from pdfminer.pdfexceptions import PDFException
        from pdfplumber.utils.exceptions import PdfminerException

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            if self._plumber is None:
                self._plumber = pdfplumber.open(io.BytesIO(self._data))
            page = self._plumber.pages[index]
            found = page.find_tables()
            tables = [_fill(table, float(page.height), glyphs) for table in found]
            page.close()
        except (PDFException, PdfminerException, RecursionError):
            return []
        except (ValueError, TypeError, LookupError, AttributeError):
            # pdfminer trusts what a damaged file says of its own objects.
            return []
        return [table for table in tables if table is not None]

    def close(self) -> None:
        """Give back the second copy."""
        if self._plumber is not None:
            self._plumber.close()


def _fill(table: Handle, height: float, glyphs: Sequence[Glyph]) -> Table | None:
    x0, y0, x1, y1 = table.bbox
    inside = [
        (index, glyph, glyph.middle[0], height - glyph.middle[1])
        for index, glyph in enumerate(glyphs)
        if x0 - 1 <= glyph.middle[0] <= x1 + 1 and y0 - 1 <= height - glyph.middle[1] <= y1 + 1
    ]
    used: set[int] = set()
    rows: list[list[str | None]] = []
    starts = _column_starts(table)
    for row in table.rows:
        cells: list[str | None] = []
        reach = 0.0
        for cell, start in zip(row.cells, starts, strict=True):
            if cell is None:
                # Either the cell on the left reaches this far, or the one above reaches down.
                cells.append("" if reach > start + 1 else None)
                continue
            reach = cell[2]
            held = [
                item for item in inside if item[0] not in used and _holds(cell, item[2], item[3])
            ]
            used.update(index for index, *_ in held)
            cells.append(text_of(glyph for _, glyph, *_ in held))
        rows.append(cells)
    return _table(rows, height - y0, frozenset(used))


def _column_starts(table: Handle) -> list[float]:
    starts = [float("inf")] * max(len(row.cells) for row in table.rows)
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if cell is not None:
                starts[column] = min(starts[column], cell[0])
    return starts


def _holds(cell: Sequence[float], x: float, y: float) -> bool:
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _table(rows: list[list[str | None]], top: float, used: frozenset[int]) -> Table | None:
    """Without empty rows and columns; None for a frame around text, which is no table."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    kept = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    cells = sum(1 for row in rows for cell in row if cell)
    if len(kept) < 2 or len(rows) < 2 or cells < 4:
        return None
    trimmed = (tuple(row[column] for column in kept) for row in rows)
    return Table(tuple(Row(row) for row in trimmed), top, len(kept), used)
