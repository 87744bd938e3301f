"""One open library for all parts of a program that open the same folder with the same settings.

Each part holds a lease; the last one that lets go closes the library, as does the collector for parts
that were forgotten. A library that the program opened itself is never in here: its opener closes it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary, finalize

from youju.library import Library
from youju.settings import Settings, with_values

if TYPE_CHECKING:
    from collections.abc import Mapping

_Key = tuple[Path, tuple[tuple[str, object], ...]]


class _Shared:
    """One open library and how many lease it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.leases = 0
        self.close = finalize(self, library.close)


class Lease:
    """The right to use a shared library until it is closed."""

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared
        self._open = True

    @property
    def library(self) -> Library:
        """The library; closed once nobody leases it."""
        return self._shared.library

    def close(self) -> None:
        """Let go; calling it twice is fine."""
        with _LOCK:
            if self._open:
                self._open = False
                self._shared.leases -= 1
                if self._shared.leases == 0:
                    self._shared.close()


# Of the process, as the libraries are: whoever opens a folder cannot know who else did.
_LOCK = Lock()
_SHARED: WeakValueDictionary[_Key, _Shared] = WeakValueDictionary()


def lease(path: str | Path, settings: Mapping[str, object]) -> Lease:
    """A lease of the library in a folder, opened if it is not; ``settings`` are those that are not the usual ones.

    Raises:
        LibraryNotFoundError: nothing is in the folder.
        LibraryMismatchError: it was built with an encoder that its settings do not name.
        ConfigError: a setting is unknown, or its value is none.
    """
    key = (Path(path).expanduser().resolve(), tuple(sorted(settings.items())))
    with _LOCK:
        shared = _SHARED.get(key)
        if shared is None or not shared.leases:
            values = with_values(Settings(), settings)
            shared = _SHARED[key] = _Shared(Library.open(key[0], create=False, settings=values))
        shared.leases += 1
        return Lease(shared)
