"""Who may write: one process at a time per library, whose pid the others can tell their users.

The lock file serialises writers across processes; that a transaction is whole is SQLite's work.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from youju.errors import LibraryLockedError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

WAIT_SECONDS = 5.0


def locked_error(folder: Path, holder: int | None) -> LibraryLockedError:
    """The error for a library that another process is writing to, naming it when it is known."""
    who_zh = f"另一个进程（进程号 {holder}）" if holder else "另一个进程"
    who_en = f"Another process (pid {holder})" if holder else "Another process"
    return LibraryLockedError(
        zh=f"{who_zh}正在写入资料库“{folder}”。请等它完成，或结束它之后再试；查询不受影响。",
        en=f"{who_en} is writing to the library {folder}. Wait for it or end it, then try again; "
        "searching is not affected.",
    )


class WriteLock:
    """The right to write to one library; re-entrant within a thread, exclusive between processes.

    Args:
        path: the lock file; the pid of the holder stands beside it while it is held.
        wait_seconds: how long to wait for another process before giving up.
    """

    def __init__(self, path: Path, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._folder = path.parent
        self._note = path.with_suffix(".pid")
        self._file = FileLock(path, thread_local=False)
        self._wait_seconds = wait_seconds
        self._threads = threading.RLock()
        self._depth = 0

    @contextlib.contextmanager
    def held(self) -> Generator[None]:
        """Hold the lock for the body of a ``with``.

        Raises:
            LibraryLockedError: another process kept it for longer than the wait.
        """
        with self._threads:
            if self._depth == 0:
                self._acquire()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._release()

    def holder(self) -> int | None:
        """The process that holds the lock, as far as its note tells; None when it is not alive."""
        try:
            holder = int(self._note.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return holder if holder > 0 and _is_alive(holder) else None

    def _acquire(self) -> None:
        try:
            self._file.acquire(timeout=self._wait_seconds)
        except Timeout as error:
            raise locked_error(self._folder, self.holder()) from error
        with contextlib.suppress(OSError):  # the note is a courtesy to whoever waits
            self._note.write_text(str(os.getpid()), encoding="ascii")

    def _release(self) -> None:
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._file.release()


def _is_alive(pid: int) -> bool:
    """Whether a process runs; where asking would end it (Windows) it is taken to be alive."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
