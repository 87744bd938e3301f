"""Files that were uploaded and belong to no collection yet, and collections that hold nothing yet.

The OpenAI flow needs both: a file is created first and put into a vector store later. Kept in
``shelf.sqlite`` beside the library, so that a restart in between does no harm.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING, Any

from youju_ui.database import SideDatabase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "shelf.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    owner TEXT NOT NULL,
    created INTEGER NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS collections (
    name TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    metadata TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY,
    collection TEXT NOT NULL,
    created INTEGER NOT NULL,
    jobs TEXT NOT NULL
) STRICT;
"""
_BATCH_SECONDS = 7 * 86_400
"""Batches are kept as long as the jobs they are made of."""
_FILE = "id, name, purpose, owner, created, size"


@dataclass(frozen=True, slots=True)
class ShelvedFile:
    """An uploaded file, without its bytes."""

    id: str
    name: str
    purpose: str
    owner: str
    created: int
    """Seconds since 1970."""
    size: int


@dataclass(frozen=True, slots=True)
class ShelvedCollection:
    """A collection that was made by name, whether or not documents are in it."""

    name: str
    created: int
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShelvedBatch:
    """Uploads that were put into a collection together."""

    id: str
    collection: str
    created: int
    jobs: Mapping[str, str]
    """The job of each file."""


class Shelf:
    """The uploads and collections beside one library."""

    def __init__(self, folder: Path) -> None:
        self._database = SideDatabase(folder / FILE_NAME, _TABLES)

    def put_file(self, name: str, data: bytes, *, purpose: str, owner: str) -> ShelvedFile:
        """Keep a file."""
        file = ShelvedFile(
            f"file-{secrets.token_hex(12)}", name, purpose, owner, int(time()), len(data)
        )
        self._database.change(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (file.id, name, purpose, owner, file.created, file.size, data),
        )
        return file

    def file(self, file_id: str) -> ShelvedFile | None:
        """A kept file; None when there is none of this id."""
        rows = self._database.rows(f"SELECT {_FILE} FROM files WHERE id = ?", (file_id,))  # noqa: S608 - only constants
        return ShelvedFile(*rows[0]) if rows else None

    def data(self, file_id: str) -> bytes:
        """The bytes of a kept file; empty when there is none of this id."""
        rows = self._database.rows("SELECT data FROM files WHERE id = ?", (file_id,))
        return bytes(rows[0][0]) if rows else b""

    def files(self) -> tuple[ShelvedFile, ...]:
        """All kept files, oldest first."""
        rows = self._database.rows(f"SELECT {_FILE} FROM files ORDER BY created, id")  # noqa: S608 - only constants
        return tuple(ShelvedFile(*row) for row in rows)

    def drop_file(self, file_id: str) -> bool:
        """Forget a file; False when there was none of this id."""
        return (
            self._database.exists()
            and self._database.change("DELETE FROM files WHERE id = ?", (file_id,)) > 0
        )

    def put_collection(
        self, name: str, metadata: Mapping[str, str] | None = None
    ) -> ShelvedCollection:
        """Keep a collection's name; one that is there gets the new metadata."""
        kept = self.collection(name)
        created = int(time()) if kept is None else kept.created
        packed = json.dumps(dict(metadata or {}), ensure_ascii=False)
        self._database.change(
            "INSERT INTO collections VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET metadata = excluded.metadata",
            (name, created, packed),
        )
        return ShelvedCollection(name, created, dict(metadata or {}))

    def collection(self, name: str) -> ShelvedCollection | None:
        """A kept collection; None when it was never made by name."""
        rows = self._database.rows("SELECT * FROM collections WHERE name = ?", (name,))
        return _collection(rows[0]) if rows else None

    def collections(self) -> tuple[ShelvedCollection, ...]:
        """All kept collections by name."""
        rows = self._database.rows("SELECT * FROM collections ORDER BY name")
        return tuple(_collection(row) for row in rows)

    def drop_collection(self, name: str) -> bool:
        """Forget a collection's name; False when it was never made by name."""
        return (
            self._database.exists()
            and self._database.change("DELETE FROM collections WHERE name = ?", (name,)) > 0
        )

    def put_batch(self, collection: str, jobs: Mapping[str, str]) -> ShelvedBatch:
        """Keep which files went into a collection together; forgets what is older than a week."""
        kept = ShelvedBatch(f"vsfb_{secrets.token_hex(12)}", collection, int(time()), dict(jobs))
        packed = json.dumps(dict(jobs))
        self._database.change(
            "DELETE FROM batches WHERE created < ?", (kept.created - _BATCH_SECONDS,)
        )
        self._database.change(
            "INSERT INTO batches VALUES (?, ?, ?, ?)", (kept.id, collection, kept.created, packed)
        )
        return kept

    def batch(self, batch_id: str) -> ShelvedBatch | None:
        """A kept batch; None when there is none of this id."""
        rows = self._database.rows("SELECT * FROM batches WHERE id = ?", (batch_id,))
        if not rows:
            return None
        identity, collection, created, jobs = rows[0]
        return ShelvedBatch(identity, collection, created, json.loads(jobs))

    def close(self) -> None:
        """Give back the file; calling it twice is fine."""
        self._database.close()


def _collection(row: tuple[Any, ...]) -> ShelvedCollection:
    name, created, metadata = row
    return ShelvedCollection(name, created, json.loads(metadata))
