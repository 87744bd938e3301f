"""Which servers of a library are alive: each holds a lock on a file of its own for as long as it lives.

The system lets go of a lock when its holder ends, however it ends, so a process id that is used again
or counted in another container tells nothing wrong.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock
from uuid import uuid4

from filelock import FileLock, Timeout

_PATTERN = "jobs-{name}.lock"
_LOG = logging.getLogger(__name__)


class Presence:
    """One server among those of a library.

    Args:
        folder: the library's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.name = uuid4().hex
        self._folder = folder
        self._held: FileLock | None = None
        self._lock = Lock()

    def show(self) -> None:
        """Be alive for the others from now on; calling it twice is fine."""
        with self._lock:
            if self._held is None:
                held = FileLock(self._path(self.name), thread_local=False)
                try:
                    held.acquire(timeout=0)
                except (OSError, Timeout):
                    _LOG.exception(
                        "no other server of %s can tell that this one lives", self._folder
                    )
                    return
                self._held = held

    def is_alive(self, name: str) -> bool:
        """Whether another server lives; the file of one that does not goes."""
        path = self._path(name)
        if not name or not path.is_file():
            return False
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        path.unlink(missing_ok=True)
        lock.release()
        return False

    def sweep(self) -> None:
        """Take away the files of servers that ended without doing so."""
        prefix, suffix = _PATTERN.split("{name}")
        for path in self._folder.glob(f"{prefix}*{suffix}"):
            self.is_alive(path.name.removeprefix(prefix).removesuffix(suffix))

    def end(self) -> None:
        """Be gone for the others; calling it twice is fine."""
        with self._lock:
            if self._held is not None:
                self._path(self.name).unlink(missing_ok=True)
                self._held.release()
                self._held = None

    def _path(self, name: str) -> Path:
        return self._folder / _PATTERN.format(name=name)
