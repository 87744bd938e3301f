"""Files of rows (JSONL, JSON, CSV, plain or gzipped) to ``Line``; what the rows mean is each format's.

A set must not lose rows silently: every row is converted, and the error names the first that cannot
be and how many there are.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from youju.errors import EvaluationError
from youju_eval.jsonl import Line

T = TypeVar("T")

CSV_LIMIT = 1 << 24
"""Longest cell, in characters; Python's own limit of 131,072 is less than a long document."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file; ``error`` says why it is no object."""

    line: Line
    error: EvaluationError | None = None


def read_text(path: Path) -> str:
    """A UTF-8 file, with or without byte order mark, gzipped if its name ends in ``.gz``.

    Raises:
        EvaluationError: it cannot be read, is damaged, or is in another encoding.

    """
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".gz":
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise EvaluationError(
            zh=f"无法读取 {path}：{detail}。",
            en=f"{path} cannot be read: {detail}.",
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        kind = "UTF-16" if data.startswith(_UTF16) else ""
        raise EvaluationError(
            zh=f"{path}:{number}：不是 UTF-8 文字{f'（是 {kind}）' if kind else ''}。请另存为 UTF-8 后再试。",
            en=f"{path}:{number}: not UTF-8 text{f' but {kind}' if kind else ''}. Save it as UTF-8 and try again.",
        ) from error


def read_rows(path: Path, convert: Callable[[Line], T]) -> tuple[T, ...]:
    """Every row of a JSONL, JSON or CSV file, converted; blank lines are skipped.

    Raises:
        EvaluationError: the file cannot be read, or rows cannot: the first, and how many.

    """
    return converted(rows_of(path), convert)


def converted(rows: Iterable[Row], convert: Callable[[Line], T]) -> tuple[T, ...]:
    """Every row converted.

    Raises:
        EvaluationError: of the first row that cannot be, saying how many others cannot.

    """
    found: list[T] = []
    problems: list[EvaluationError] = []
    for row in rows:
        try:
            if row.error is not None:
                raise row.error
            found.append(convert(row.line))
        except EvaluationError as error:
            problems.append(error)
    raise_first(problems)
    return tuple(found)


def raise_first(problems: list[EvaluationError]) -> None:
    """Raise the first of the errors, saying how many others there are; nothing without errors."""
    if not problems:
        return
    first, more = problems[0].message, len(problems) - 1
    if not more:
        raise problems[0]
    raise EvaluationError(
        zh=f"{first.zh}另有 {more} 处也有问题。",
        en=f"{first.en} {more} more {'is' if more == 1 else 'are'} wrong as well.",
    ) from problems[0]


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file: ``.csv``, ``.json`` (a list, or columns), else an object a line.

    Raises:
        EvaluationError: the file cannot be read.

    """
    suffix = (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()
    text = read_text(path)
    if suffix == ".csv":
        return _csv_rows(text, path)
    listed = suffix == ".json" or text.lstrip().startswith("[")
    if listed and (value := _whole(text)) is not None:
        return _json_rows(value, path)
    return _line_rows(text, path)


def whole(path: Path) -> object:
    """A file as one JSON value; None when it is not (a ``.json`` of lines is common).

    Raises:
        EvaluationError: it cannot be read.

    """
    return _whole(read_text(path))


def _whole(text: str) -> object:
    """The text as one JSON value; None when it is not."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def _line_rows(text: str, path: Path) -> Iterator[Row]:
    """A JSON object a line; only a line feed ends one, since texts may hold other separators."""
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        place = f"{path}:{number}"
        try:
            value = json.loads(raw)
        except json.JSONDecodeError as error:
            detail = f"{error.msg}, column {error.colno}"
            yield Row(Line(place, {}), _broken(place, detail))
            continue
        yield _object(value, place)


def _json_rows(value: object, path: Path) -> Iterator[Row]:
    """The objects of a list; ``{"question": [...], "answer": [...]}`` is a table of columns."""
    if isinstance(value, dict):
        columns = cast("dict[str, object]", value)
        value = _transposed(columns) if _is_table(columns) else [columns]
    if not isinstance(value, list):
        value = [value]
    for number, entry in enumerate(cast("list[object]", value), start=1):
        yield _object(entry, f"{path}[{number}]")


def _is_table(columns: dict[str, object]) -> bool:
    """Whether an object is a table: lists of the same length by column."""
    values = list(columns.values())
    lengths = {len(cast("list[object]", one)) for one in values if isinstance(one, list)}
    return len(lengths) == 1 and all(isinstance(one, list) for one in values)


def _transposed(columns: dict[str, object]) -> list[object]:
    """The rows of a table of columns."""
    lists = [cast("list[object]", column) for column in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


def _csv_rows(text: str, path: Path) -> Iterator[Row]:
    """The rows of a CSV file with a head; an empty cell is a missing field."""
    csv.field_size_limit(CSV_LIMIT)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            place = f"{path}:{reader.line_num}"
            fields = {name: value for name, value in row.items() if value}
            spilt = cast("dict[str | None, object]", fields).pop(None, None)
            yield Row(
                Line(place, cast("dict[str, object]", fields)), _spilt(place) if spilt else None
            )
    except csv.Error as error:
        yield Row(Line(str(path), {}), _broken(f"{path}:{reader.line_num}", str(error)))


def _object(value: object, place: str) -> Row:
    """A value as a row."""
    if isinstance(value, dict):
        return Row(Line(place, cast("dict[str, object]", value)))
    return Row(Line(place, {}), _broken(place, type(value).__name__))


def _broken(place: str, detail: str) -> EvaluationError:
    """The error that something is no JSON object."""
    return EvaluationError(
        zh=f"{place}：不是有效的 JSON 对象（{detail}）。",
        en=f"{place}: not a valid JSON object ({detail}).",
    )


def _spilt(place: str) -> EvaluationError:
    """The error that a row has more cells than the head."""
    return EvaluationError(
        zh=f"{place}：这一行的单元格比表头多。请给含逗号的文字加上引号。",
        en=f"{place}: this row has more cells than the head. Quote texts that hold commas.",
    )
