"""A bounded SQLite file of vectors that may fail at any time without anyone noticing but the log."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import zlib
from typing import TYPE_CHECKING, TypeVar

import apsw
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from youju_embeddings.protocols import Vectors

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY,
    vector BLOB NOT NULL,
    used INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS vectors_by_use ON vectors (used);
"""
_VERSION = 1
_BUSY_MILLISECONDS = 5_000
_KEYS_AT_ONCE = 500
_USE_RESOLUTION_SECONDS = 86_400
"""A vector's last use is kept to the day, so that reading seldom has to write."""
_KEPT_AFTER_EVICTION = 0.9
_CHECKSUM_BYTES = 4

_log = logging.getLogger(__name__)

Result = TypeVar("Result")


class CacheFile:
    """Vectors by key in one file, shared by threads and processes.

    Each vector carries a checksum; one that does not fit counts as missing. A file that SQLite calls
    damaged is deleted and begun again, one that cannot be opened or written is left aside; both are
    logged as warnings. No method raises for the file's sake.

    Args:
        path: the file; its folder is made.
        maximum_bytes: above this the longest unused tenth is dropped.
    """

    def __init__(self, path: Path, *, maximum_bytes: int) -> None:
        self._path = path
        self._maximum_bytes = maximum_bytes
        self._lock = threading.Lock()
        self._connection: apsw.Connection | None = None
        self._left_aside = False

    def read(self, keys: Sequence[bytes], dimension: int) -> dict[bytes, Vectors]:
        """The vectors that are there, each float32 of shape (dimension,)."""
        return self._guarded(lambda database: _read(database, keys, dimension), {})

    def write(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep vectors; they are on disk, though not yet safe from a power cut, on return."""
        self._guarded(lambda database: _write(database, vectors, self._maximum_bytes), None)

    def close(self) -> None:
        """Close the file; calling it twice is fine, and the next use opens it again."""
        with self._lock:
            self._disconnect()

    def _guarded(self, work: Callable[[apsw.Connection], Result], otherwise: Result) -> Result:
        with self._lock:
            for _attempt in range(2):
                if self._left_aside:
                    break
                try:
                    return work(self._connected())
                except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError) as error:
                    self._replace(error)
                except apsw.BusyError:
                    _log.warning("The vector cache %s is busy; going on without it.", self._path)
                    break
                except (apsw.Error, OSError) as error:
                    _log.warning("The vector cache %s is left aside: %s", self._path, error)
                    self._disconnect()
                    self._left_aside = True
        return otherwise

    def _connected(self) -> apsw.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = apsw.Connection(str(self._path))
            try:
                database.set_busy_timeout(_BUSY_MILLISECONDS)
                _prepare(database)
            except apsw.Error:
                database.close()
                raise
            self._connection = database
        return self._connection

    def _replace(self, error: apsw.Error) -> None:
        _log.warning("The vector cache %s is damaged and begun again: %s", self._path, error)
        self._disconnect()
        for suffix in ("", "-wal", "-shm"):
            try:
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            except OSError as reason:
                _log.warning("The vector cache %s is left aside: %s", self._path, reason)
                self._left_aside = True

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(apsw.Error):
                connection.close()


def _prepare(database: apsw.Connection) -> None:
    version = _integer(database, "user_version")
    if version not in {0, _VERSION}:
        raise apsw.SQLError(f"version {version}, not {_VERSION}")
    if version == 0:
        # A cursor stops at the first row, which the first statement gives: run it to the end.
        database.execute(_SCHEMA).fetchall()
        database.pragma("user_version", _VERSION)
    database.pragma("synchronous", "NORMAL")


def _integer(database: apsw.Connection, pragma: str) -> int:
    return int(str(database.pragma(pragma)))


def _read(database: apsw.Connection, keys: Sequence[bytes], dimension: int) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    stale: list[bytes] = []
    now = int(time.time())
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = tuple(keys[start : start + _KEYS_AT_ONCE])
        marks = ",".join("?" * len(some))
        query = f"SELECT key, vector, used FROM vectors WHERE key IN ({marks})"  # noqa: S608 - only marks
        for key, packed, used in database.execute(query, some):
            vector = _unpacked(packed, dimension)
            if vector is not None:
                found[key] = vector
                if now - used > _USE_RESOLUTION_SECONDS:
                    stale.append(key)
    if stale:
        # Only the order of eviction suffers when another process writes or the file is read-only.
        with contextlib.suppress(apsw.BusyError, apsw.ReadOnlyError), database:
            database.executemany(
                "UPDATE vectors SET used = ? WHERE key = ?", [(now, key) for key in stale]
            )
    return found


def _write(database: apsw.Connection, vectors: Mapping[bytes, Vectors], maximum_bytes: int) -> None:
    now = int(time.time())
    with database:
        database.executemany(
            "INSERT OR REPLACE INTO vectors (key, vector, used) VALUES (?, ?, ?)",
            [(key, _packed(vector), now) for key, vector in vectors.items()],
        )
    pages = _integer(database, "page_count") - _integer(database, "freelist_count")
    size = pages * _integer(database, "page_size")
    if size > maximum_bytes:
        _evict(database, 1 - _KEPT_AFTER_EVICTION * maximum_bytes / size)


def _evict(database: apsw.Connection, share: float) -> None:
    """Drop the longest unused ``share`` of the vectors; the file keeps its size and fills up again."""
    with database:
        rows = database.execute("SELECT count(*) FROM vectors").fetchall()
        database.execute(
            "DELETE FROM vectors WHERE rowid IN "
            "(SELECT rowid FROM vectors ORDER BY used, rowid LIMIT ?)",
            (max(1, int(int(str(rows[0][0])) * share)),),
        )


def _packed(vector: Vectors) -> bytes:
    data = vector.astype("<f4").tobytes()
    return data + zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "little")


def _unpacked(packed: object, dimension: int) -> Vectors | None:
    if not isinstance(packed, bytes) or len(packed) != dimension * 4 + _CHECKSUM_BYTES:
        return None
    data, checksum = packed[:-_CHECKSUM_BYTES], packed[-_CHECKSUM_BYTES:]
    if zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "little") != checksum:
        return None
    return np.frombuffer(data, "<f4").astype(np.float32)
