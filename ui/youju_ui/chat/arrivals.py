"""Uploaded files that wait to be added, by the page in a browser they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from threading import Lock

from youju_ui.chat.ingestion import Upload


class Arrivals:
    """Files join the ones that are being added for the same page, or wait for their turn."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: defaultdict[str, list[Upload]] = defaultdict(list)

    def put(self, session: str, uploads: Sequence[Upload]) -> tuple[Upload, ...]:
        """More files of a page; returns all of them that wait."""
        with self._guard:
            self._waiting[session].extend(uploads)
            return tuple(self._waiting[session])

    def take(self, session: str) -> tuple[Upload, ...]:
        """All files of a page that wait, for good."""
        with self._guard:
            return tuple(self._waiting.pop(session, ()))
