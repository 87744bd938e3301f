"""How often one asker may come: a bucket of tokens for each, filled evenly, emptied by one a request."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 10_000
"""Askers kept in mind; beyond, those whose bucket is full again are forgotten."""


class RateLimit:
    """``per_minute`` requests a minute for each name, as many of them at once.

    Args:
        per_minute: size of the bucket, and how much flows in within a minute.
        clock: seconds, for tests.
    """

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> float:
        """Take one token; 0 when there was one, else the seconds until there is."""
        with self._lock:
            now = self._clock()
            held = self._held(name, now)
            if held < 1:
                self._buckets[name] = (held, now)
                return (1 - held) * 60 / self.per_minute
            self._buckets[name] = (held - 1, now)
            if len(self._buckets) > _REMEMBERED:
                self._forget(now)
            return 0.0

    def _held(self, name: str, now: float) -> float:
        held, since = self._buckets.get(name, (float(self.per_minute), now))
        return min(float(self.per_minute), held + (now - since) * self.per_minute / 60)

    def _forget(self, now: float) -> None:
        kept = {
            name: bucket
            for name, bucket in self._buckets.items()
            if self._held(name, now) < self.per_minute
        }
        self._buckets = kept
