"""Counts and times of the requests, written in Prometheus' text format (version 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets in seconds."""


@dataclass(slots=True)
class _Times:
    """How long the requests of one route took."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))
    seconds: float = 0.0


class Metrics:
    """Counters of one server; any thread may add to them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: dict[tuple[str, str, int], int] = {}
        self._times: dict[str, _Times] = {}
        self._events: dict[str, int] = {}

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request that was served; ``route`` is the pattern, never the path itself."""
        with self._lock:
            key = (route, method, status)
            self._requests[key] = self._requests.get(key, 0) + 1
            times = self._times.setdefault(route, _Times())
            times.buckets[bisect_left(_BOUNDS, seconds)] += 1
            times.seconds += seconds

    def count(self, event: str) -> None:
        """One event, such as a question that was turned away."""
        with self._lock:
            self._events[event] = self._events.get(event, 0) + 1

    def render(self, gauges: Mapping[str, tuple[str, float]]) -> str:
        """Everything counted so far, and ``gauges``: name → what it is and its value now."""
        with self._lock:
            lines = [
                *_family("youju_requests_total", "counter", "Requests served."),
                *(
                    _line("youju_requests_total", count, route=route, method=method, status=status)
                    for (route, method, status), count in sorted(self._requests.items())
                ),
                *_family("youju_request_seconds", "histogram", "Time until a request was served."),
                *(
                    line
                    for route, times in sorted(self._times.items())
                    for line in _histogram(route, times)
                ),
                *_family("youju_events_total", "counter", "What happened to questions and jobs."),
                *(
                    _line("youju_events_total", count, event=event)
                    for event, count in sorted(self._events.items())
                ),
            ]
        for name, (about, value) in gauges.items():
            lines += [*_family(name, "gauge", about), _line(name, value)]
        return "\n".join(lines) + "\n"


def _histogram(route: str, times: _Times) -> Iterable[str]:
    total = 0
    for bound, count in zip((*_BOUNDS, None), times.buckets, strict=True):
        total += count
        edge = "+Inf" if bound is None else f"{bound:g}"
        yield _line("youju_request_seconds_bucket", total, route=route, le=edge)
    yield _line("youju_request_seconds_sum", round(times.seconds, 6), route=route)
    yield _line("youju_request_seconds_count", total, route=route)


def _family(name: str, kind: str, about: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _line(name: str, value: float, **labels: str | int) -> str:
    written = ",".join(f'{key}="{_escaped(str(text))}"' for key, text in labels.items())
    return f"{name}{{{written}}} {value:g}" if written else f"{name} {value:g}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
