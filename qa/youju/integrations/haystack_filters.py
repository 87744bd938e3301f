"""Haystack's filters as a scope: what the store can do inside its query, and an error for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from youju.errors import ConfigError
from youju.schema import Scope


def scope_of(filters: Mapping[str, Any] | None) -> Scope:
    """The scope that a filter asks for; None and ``{}`` ask for everything.

    ``meta.collection`` and ``meta.document_id`` take ``==`` and ``in``, every other ``meta.…`` field
    ``==``; several go together with ``AND``.

    Raises:
        ConfigError: any other field, operator or shape.
    """
    collections: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    pairs: list[tuple[str, str]] = []
    for condition in _conditions(filters or {}):
        field, operator, value = (condition.get(key) for key in ("field", "operator", "value"))
        name = str(field).removeprefix("meta.")
        if operator == "in" and isinstance(value, list | tuple | set | frozenset):
            wanted = frozenset(str(one) for one in value)
        elif operator == "==":
            wanted = frozenset({str(value)})
        else:
            raise _unsupported(condition)
        if name == "collection":
            collections = wanted if collections is None else collections & wanted
        elif name == "document_id":
            documents = wanted if documents is None else documents & wanted
        elif operator == "==" and str(field).startswith("meta."):
            pairs.append((name, str(value)))
        else:
            raise _unsupported(condition)
    return Scope(collections=collections, documents=documents, metadata=tuple(pairs))


def _conditions(filters: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The comparisons of a filter, all of which must hold."""
    if not filters:
        return []
    if "conditions" not in filters:
        return [filters]
    if filters.get("operator") != "AND":
        raise _unsupported(filters)
    return [inner for one in filters["conditions"] for inner in _conditions(one)]


def _unsupported(condition: Mapping[str, Any]) -> ConfigError:
    return ConfigError(
        zh=f"不支持的过滤条件：{dict(condition)}。可用：meta.collection 和 meta.document_id 的 ==、in，其他 meta 字段的 ==，以及 AND。",
        en=f"The filter {dict(condition)} is not supported. Use == or in on meta.collection and meta.document_id, == on other meta fields, and AND.",
    )
