"""Which uploads were sent under which idempotency key, so that one sent again is not added again."""

from __future__ import annotations

from threading import Lock

_KEPT = 10_000


class Repeats:
    """Remembers the last uploads of every asker; forgets them with the server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def find(self, owner: str, key: str) -> tuple[str, str] | None:
        """Fingerprint and job of the upload under a key."""
        with self._lock:
            return self._known.get((owner, key))

    def remember(self, owner: str, key: str, fingerprint: str, job_id: str) -> None:
        """Keep an upload under its key; the oldest beyond ten thousand goes."""
        with self._lock:
            self._known[owner, key] = (fingerprint, job_id)
            if len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]
