"""A small SQLite file of the server's own beside the library's: made when first written, one statement at a time.

What the library knows of documents is never in one; a file that is lost costs keys or uploads, no text.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

from youju.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import apsw

_BUSY_MILLISECONDS = 5_000
_VERSION = 2
"""Of all the files' tables: one that is older gets the tables that came later."""


class SideDatabase:
    """One connection, used by one thread at a time; opened when the file is there.

    Args:
        path: the file, which need not exist.
        tables: the statements that make it.
        first: statements with their values, run once after that.
    """

    def __init__(
        self, path: Path, tables: str, *, first: Sequence[tuple[str, Sequence[object]]] = ()
    ) -> None:
        self.path = path
        self._tables = tables
        self._first = first
        self._lock = Lock()
        self._connection: apsw.Connection | None = None

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self._connection is not None or self.path.is_file()

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a statement gives; nothing while there is no file.

        Raises:
            StoreError: the file cannot be read.
        """
        with self._lock:
            if self._connection is None and not self.path.is_file():
                return []
            return self._run(self._opened(), statement, values)

    def change(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement that writes, making the file when it is not there; how many rows changed.

        Raises:
            StoreError: the file cannot be written.
        """
        with self._lock:
            if self._connection is None:
                self._make()
            connection = self._opened()
            self._run(connection, statement, values)
            return connection.changes()

    def close(self) -> None:
        """Give back the file; calling it twice is fine."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _make(self) -> None:
        """The empty file, readable by its owner alone from the first moment."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise _unusable(self.path, error.strerror or str(error)) from error

    def _opened(self) -> apsw.Connection:
        import apsw

        if self._connection is not None:
            return self._connection
        try:
            connection = apsw.Connection(str(self.path))
            connection.set_busy_timeout(_BUSY_MILLISECONDS)
            if connection.pragma("user_version") != _VERSION:
                with connection:
                    connection.execute(self._tables)
                    for statement, values in self._first:
                        connection.execute(statement, tuple(values))
                    connection.pragma("user_version", _VERSION)
        except apsw.Error as error:
            raise _unusable(self.path, str(error)) from error
        self._connection = connection
        return connection

    def _run(
        self, connection: apsw.Connection, statement: str, values: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        import apsw

        try:
            return list(connection.execute(statement, tuple(values)))
        except apsw.ConstraintError:
            raise
        except apsw.Error as error:
            raise _unusable(self.path, str(error)) from error


def _unusable(path: Path, reason: str) -> StoreError:
    return StoreError(
        zh=f"无法使用文件 {path}：{reason}。请检查权限和磁盘空间；若已损坏，停止服务器、移走它再启动（其中的密钥、用户或上传的文件要重新建立，文档不受影响）。",
        en=f"The file {path} cannot be used: {reason}. Check its permissions and the disk; if it is damaged, stop the server, move it away and start again (keys, users or uploaded files in it have to be made anew, documents are not affected).",
    )
