"""The review table as CSV that Excel, WPS and LibreOffice open and save: cells to texts and back.

What a row means is the business of ``review``. Cells that a spreadsheet would take for a formula are
written with an apostrophe, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from youju.errors import EvaluationError

COLUMNS = ("keep", "id", "type", "question", "answers", "evidence", "document", "note")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ALTERNATIVE = " || "
"""Between texts of which any one is evidence enough; each line is needed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the place it stands at (``file:line``)."""

    place: str
    cells: Mapping[str, str]


def write_table(rows: Iterable[Mapping[str, str]], path: Path) -> None:
    """Write rows of ``COLUMNS``, UTF-8 with the mark that Excel needs to see that it is."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_guarded(row.get(column, "")) for column in COLUMNS])
    path.write_bytes(buffer.getvalue().encode("utf-8-sig"))


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table as a spreadsheet saved it: UTF-8, UTF-16 or GBK; comma, semicolon or tab.

    Raises:
        EvaluationError: it cannot be read, or columns are missing.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvaluationError(
            zh=f"无法读取 {path}：{error.strerror}。",
            en=f"{path} cannot be read: {error.strerror}.",
        ) from error
    text = _decoded(data, path)
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names: Sequence[str] | None = None
    rows: list[Row] = []
    line = 0
    try:
        for cells in reader:
            place, line = f"{path}:{line + 1}", reader.line_num
            if names is None:
                names = [cell.strip().lower() for cell in cells]
                _ensure_columns(names, place)
            elif any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(names) - len(cells))]
                rows.append(Row(place, dict(zip(names, map(_bare, padded), strict=False))))
    except csv.Error as error:
        raise EvaluationError(
            zh=f"{path}:{reader.line_num}：不是有效的 CSV（{error}）。",
            en=f"{path}:{reader.line_num}: not valid CSV ({error}).",
        ) from error
    return tuple(rows)


def lines_of(texts: Iterable[str]) -> str:
    """Several texts as one cell, one a line; line breaks inside a text become spaces."""
    return "\n".join(" ".join(text.split()) for text in texts)


def groups_of(evidence: Iterable[Sequence[str]]) -> str:
    """Evidence as one cell: one line for each text that is needed, `` || `` between alternatives."""
    return "\n".join(
        _ALTERNATIVE.join(" ".join(text.split()) for text in group) for group in evidence
    )


def texts_in(cell: str) -> tuple[str, ...]:
    """The texts of a cell, one a line."""
    return tuple(line.strip() for line in cell.splitlines() if line.strip())


def evidence_in(cell: str) -> tuple[tuple[str, ...], ...]:
    """The evidence of a cell."""
    return tuple(
        tuple(text.strip() for text in line.split(_ALTERNATIVE.strip()) if text.strip())
        for line in texts_in(cell)
        if line.replace("|", "").strip()
    )


def same_cell(one: str, other: str) -> bool:
    """Whether two cells say the same: white space at line ends and blank lines do not count."""
    return texts_in(one) == texts_in(other)


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise EvaluationError(
        zh=f"{path}：无法识别文字编码。请在表格软件里另存为“CSV UTF-8”。",
        en=f"{path}: the text encoding is not known. Save it as “CSV UTF-8” in the spreadsheet.",
    )


def _ensure_columns(names: Sequence[str], place: str) -> None:
    missing = [one for one in COLUMNS if one not in names and one != "note"]
    if missing:
        raise EvaluationError(
            zh=f"{place}：缺少列 {'、'.join(missing)}。请保留第一行的列名。",
            en=f"{place}: the columns {', '.join(missing)} are missing. Keep the names of the first row.",
        )


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell
