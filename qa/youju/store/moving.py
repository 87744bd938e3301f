"""Moving one document to another collection inside the transaction it is given.

The document gets a row of its own under a new key, as a new revision does: whoever keeps documents
by key (``documents``), in this process or another, never sees the former collection again. Its
passages keep their keys, words and vectors; the derived indexes read them again by the change log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.errors import AlreadyThereError
from youju.store.reading import no_document
from youju.store.revisions import record_change
from youju.store.schema_sql import COPY_DOCUMENT

if TYPE_CHECKING:
    import apsw

_SAME_SOURCE = """
SELECT other.name FROM documents other
WHERE other.collection = ? AND other.source = ? AND other.id <> ?
"""
_LEAVING = "\0"
"""The id that the former row has while both are there."""


def move_document(connection: apsw.Connection, document_id: str, collection: str) -> bool:
    """Put one document into a collection; False when it is in it already.

    Raises:
        NotInLibraryError: it is not there.
        AlreadyThereError: the collection holds another document of the same source.
    """
    row = connection.execute(
        "SELECT key, collection, source FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    if row is None:
        raise no_document(document_id)
    former, place, source = row
    if place == collection:
        return False
    same = connection.execute(_SAME_SOURCE, (collection, source, document_id)).fetchone()
    if same is not None:
        raise _already_there(same[0], collection)
    connection.execute("UPDATE documents SET id = ? WHERE key = ?", (_LEAVING, former))
    (key,) = next(connection.execute(COPY_DOCUMENT, (document_id, collection, former)))
    for table in ("blocks", "passages"):
        connection.execute(f"UPDATE {table} SET document = ? WHERE document = ?", (key, former))  # noqa: S608 - only constants
    connection.execute("DELETE FROM documents WHERE key = ?", (former,))
    record_change(connection, document_id)
    return True


def _already_there(name: str, collection: str) -> AlreadyThereError:
    return AlreadyThereError(
        zh=f"集合 {collection} 里已有同一来源的文档 {name}，不能再移入一份。先移除其中一份。",
        en=f"The collection {collection} already holds {name} from the same source. Remove one of the two first.",
    )
