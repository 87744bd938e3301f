"""The one cell of a table row that a question asks for, with its row label and column head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.answering.clauses import trim
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.retrieval.rerank import figure_match
from youju.schema import Passage, Span

CELL_BREAK = " |"
"""What tells a table row: every parsed text has it between cells, also before an empty one."""

_VALUE = re.compile(r"[-+(（]?[\d,.，]+[%％)）]?")
_MOST_ROWS = 6
_TELLING = 0.2
"""What a fitting figure adds to the share of the question that a column's head holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what names it; ``label`` and ``value`` are spans of the document's text."""

    label: Span
    value: Span
    text: str
    """Readable: 城东馆 停止入馆：16:30."""
    figure: float
    """Fit in [-1, 1] of its figure to the one asked for."""
    head: str = ""
    """The head of its column; empty for a value beside its label."""


def column_text(cells: Sequence[Cell], text: str) -> str:
    """One cell as it is; several as their rows' labels with their values under one head."""
    if len(cells) == 1:
        return cells[0].text
    rows = "；".join(f"{one.label.of(text)} {one.value.of(text)}" for one in cells)
    return f"{cells[0].head}：{rows}"


def find_cell(question: WeightedWords, wanted: Wanted, passage: Passage, row: Span) -> Cell | None:
    """The cell of a row under the column the question names, or beside the label it names.

    None when no cell stands out, or the one that does is empty.
    """
    text = passage.document.text
    cells = _cells(text, row)
    heads = column_heads(passage, row)
    label = _label(question, text, cells)
    if label is None:
        return None
    if not any(question.coverage(head) for head in heads):
        return _beside(wanted, text, cells, label)
    values = {
        column: question.coverage(heads[column]) + _TELLING * _fit(wanted, cell.of(text))
        for column, cell in enumerate(cells)
        if column != label and len(cell) and question.coverage(heads[column])
    }
    if not values:
        return None
    best = max(values, key=lambda column: (values[column], -column))
    named = f"{cells[label].of(text)} {heads[best]}"
    return _cell(wanted, text, cells[label], cells[best], named, head=heads[best])


def find_column(
    question: WeightedWords, wanted: Wanted, passage: Passage, cell: Cell
) -> tuple[Cell, ...]:
    """That cell and those under the same head in the passage's other rows, where the question names none.

    年假有几天 over a table by years of service means every row. The cell alone where its row is named,
    where one of the others is, or where there are too many.
    """
    text = passage.document.text
    if question.coverage(cell.label.of(text)):
        return (cell,)
    found: list[Cell] = []
    for row in passage.sentences:
        if CELL_BREAK not in row.of(text) or not column_heads(passage, row):
            continue
        other = find_cell(question, wanted, passage, row)
        if other is None:
            continue
        if question.coverage(other.label.of(text)):
            return (cell,)
        if other.figure >= cell.figure and other.head == cell.head:
            found.append(other)
    return tuple(found) if cell in found and len(found) <= _MOST_ROWS else (cell,)


def row_value(passage: Passage, row: Span) -> str:
    """What a row says with its column heads; empty for a row that only names things."""
    text = row.of(passage.document.text)
    heads = column_heads(passage, row)
    if not heads and not any(_VALUE.fullmatch(part.strip()) for part in text.split("|")):
        return ""
    return f"{text} {' '.join(heads)}"


def column_heads(passage: Passage, row: Span) -> tuple[str, ...]:
    """The head of each column of a row, the lines of a head put together by column.

    From the passage's head, else from the nearest row above of as many cells that holds no values;
    empty where there is none, so also for the head itself.
    """
    text = passage.document.text
    columns = len(_cells(text, row))
    lines = [_split(line) for line in passage.head.splitlines()]
    fitting = [line for line in lines if len(line) == columns > 1 and not _holds_values(line)]
    if fitting:
        return tuple(" ".join(filter(None, parts)) for parts in zip(*fitting, strict=True))
    above = [_split(one.of(text)) for one in passage.sentences if one.end <= row.start]
    for line in reversed(above):
        if len(line) == columns > 1 and not _holds_values(line):
            return line
    return ()


def _holds_values(cells: tuple[str, ...]) -> bool:
    return any(_VALUE.fullmatch(cell) for cell in cells)


def _label(question: WeightedWords, text: str, cells: list[Span]) -> int | None:
    """The cell that names the row: the one that holds most of the question, else the first."""
    naming = [
        column
        for column, cell in enumerate(cells)
        if len(cell) and not _VALUE.fullmatch(cell.of(text))
    ]
    if len(cells) < 2 or not naming:
        return None
    return max(naming, key=lambda column: (question.coverage(cells[column].of(text)), -column))


def _beside(wanted: Wanted, text: str, cells: list[Span], label: int) -> Cell | None:
    """The first value to the right of a label: 股东总数 | | 79,053."""
    for cell in cells[label + 1 :]:
        if len(cell):
            valued = _VALUE.fullmatch(cell.of(text)) is not None
            named = cells[label].of(text)
            return _cell(wanted, text, cells[label], cell, named) if valued else None
    return None


def _cell(
    wanted: Wanted, text: str, label: Span, value: Span, named: str, *, head: str = ""
) -> Cell:
    return Cell(label, value, f"{named}：{value.of(text)}", _fit(wanted, value.of(text)), head)


def _fit(wanted: Wanted, value: str) -> float:
    """As ``figure_match``, but a bare number may be in any unit: the head or the caption says which."""
    fit = figure_match(wanted, value)
    bare = wanted.asks is Asks.FIGURE and _VALUE.fullmatch(value) is not None
    return max(fit, 0.3) if bare and not value.endswith(("%", "％")) else fit


def _cells(text: str, row: Span) -> list[Span]:
    cells: list[Span] = []
    start = row.start
    while (end := text.find("|", start, row.end)) >= 0:
        cells.append(trim(text, Span(start, end)))
        start = end + 1
    cells.append(trim(text, Span(start, row.end)))
    return cells


def _split(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in line.split("|"))
