"""Whether a bulk child runs, for whom, and until when; what goes through it is its user's business."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from youju_embeddings.bulk_process import BulkProcess, bulk_available

if TYPE_CHECKING:
    from collections.abc import Generator


class BulkLane:
    """At most one child, used by one thread at a time, ended when idle.

    Args:
        idle_seconds: how long an unused child lives.
    """

    def __init__(self, idle_seconds: float) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._process: BulkProcess | None = None
        self._timer: threading.Timer | None = None
        self._given_up = not bulk_available()

    @property
    def running(self) -> bool:
        """Whether a child is there already, so that even a few texts are worth sending."""
        return self._process is not None

    @contextmanager
    def take(self) -> Generator[BulkProcess | None]:
        """The child, started when there is none; None when another thread has it or it cannot be had."""
        if self._given_up or not self._lock.acquire(blocking=False):
            yield None
            return
        try:
            self._stop_timer()
            if self._process is None:
                self._process = BulkProcess()
            yield self._process
        finally:
            if self._given_up:
                self._end_process()
            else:
                self._start_timer()
            self._lock.release()

    def give_up(self) -> None:
        """Use no child any more: it failed, and would fail again."""
        self._given_up = True

    def close(self) -> None:
        """End the child, waiting for the thread that uses it; calling it twice is fine."""
        with self._lock:
            self._stop_timer()
            self._end_process()

    def _start_timer(self) -> None:
        self._timer = threading.Timer(self._idle_seconds, self._close_idle)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close_idle(self) -> None:
        # Whoever holds the lock is using the child and starts a new timer afterwards.
        if self._lock.acquire(blocking=False):
            try:
                self._end_process()
            finally:
                self._lock.release()

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.close()
