"""The one cell of a table row that a question asks for, with its row label and column head."""

from __future__ import annotations

from dataclasses import dataclass

from youju.answering.clauses import trim
from youju.question import Wanted
from youju.retrieval.coverage import WeightedWords
from youju.retrieval.rerank import figure_match
from youju.schema import Passage, Span

CELL_BREAK = " | "
"""Between the cells of a row in every parsed text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what names it; ``label`` and ``value`` are spans of the document's text."""

    label: Span
    value: Span
    text: str
    """Readable: 城东馆 停止入馆：16:30."""


def find_cell(question: WeightedWords, wanted: Wanted, passage: Passage, row: Span) -> Cell | None:
    """The cell of a row under the column the question names, None when no column stands out."""
    text = passage.document.text
    cells = _cells(text, row)
    heads = column_heads(passage, row)
    if not heads:
        return None
    values = [
        question.coverage(head) + 0.2 * figure_match(wanted, cell.of(text))
        for head, cell in zip(heads, cells, strict=True)
    ]
    best = max(range(1, len(cells)), key=lambda column: (values[column], -column))
    if not question.coverage(heads[best]):
        return None
    label, value = cells[0], cells[best]
    return Cell(label, value, f"{label.of(text)} {heads[best]}：{value.of(text)}")


def _cells(text: str, row: Span) -> list[Span]:
    cells: list[Span] = []
    start = row.start
    while (end := text.find(CELL_BREAK, start, row.end)) >= 0:
        cells.append(trim(text, Span(start, end)))
        start = end + len(CELL_BREAK)
    cells.append(trim(text, Span(start, row.end)))
    return cells


def column_heads(passage: Passage, row: Span) -> tuple[str, ...]:
    """The head of each column of a row: from the passage's head or the first row of the table.

    Empty where there is none of as many cells, so also for the head itself.
    """
    text = passage.document.text
    columns = len(_cells(text, row))
    above = [one.of(text) for one in passage.sentences if one.end <= row.start]
    for line in (*passage.head.splitlines()[::-1], *above):
        heads = tuple(head.strip() for head in line.split(CELL_BREAK))
        if len(heads) == columns > 1:
            return heads
    return ()
