"""A report as a plain table that can be pasted anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.scoring import DEPTHS

if TYPE_CHECKING:
    from youju_eval.scoring import Report, Row


def table(report: Report) -> str:
    """The measures by type as aligned columns, then lengths and what is missing."""
    head = [
        "type", "answerable", "unanswerable", *(f"evidence@{k}" for k in DEPTHS),
        "answer_hit", "mean_length", "longest", "refusal_recall", "false_refusals",
    ]  # fmt: skip
    lines = [head, *(_cells(row) for row in (*report.rows, report.total))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    text = "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
    short = f"figure+entity answers: mean length {_number(report.short_mean_length, 1)}, longest {_number(report.short_longest, 0)}"
    gone = f"\nwithout a record (misses): {', '.join(report.missing)}" if report.missing else ""
    return f"{text}\n{short}{gone}"


def _cells(row: Row) -> list[str]:
    """One row of the table."""
    return [
        row.type,
        str(row.answerable),
        str(row.unanswerable),
        *(_number(row.evidence[k], 3) for k in DEPTHS),
        _number(row.answer_hit, 3),
        _number(row.mean_length, 1),
        _number(row.longest, 0),
        _number(row.refusal_recall, 3),
        _number(row.false_refusals, 3),
    ]


def _number(value: float | None, digits: int) -> str:
    """A number, a dash for nothing to measure."""
    return "-" if value is None else f"{value:.{digits}f}"
