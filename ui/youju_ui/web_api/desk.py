"""Where questions queue: so many are answered at once, so many may wait, the next is turned away at once.

Runs the library's synchronous calls in threads of its own number, so that nothing else that needs a
thread (an upload, a page) waits behind questions. Belongs to one event loop.
"""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from youju.errors import Message
from youju_ui.messages import web_api as texts
from youju_ui.web_api.problems import Problem, ProblemError

if TYPE_CHECKING:
    from youju_ui.web_api.metrics import Metrics

_T = TypeVar("_T")
_FIRST_GUESS = 0.1
_SMOOTHING = 0.1
_LONGEST_WAIT = 60


class Desk:
    """Admits questions.

    Args:
        concurrency: questions worked on at the same time.
        queue: questions that may wait beside them.
        metrics: counts those turned away.
    """

    def __init__(self, *, concurrency: int, queue: int, metrics: Metrics) -> None:
        from anyio import CapacityLimiter

        self._concurrency = concurrency
        self._room = concurrency + queue
        self._metrics = metrics
        self._limiter = CapacityLimiter(concurrency)
        self._inside = 0
        self._seconds = _FIRST_GUESS

    @property
    def inside(self) -> int:
        """Questions being answered or waiting."""
        return self._inside

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None, None]:
        """A place for one question while the body of the ``with`` runs.

        Raises:
            ProblemError: there is none (503, with the seconds after which to come again).
        """
        if self._inside >= self._room:
            self._metrics.count("question_refused")
            raise ProblemError(self._full())
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    async def work(self, call: Callable[[], _T]) -> _T:
        """Run a call of the library in a thread, when there is one; inside ``place``."""
        from anyio import to_thread

        def timed() -> tuple[_T, float]:
            begun = perf_counter()
            return call(), perf_counter() - begun

        result, seconds = await to_thread.run_sync(timed, limiter=self._limiter)
        self._seconds += _SMOOTHING * (seconds - self._seconds)
        return result

    @contextmanager
    def turn(self) -> Generator[None]:
        """A place and a turn for a question that runs in a thread of the loop already; it waits, and is not refused.

        Whoever sent it has a queue of his own with a limit of its own (the chat's).
        """
        from anyio import from_thread

        borrower = object()
        from_thread.run(self._take, borrower)
        begun = perf_counter()
        try:
            yield
        finally:
            from_thread.run_sync(self._give, borrower, perf_counter() - begun)

    async def _take(self, borrower: object) -> None:
        self._inside += 1
        try:
            await self._limiter.acquire_on_behalf_of(borrower)
        except BaseException:
            self._inside -= 1
            raise

    def _give(self, borrower: object, seconds: float) -> None:
        self._limiter.release_on_behalf_of(borrower)
        self._inside -= 1
        self._seconds += _SMOOTHING * (seconds - self._seconds)

    async def aside(self, call: Callable[[], _T]) -> _T:
        """Run a short call in a thread that is none of the questions'."""
        from anyio import to_thread

        return await to_thread.run_sync(call)

    async def run(self, call: Callable[[], _T]) -> _T:
        """``work`` in a ``place``.

        Raises:
            ProblemError: there is no place.
        """
        async with self.place():
            return await self.work(call)

    def _full(self) -> Problem:
        """How long until those before are served, by how long questions took lately."""
        seconds = math.ceil(self._inside * self._seconds / self._concurrency)
        wait = min(max(seconds, 1), _LONGEST_WAIT)
        detail = Message(
            zh=texts.BUSY.zh.format(seconds=wait), en=texts.BUSY.en.format(seconds=wait)
        )
        return Problem(503, "busy", detail, {"retry-after": str(wait)})
