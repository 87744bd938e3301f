"""Conditions on documents, as the clients of OpenAI and Dify write them, into a scope.

Evaluated over the documents one may read and handed to the search as their ids: a condition is part
of the query, never a filter over its results.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from youju.errors import Message
from youju_ui.messages import web_api as texts
from youju_ui.web_api.problems import Problem, ProblemError

if TYPE_CHECKING:
    from youju.schema import Document

Condition = Callable[[Mapping[str, str]], bool]
"""Whether a document with these attributes is wanted."""
_DEEPEST = 10


def attributes_of(document: Document) -> dict[str, str]:
    """What conditions can name: the document's own fields, and its metadata."""
    own = {
        "document_id": document.id,
        "document": document.name,
        "document_name": document.name,
        "filename": document.name,
        "title": document.title,
        "collection": document.collection,
        "source": document.source,
        "media_type": document.media_type,
        "added": document.added,
        "date": document.date or "",
    }
    return {**own, **document.metadata}


def openai_filter(sent: Mapping[str, Any], depth: int = 0) -> Condition:
    """A comparison ``{type, key, value}`` or a compound ``{type: and|or, filters}``.

    Raises:
        ProblemError: it is neither (400).
    """
    kind = sent.get("type")
    if kind in {"and", "or"}:
        inner = sent.get("filters")
        if not isinstance(inner, list) or depth > _DEEPEST:
            raise bad_filter("filters")
        parts = [openai_filter(_mapping(one), depth + 1) for one in inner]
        every = kind == "and"
        return lambda known: (all if every else any)(part(known) for part in parts)
    key, value = sent.get("key"), sent.get("value")
    compare = _COMPARISONS.get(str(kind))
    if compare is None or not isinstance(key, str) or value is None:
        raise bad_filter(f"type {kind}")
    return lambda known: compare(known.get(key, ""), value)


def ids_where(documents: Sequence[Document], condition: Condition) -> frozenset[str]:
    """The ids of the documents that fulfil a condition."""
    return frozenset(one.id for one in documents if condition(attributes_of(one)))


def bad_filter(why: str) -> ProblemError:
    """The problem of a filter that cannot be read."""
    detail = Message(zh=texts.BAD_FILTER.zh.format(why=why), en=texts.BAD_FILTER.en.format(why=why))
    return ProblemError(Problem(400, "bad_request", detail))


def number_of(text: object) -> float | None:
    """A text as a number; None when it is none."""
    try:
        return float(str(text))
    except ValueError:
        return None


def in_order(first: str, second: object, wanted: Callable[[float, float], bool]) -> bool:
    """Whether two values stand in an order: as numbers where both are, else as texts (dates are)."""
    one, other = number_of(first), number_of(second)
    if one is not None and other is not None:
        return wanted(one, other)
    if not first:
        return False
    return wanted(float((first > str(second)) - (first < str(second))), 0.0)


def _same(first: str, second: object) -> bool:
    if isinstance(second, bool):
        return first.lower() == str(second).lower()
    one, other = number_of(first), number_of(second)
    if one is not None and other is not None:
        return one == other
    return first == str(second)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise bad_filter("filters")
    return value


_COMPARISONS: dict[str, Callable[[str, Any], bool]] = {
    "eq": _same,
    "ne": lambda first, second: not _same(first, second),
    "gt": lambda first, second: in_order(first, second, lambda one, other: one > other),
    "gte": lambda first, second: in_order(first, second, lambda one, other: one >= other),
    "lt": lambda first, second: in_order(first, second, lambda one, other: one < other),
    "lte": lambda first, second: in_order(first, second, lambda one, other: one <= other),
    "in": lambda first, second: any(_same(first, one) for one in _listed(second)),
    "nin": lambda first, second: not any(_same(first, one) for one in _listed(second)),
}
