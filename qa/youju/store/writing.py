"""Putting and removing one document inside the transaction it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from youju.store.manifests import save_manifest
from youju.store.revisions import record_change, start_revisions
from youju.store.rows import (
    pack_blocks,
    pack_terms,
    pack_vectors,
    write_document,
    write_passage,
)
from youju.store.schema_sql import (
    APPLICATION_ID,
    INSERT_DOCUMENT,
    INSERT_PASSAGE,
    SCHEMA_VERSION,
    TABLES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju.schema import Block, Document, Passage
    from youju.store.base import Manifest, PassageTerms
    from youju_embeddings.protocols import Vectors


def create_tables(connection: apsw.Connection, manifest: Manifest) -> None:
    """Make an empty database a library."""
    connection.execute(TABLES)
    save_manifest(connection, manifest)
    start_revisions(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def require_consistent(
    document: Document,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    terms: Sequence[PassageTerms],
    vectors: Vectors,
    *,
    dimension: int,
) -> None:
    """Refuse what could not be read back as it is given.

    Raises:
        ValueError: lengths, shapes or ids do not fit, or a text is not the text of its span.
    """
    if vectors.shape != (len(passages), dimension) or len(terms) != len(passages):
        raise ValueError(
            f"{len(passages)} passages with {len(terms)} terms and vectors of shape "
            f"{vectors.shape}; the library's dimension is {dimension}"
        )
    if len({passage.id for passage in passages}) != len(passages):
        raise ValueError(f"two passages of {document.id} have the same id")
    parts: list[Block | Passage] = [*blocks, *passages]
    for part in parts:
        if part.span.end > len(document.text) or part.span.of(document.text) != part.text:
            raise ValueError(f"the text of {document.id} at {part.span} is not {part.text[:40]!r}")
    for passage in passages:
        if passage.document.id != document.id:
            raise ValueError(f"passage {passage.id} belongs to {passage.document.id}")


def put_document(
    connection: apsw.Connection,
    document: Document,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    terms: Sequence[PassageTerms],
    vectors: Vectors,
) -> None:
    """Store one document, replacing what was there under its id.

    Raises:
        ValueError: another document has a passage of the same id, or a word or vector is not valid.
    """
    words = [pack_terms(each) for each in terms]
    numbers = pack_vectors(vectors)
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    (document_key,) = next(connection.execute(INSERT_DOCUMENT, write_document(document)))
    connection.execute("INSERT INTO blocks VALUES (?, ?)", (document_key, pack_blocks(blocks)))
    try:
        keys: list[int] = [
            next(connection.execute(INSERT_PASSAGE, write_passage(passage, document_key)))[0]
            for passage in passages
        ]
    except apsw.ConstraintError as error:
        raise ValueError(f"another document has a passage id of {document.id}") from error
    connection.executemany("INSERT INTO terms VALUES (?, ?)", zip(keys, words, strict=True))
    connection.executemany("INSERT INTO vectors VALUES (?, ?)", zip(keys, numbers, strict=True))
    record_change(connection, document.id)


def remove_document(connection: apsw.Connection, document_id: str) -> bool:
    """Remove one document with all that hangs on it; False when it was not there."""
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    if not connection.changes():
        return False
    record_change(connection, document_id)
    return True
