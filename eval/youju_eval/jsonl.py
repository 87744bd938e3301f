"""Lines of JSON objects with errors that name file and line; what is in them is the callers' work."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from youju.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One object with its place, and typed access to its fields."""

    place: str
    fields: Mapping[str, object]

    def text(self, name: str, *, default: str | None = None) -> str:
        """A text field; without a default it must be there.

        Raises:
            EvaluationError: it is missing or no text.

        """
        value = self.fields.get(name, default)
        if isinstance(value, str):
            return value
        raise self.wrong(name, zh="文字", en="a text")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty when it is missing.

        Raises:
            EvaluationError: it is something else.

        """
        return _texts(self.fields.get(name, [])) or self._empty(name)

    def optional_text(self, name: str) -> str:
        """A text field; empty when it is missing or null.

        Raises:
            EvaluationError: it is something else.

        """
        return "" if self.fields.get(name) is None else self.text(name)

    def number(self, name: str) -> float | None:
        """A finite number; None when it is missing or null.

        Raises:
            EvaluationError: it is something else.

        """
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        raise self.wrong(name, zh="数", en="a number")

    def whole(self, name: str) -> int | None:
        """A whole number; None when it is missing or null.

        Raises:
            EvaluationError: it is something else.

        """
        value = self.fields.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self.wrong(name, zh="整数", en="a whole number")

    def numbers(self, name: str) -> Mapping[str, float]:
        """An object of numbers by name, empty when it is missing or null.

        Raises:
            EvaluationError: it is something else.

        """
        value = self.fields.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(name, zh="对象", en="an object")
        inner = Line(self.place, cast("dict[str, object]", value))
        found = {key: inner.number(key) for key in inner.fields}
        return {key: number for key, number in found.items() if number is not None}

    def identity(self) -> str:
        """The ``id`` as text; a whole number is one too.

        Raises:
            EvaluationError: it is missing or something else.

        """
        value = self.fields.get("id")
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
        raise self.wrong("id", zh="文字或整数", en="a text or a whole number")

    def objects(self, name: str) -> tuple[Line, ...]:
        """A list of objects, empty when it is missing.

        Raises:
            EvaluationError: it is something else.

        """
        value = self.fields.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, zh="列表", en="a list")
        found = cast("list[object]", value)
        if not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(name, zh="对象的列表", en="a list of objects")
        return tuple(Line(self.place, cast("dict[str, object]", entry)) for entry in found)

    def wrong(self, name: str, *, zh: str, en: str) -> EvaluationError:
        """The error that a field is not what it should be."""
        return EvaluationError(
            zh=f"{self.place}：字段 {name} 应为{zh}。",
            en=f"{self.place}: the field {name} should be {en}.",
        )

    def _empty(self, name: str) -> tuple[str, ...]:
        if self.fields.get(name, []) == []:
            return ()
        raise self.wrong(name, zh="文字的列表", en="a list of texts")


def read_lines(path: Path) -> Iterator[Line]:
    """The objects of a JSONL file in order; blank lines are skipped.

    Raises:
        EvaluationError: the file cannot be read, or a line is no object.

    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError(
            zh=f"无法读取 {path}：{error.strerror}。",
            en=f"{path} cannot be read: {error.strerror}.",
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise _no_object(place, str(error)) from error
        if not isinstance(value, dict):
            raise _no_object(place, type(value).__name__)
        yield Line(place, cast("dict[str, object]", value))


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a list of nothing else; empty otherwise."""
    if not isinstance(value, list):
        return ()
    found = cast("list[object]", value)
    texts = tuple(entry for entry in found if isinstance(entry, str))
    return texts if len(texts) == len(found) else ()


def _no_object(place: str, detail: str) -> EvaluationError:
    """The error that a line is no JSON object."""
    return EvaluationError(
        zh=f"{place}：不是有效的 JSON 对象（{detail}）。",
        en=f"{place}: not a valid JSON object ({detail}).",
    )
