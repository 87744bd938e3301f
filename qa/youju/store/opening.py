"""Opening the database of a library: made when it may be, checked before anything is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.store.connections import Connections, damaged, select
from youju.store.manifests import is_library, load_manifest
from youju.store.places import DATABASE_NAME, not_found
from youju.store.writing import create_tables

if TYPE_CHECKING:
    import apsw

    from youju.store.base import Manifest
    from youju.store.locking import WriteLock

CHECKED_BYTES = 256 * 1024 * 1024
"""Databases up to this size are checked page by page whenever they are opened."""


def open_database(
    connections: Connections, lock: WriteLock, manifest: Manifest, *, create: bool
) -> Manifest:
    """The manifest of the library in the folder, which is made with ``manifest`` when missing.

    Raises:
        LibraryNotFoundError: there is none and ``create`` is False.
        LibraryDamagedError: the database does not pass its checks.
        LibraryMismatchError: a newer version made it.
    """
    folder = connections.folder
    file = folder / DATABASE_NAME
    if not file.exists() or file.stat().st_size == 0:
        if not create:
            raise not_found(folder)
        return _create(connections, lock, manifest)
    with connections.reading() as connection:
        _require_sound(connection, connections)
        if is_library(connection, folder):
            return load_manifest(connection, folder)
    if not create:
        raise not_found(folder)
    return _create(connections, lock, manifest)


def _create(connections: Connections, lock: WriteLock, manifest: Manifest) -> Manifest:
    """Make the tables, unless another process was faster."""
    with lock.held(), connections.writing() as connection:
        if is_library(connection, connections.folder):
            return load_manifest(connection, connections.folder)
        create_tables(connection, manifest)
        return manifest


def _require_sound(connection: apsw.Connection, connections: Connections) -> None:
    """A page-by-page check for all but very large files, whose check is a command of its own."""
    file = connections.folder / DATABASE_NAME
    if file.stat().st_size > CHECKED_BYTES:
        return
    ((result,),) = select(connection, "PRAGMA quick_check(1)")
    if result != "ok":
        raise damaged(connections.folder, str(result))
