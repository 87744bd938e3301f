"""Memory of a process that serves for weeks with many threads."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's malloc.h."""
_HEAPS = 2


def share_heaps() -> None:
    """Have all threads allocate from two heaps; where the C library is not glibc, do nothing.

    glibc gives threads heaps of their own, eight for each core, and what one of them frees the
    others cannot use: a server whose threads encode uploads holds several times what it needs. Only
    threads that allocate for the first time afterwards are concerned, so it is called before any do.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is not None:
        tune(_ARENA_MAX, _HEAPS)
