"""Statements that read values back: documents, passages, words, vectors, and what hits stand for.

Each takes a connection inside a transaction, so that what it returns is of one state.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from youju.errors import NotInLibraryError
from youju.store.connections import select
from youju.store.rows import (
    NO_TERMS,
    PassageRow,
    read_document,
    unpack_terms,
    unpack_vectors,
)
from youju.store.schema_sql import HEAD_COLUMNS, PASSAGE_COLUMNS
from youju.store.scoping import condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import apsw

    from youju.schema import Document, Passage, Scope
    from youju.store.base import PassageTerms
    from youju.store.documents import DocumentCache
    from youju_embeddings.protocols import Vectors

_HEADS = f"SELECT {HEAD_COLUMNS} FROM documents d WHERE "  # noqa: S608 - only constants are put together
_COUNTS = (
    "SELECT d.id, (SELECT count(*) FROM passages p WHERE p.document = d.key) "
    "FROM documents d WHERE {where}"
)
_PASSAGES = f"SELECT {PASSAGE_COLUMNS} FROM passages p "  # noqa: S608 - only constants are put together
_PASSAGES_BY_ID = _PASSAGES + "WHERE p.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - only constants are put together
_PASSAGES_OF = _PASSAGES + 'WHERE p.document = ? ORDER BY p.start, p."end", p.id'
_BY_PASSAGE = (
    "SELECT p.id, x.packed FROM {table} x JOIN passages p ON p.key = x.passage "
    "WHERE p.id IN (SELECT value FROM json_each(?))"
)
_TERMS = _BY_PASSAGE.format(table="terms")
_VECTORS = _BY_PASSAGE.format(table="vectors")


def heads(connection: apsw.Connection, scope: Scope) -> tuple[Document, ...]:
    """The documents in scope by name, without their text."""
    where, parameters = condition(scope)
    rows = select(connection, _HEADS + where + " ORDER BY d.name, d.id", parameters)
    return tuple(read_document(row) for row in rows)


def passage_counts(connection: apsw.Connection, scope: Scope) -> dict[str, int]:
    """How many passages each document in scope has, by its id."""
    where, parameters = condition(scope)
    return dict(select(connection, _COUNTS.format(where=where), parameters))


def head_of(connection: apsw.Connection, collection: str, source: str) -> Document | None:
    """The document of a source in a collection, without its text; None when there is none."""
    rows = select(connection, _HEADS + "d.collection = ? AND d.source = ?", (collection, source))
    return read_document(rows[0]) if rows else None


def no_document(document_id: str) -> NotInLibraryError:
    """The error for an id that no document has."""
    return NotInLibraryError(
        zh=f"资料库中没有编号为“{document_id}”的文档。运行 youju list 查看全部文档。",
        en=f"No document {document_id} in the library. `youju list` shows them all.",
    )


def document_key(connection: apsw.Connection, document_id: str) -> int | None:
    """The key of a document's row, None when there is none."""
    row = connection.execute("SELECT key FROM documents WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else int(row[0])


def packed_blocks(connection: apsw.Connection, key: int) -> bytes:
    """The blocks of the document under a key."""
    row: tuple[bytes] = next(
        connection.execute("SELECT packed FROM blocks WHERE document = ?", (key,))
    )
    return row[0]


def passages_by_id(
    connection: apsw.Connection, passage_ids: Sequence[str], documents: DocumentCache
) -> tuple[Passage, ...]:
    """The passages that are there, in the order asked for."""
    rows = select(connection, _PASSAGES_BY_ID, (json.dumps(list(passage_ids)),))
    found = {passage.id: passage for passage in _read_passages(connection, rows, documents)}
    return tuple(found[identity] for identity in passage_ids if identity in found)


def passages_of(
    connection: apsw.Connection, key: int, documents: DocumentCache
) -> tuple[Passage, ...]:
    """The passages of the document under a key, in order of position."""
    return _read_passages(connection, select(connection, _PASSAGES_OF, (key,)), documents)


def terms_by_id(
    connection: apsw.Connection, passage_ids: Sequence[str]
) -> tuple[PassageTerms, ...]:
    """The words of each passage, empty for one that is gone."""
    rows = select(connection, _TERMS, (json.dumps(list(passage_ids)),))
    found = {identity: unpack_terms(packed) for identity, packed in rows}
    return tuple(found.get(identity, NO_TERMS) for identity in passage_ids)


def vectors_by_id(
    connection: apsw.Connection, passage_ids: Sequence[str], dimension: int
) -> Vectors:
    """The vector of each passage, zeros for one that is gone."""
    vectors: Vectors = np.zeros((len(passage_ids), dimension), np.float32)
    found: dict[str, bytes] = dict(select(connection, _VECTORS, (json.dumps(list(passage_ids)),)))
    places = [place for place, identity in enumerate(passage_ids) if identity in found]
    if places:
        packed = [found[passage_ids[place]] for place in places]
        vectors[places] = unpack_vectors(packed, dimension)
    return vectors


def _read_passages(
    connection: apsw.Connection, rows: Iterable[tuple[Any, ...]], documents: DocumentCache
) -> tuple[Passage, ...]:
    read = [PassageRow(*row) for row in rows]
    owners = documents.fetch(connection, (row.document for row in read))
    return tuple(row.passage(owners[row.document]) for row in read)
