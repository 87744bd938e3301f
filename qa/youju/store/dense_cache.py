"""The vectors of the database in a searchable index, in memory, following its generation.

Derived: it can be dropped at any moment. Which passages the keys stand for, and whether they are
still there, the store asks the database.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np

from youju.store.connections import Connections, select
from youju.store.revisions import Revision, changed_since, read_revision
from youju.store.rows import unpack_vectors
from youju.store.scoping import EVERYTHING, condition
from youju_embeddings.shared_lock import SharedLock

if TYPE_CHECKING:
    from collections.abc import Callable

    import apsw

    from youju.schema import Scope
    from youju_embeddings.protocols import Identifiers, VectorIndex, Vectors

SCOPES_KEPT = 64

_ALL = """
SELECT v.passage, d.id, v.packed FROM vectors v
JOIN passages p ON p.key = v.passage JOIN documents d ON d.key = p.document
"""
_OF_DOCUMENTS = _ALL + " WHERE d.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - only constants are put together


class DenseCache:
    """Nearest passages by cosine, over keys of the table ``passages``.

    Args:
        connections: where the vectors are read from.
        dimension: of every vector.
        make_index: makes an empty index of a dimension.
    """

    def __init__(
        self,
        connections: Connections,
        dimension: int,
        *,
        make_index: Callable[[int], VectorIndex],
    ) -> None:
        self._connections = connections
        self._dimension = dimension
        self._make_index = make_index
        self._refreshing = threading.Lock()
        self._shared = SharedLock()
        self._index: VectorIndex | None = None
        self._keys: dict[str, Identifiers] = {}
        self._revision: Revision | None = None
        self._allowed: OrderedDict[tuple[int, Scope], Identifiers] = OrderedDict()

    def search(self, vector: Vectors, k: int, *, scope: Scope) -> list[tuple[int, float]]:
        """Passage keys and cosines of the ``k`` nearest in scope, best first."""
        while True:
            with self._connections.reading() as connection:
                self._refresh(connection)
                seen = read_revision(connection)
                allowed = None if scope == EVERYTHING else self._allowed_keys(connection, scope)
            with self._shared.reading():
                if allowed is not None and self._revision != seen:
                    continue  # a writer was faster: the keys in scope are not those of the index
                if self._index is None or (allowed is not None and not len(allowed)):
                    return []
                keys, scores = self._index.search(vector, k, allowed=allowed)
            return list(zip(keys.tolist(), scores.tolist(), strict=True))

    def keys(self) -> Identifiers:
        """All keys in the index as it stands after a refresh, in ascending order."""
        with self._connections.reading() as connection:
            self._refresh(connection)
        with self._shared.reading():
            parts = list(self._keys.values())
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)

    def __len__(self) -> int:
        with self._shared.reading():
            return 0 if self._index is None else len(self._index)

    def _refresh(self, connection: apsw.Connection) -> None:
        """Bring the index up to what the connection sees; one that is further on stays as it is."""
        wanted = read_revision(connection)
        if self._is_current(wanted):
            return
        with self._refreshing:
            if self._is_current(wanted):
                return
            known, self._revision = self._revision, None  # half a refresh is no state to go on from
            changed = changed_since(connection, known) if known else None
            if changed is None:
                self._rebuild(connection)
            else:
                self._replace(connection, changed)
            self._revision = wanted

    def _is_current(self, wanted: Revision) -> bool:
        revision = self._revision
        return revision is not None and revision.generation >= wanted.generation

    def _rebuild(self, connection: apsw.Connection) -> None:
        index = self._make_index(self._dimension)
        keys = self._load(index, select(connection, _ALL))
        with self._shared.writing():
            self._index, self._keys = index, keys

    def _replace(self, connection: apsw.Connection, documents: frozenset[str]) -> None:
        rows = select(connection, _OF_DOCUMENTS, (json.dumps(sorted(documents)),))
        with self._shared.writing():
            index = self._index
            if index is None:
                return
            gone = [self._keys.pop(document) for document in documents if document in self._keys]
            if gone:
                index.remove(np.concatenate(gone))
            self._keys.update(self._load(index, rows))

    def _load(self, index: VectorIndex, rows: list[tuple[Any, ...]]) -> dict[str, Identifiers]:
        """Add rows of key, document id and vector to the index; returns the keys by document."""
        if not rows:
            return {}
        keys = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        index.add(keys, unpack_vectors([row[2] for row in rows], self._dimension))
        grouped: dict[str, list[int]] = {}
        for key, document, _ in rows:
            grouped.setdefault(document, []).append(key)
        return {document: np.array(group, np.int64) for document, group in grouped.items()}

    def _allowed_keys(self, connection: apsw.Connection, scope: Scope) -> Identifiers:
        """The keys in scope, remembered for the generation that the connection sees."""
        place = (read_revision(connection).generation, scope)
        with self._refreshing:
            known = self._allowed.get(place)
            if known is not None:
                self._allowed.move_to_end(place)
                return known
        where, parameters = condition(scope)
        statement = (
            "SELECT p.key FROM documents d JOIN passages p ON p.document = d.key "  # noqa: S608 - only constants are put together
            f"WHERE {where} ORDER BY p.key"
        )
        rows = select(connection, statement, parameters)
        allowed = np.fromiter((key for (key,) in rows), np.int64, len(rows))
        with self._refreshing:
            self._allowed[place] = allowed
            while len(self._allowed) > SCOPES_KEPT:
                self._allowed.popitem(last=False)
        return allowed


def faiss_index(dimension: int) -> VectorIndex:
    """The index used unless another is passed; FAISS is loaded when the first search wants it."""
    from youju_embeddings.faiss_index import FaissIndex

    return FaissIndex(dimension)
