"""A scope as SQL and as index terms, so that rights are part of every query; holds no data itself."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from youju.schema import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYTHING = Scope()

_TAG_LENGTH = 200


def collections_of(scope: Scope) -> frozenset[str] | None:
    """The collections both asked for and readable, None without a limit."""
    if scope.collections is None or scope.readable is None:
        return scope.readable if scope.collections is None else scope.collections
    return scope.collections & scope.readable


def is_empty(scope: Scope) -> bool:
    """Whether nothing at all can be in scope."""
    collections = collections_of(scope)
    return (collections is not None and not collections) or (
        scope.documents is not None and not scope.documents
    )


def condition(scope: Scope) -> tuple[str, tuple[str, ...]]:
    """A condition on the table ``documents AS d``, and its parameters."""
    parts, parameters = ["1"], list[str]()
    collections = collections_of(scope)
    if collections is not None:
        parts.append("d.collection IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(collections)))
    if scope.documents is not None:
        parts.append("d.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(scope.documents)))
    for key, value in scope.metadata:
        parts.append(
            "EXISTS (SELECT 1 FROM json_each(d.metadata) m WHERE m.key = ? AND m.value = ?)"
        )
        parameters.extend((key, value))
    return " AND ".join(parts), tuple(parameters)


def document_tags(document_id: str, collection: str, metadata: Mapping[str, str]) -> list[str]:
    """The terms under which the word index keeps the passages of a document."""
    return [
        document_tag(document_id),
        _collection_tag(collection),
        *(_metadata_tag(key, value) for key, value in metadata.items()),
    ]


def document_tag(document_id: str) -> str:
    """The term that only the passages of one document have."""
    return _tag("d", document_id)


def scope_tags(scope: Scope) -> list[list[str]]:
    """What a passage must have to be in scope: one term out of every list."""
    alternatives: list[list[str]] = []
    collections = collections_of(scope)
    if collections is not None:
        alternatives.append([_collection_tag(name) for name in sorted(collections)])
    if scope.documents is not None:
        alternatives.append([document_tag(identity) for identity in sorted(scope.documents)])
    alternatives.extend([_metadata_tag(key, value)] for key, value in scope.metadata)
    return alternatives


def _collection_tag(name: str) -> str:
    return _tag("c", name)


def _metadata_tag(key: str, value: str) -> str:
    return _tag("m", f"{len(key)}:{key}{value}")


def _tag(kind: str, name: str) -> str:
    """A term of bounded length: the index leaves out very long ones without a word."""
    if len(name) > _TAG_LENGTH:
        name = "#" + hashlib.sha256(name.encode("utf-8")).hexdigest()
    return kind + name
