"""Tables of HTML pages: which of them hold data, and the cells of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from youju.parsing.builder import TextBuilder
from youju.parsing.markup import collapse, is_hidden
from youju.parsing.tables import Row, add_rows
from youju.schema import BlockKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN_TAGS: Final = frozenset({"script", "style", "template", "noscript"})
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_WIDEST: Final = 100


def is_data_table(table: LexborNode) -> bool:
    """Whether a table holds data: tables that lay out a page nest, or have a single column."""
    if (table.attributes.get("role") or "").lower() == "presentation":
        return False
    if table.css_first("td table, th table, td h1, td h2, td h3, td p + p + p") is not None:
        return False
    rows = [row for row in table.css("tr") if len(_cells(row)) > 1]
    return len(rows) > 1


def add_table(builder: TextBuilder, table: LexborNode) -> None:
    """Add the caption and the rows; cells that reach over rows or columns come once."""
    for caption in table.css("caption"):
        builder.add(BlockKind.CAPTION, _text(caption))
    reaching: dict[int, int] = {}
    add_rows(builder, [_row(row, reaching) for row in table.css("tr") if not is_hidden(row)])


def _row(row: LexborNode, reaching: dict[int, int]) -> Row:
    """The cells by column; ``reaching`` holds for each column how many rows its cell goes on."""
    cells: list[str | None] = []

    def skip_reached() -> None:
        while reaching.get(len(cells), 0) > 0:
            reaching[len(cells)] -= 1
            cells.append(None)

    found = _cells(row)
    for cell in found:
        skip_reached()
        start = len(cells)
        cells.append(_text(cell))
        cells.extend([""] * (_number(cell, "colspan") - 1))
        for column in range(start, len(cells)):
            reaching[column] = _number(cell, "rowspan") - 1
    skip_reached()
    return Row(tuple(cells), _is_head(row, found))


def _is_head(row: LexborNode, cells: list[LexborNode]) -> bool:
    in_head = row.parent is not None and row.parent.tag == "thead"
    return len(cells) > 1 and (in_head or all(cell.tag == "th" for cell in cells))


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in {"td", "th"} and not is_hidden(cell)]


def _number(cell: LexborNode, name: str) -> int:
    """How far a cell reaches; a hostile number is not believed."""
    stated = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(stated), _WIDEST)) if stated.isdecimal() and len(stated) < 6 else 1


def _text(node: LexborNode) -> str:
    pieces: list[str] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if current.tag == "-text":
            pieces.append(current.text_content or "")
        elif current.tag in _BREAKS:
            pieces.append(" ")
        if current.tag not in _HIDDEN_TAGS and (current is node or not is_hidden(current)):
            stack.extend(reversed(list(current.iter(include_text=True))))
    return collapse("".join(pieces)).strip()
