"""Connections to the one database file: opened alike, pooled for readers, errors said for people.

SQLite reports in codes; everything that leaves the store is one of the errors in ``youju.errors``.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

import apsw

from youju.errors import LibraryDamagedError, LibraryFullError, StoreError
from youju.store.locking import locked_error
from youju.store.places import DATABASE_NAME, not_writable

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

BUSY_MILLISECONDS = 5_000
JOURNAL_BYTES_KEPT = 32 * 1024 * 1024
IDLE_READERS_KEPT = 8


class Connections:
    """All connections of one open store: any number of readers, one writer.

    Args:
        folder: the library's folder; the database file is made when it is missing.
        vfs: name of an apsw file system to open through, for tests that inject faults.
    """

    def __init__(self, folder: Path, *, vfs: str | None = None) -> None:
        self.folder = folder
        self._vfs = vfs
        self._guard = threading.Lock()
        self._idle: list[apsw.Connection] = []
        self._writer: apsw.Connection | None = None
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    @contextlib.contextmanager
    def reading(self) -> Generator[apsw.Connection]:
        """A connection with one consistent view of the database for the body of a ``with``."""
        connection = self._borrow()
        try:
            with translated(self.folder):
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    _end(connection, "COMMIT")
        finally:
            self._give_back(connection)

    @contextlib.contextmanager
    def writing(self) -> Generator[apsw.Connection]:
        """The writer inside one transaction: whole after the ``with``, or nothing of it.

        The caller holds the library's write lock.
        """
        with translated(self.folder):
            connection = self._open_writer()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _end(connection, "ROLLBACK")
                raise

    def close(self) -> None:
        """Close everything; readers under way are closed as they come back."""
        with self._guard:
            self._closed = True
            connections = [*self._idle, *([self._writer] if self._writer else [])]
            self._idle, self._writer = [], None
        for connection in connections:
            connection.close()

    def _borrow(self) -> apsw.Connection:
        with self._guard:
            if self._closed:
                raise _closed_error(self.folder)
            if self._idle:
                return self._idle.pop()
        with translated(self.folder):
            return self._connect()

    def _give_back(self, connection: apsw.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < IDLE_READERS_KEPT:
                self._idle.append(connection)
                return
        connection.close()

    def _open_writer(self) -> apsw.Connection:
        with self._guard:
            if self._closed:
                raise _closed_error(self.folder)
            if self._writer is None:
                self._writer = self._connect()
            return self._writer

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.folder / DATABASE_NAME), vfs=self._vfs)
        try:
            connection.set_busy_timeout(BUSY_MILLISECONDS)
            ((mode,),) = connection.execute("PRAGMA journal_mode = WAL").fetchall()
            if mode != "wal":
                raise not_writable(self.folder)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES_KEPT}")
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def translated(folder: Path) -> Generator[None]:
    """Turn what SQLite raises in the body of a ``with`` into the store's errors."""
    try:
        yield
    except apsw.FullError as error:
        raise LibraryFullError(
            zh=f"磁盘空间不足，无法写入资料库“{folder}”。已保存的文档没有丢失；请清理磁盘后重试。",
            en=f"No space is left for the library {folder}. Nothing that was saved is lost; "
            "free some space and try again.",
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise locked_error(folder, None) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise damaged(folder, str(error)) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise not_writable(folder) from error
    except apsw.IOError as error:
        raise StoreError(
            zh=f"读写资料库“{folder}”时磁盘出错（{error}）。已保存的文档没有丢失；"
            "请检查磁盘后重试。",
            en=f"The disk failed while the library {folder} was read or written ({error}). "
            "Nothing that was saved is lost; check the disk and try again.",
        ) from error


def select(
    connection: apsw.Connection, statement: str, parameters: Sequence[int | str] = ()
) -> list[tuple[Any, ...]]:
    """All rows of a query; STRICT tables fix the type of each column."""
    return connection.execute(statement, tuple(parameters)).fetchall()


def damaged(folder: Path, detail: str) -> LibraryDamagedError:
    """The error for a database that does not pass its checks."""
    return LibraryDamagedError(
        zh=f"资料库“{folder}”的数据库已损坏（{detail}）。请把备份的文件夹放回原处，"
        "或换一个新文件夹重新添加文档（youju --library 新文件夹 add …）。",
        en=f"The database of the library {folder} is damaged ({detail}). Put a backup of the folder "
        "back, or add the documents anew in another one (youju --library NEW add …).",
    )


def _end(connection: apsw.Connection, statement: str) -> None:
    """End a transaction that an error may have ended already (a full disk rolls back by itself)."""
    if connection.in_transaction:
        connection.execute(statement)


def _closed_error(folder: Path) -> StoreError:
    return StoreError(
        zh=f"资料库“{folder}”已经关闭，请重新打开。",
        en=f"The library {folder} was closed; open it again.",
    )
