"""Dify's metadata conditions over a document's attributes; its names for the comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from youju_ui.web_api.filters import Condition, bad_filter, in_order, number_of


def dify_condition(conditions: Sequence[Mapping[str, Any]], *, every: bool) -> Condition:
    """Conditions ``{name, comparison_operator, value}`` that all (``every``) or any must hold.

    Raises:
        ProblemError: a comparison has no such name (400).
    """
    parts = [_one(condition) for condition in conditions]
    return lambda known: (all if every else any)(part(known) for part in parts)


def _one(condition: Mapping[str, Any]) -> Condition:
    operator = str(condition["comparison_operator"]).strip().lower()
    compare = _OPERATORS.get(operator)
    if compare is None:
        raise bad_filter(operator)
    names, value = condition["name"], condition.get("value")
    keys = [names] if isinstance(names, str) else list(names)
    return lambda known: any(compare(known.get(key, ""), value) for key in keys)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _equal(text: str, value: object) -> bool:
    one, other = number_of(text), number_of(value)
    return one == other if one is not None and other is not None else text == _text(value)


def _among(text: str, value: object) -> bool:
    listed = value if isinstance(value, list) else _text(value).split(",")
    return any(_equal(text, str(one).strip()) for one in listed)


_OPERATORS: dict[str, Callable[[str, object], bool]] = {
    "contains": lambda text, value: _text(value) in text,
    "not contains": lambda text, value: _text(value) not in text,
    "start with": lambda text, value: text.startswith(_text(value)),
    "end with": lambda text, value: text.endswith(_text(value)),
    "is": _equal,
    "is not": lambda text, value: not _equal(text, value),
    "in": _among,
    "not in": lambda text, value: not _among(text, value),
    "empty": lambda text, _: not text,
    "not empty": lambda text, _: bool(text),
    "=": _equal,
    "≠": lambda text, value: not _equal(text, value),
    ">": lambda text, value: in_order(text, value, lambda one, other: one > other),
    "<": lambda text, value: in_order(text, value, lambda one, other: one < other),
    "≥": lambda text, value: in_order(text, value, lambda one, other: one >= other),
    "≤": lambda text, value: in_order(text, value, lambda one, other: one <= other),
    "before": lambda text, value: in_order(text, value, lambda one, other: one < other),
    "after": lambda text, value: in_order(text, value, lambda one, other: one > other),
}
