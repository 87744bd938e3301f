"""Table rows of a document as an HTML table; the cells come escaped and with their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CELLS = re.compile(r"\t| ?[|｜] ?")
_TAG = re.compile(r"</?mark>")


def render_rows(rows: Sequence[tuple[str, str]]) -> str:
    """Neighbouring rows as one table; each is its ``<tr>`` attributes and its inert text.

    A row is cut into cells at tabs or bars. A mark that reaches over a cell's edge is closed and
    opened again, so that the markup stays well formed.
    """
    written = "".join(
        f"<tr {attributes}>{''.join(f'<td>{cell}</td>' for cell in cells_of(text))}</tr>"
        for attributes, text in rows
    )
    return f'<div class="yj-table"><table><tbody>{written}</tbody></table></div>'


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of one row, each with balanced ``<mark>`` tags."""
    parts = _CELLS.split(text.strip().strip("|｜").strip(" "))
    cells: list[str] = []
    is_open = False
    for part in parts:
        cell = f"<mark>{part}" if is_open else part
        for tag in _TAG.findall(part):
            is_open = tag == "<mark>"
        cells.append(f"{cell}</mark>" if is_open else cell)
    return tuple(cells)
