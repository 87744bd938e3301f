"""Long work in the background, one after the other in its lane, each followed by its id.

How each one ends is kept in the ledger, in which the servers of one library also see each other's. What was
under way when a server ended is a failed job for the others, which say so; adding again is harmless.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

from youju.errors import Message, YoujuError
from youju_ui.messages import web_api as texts
from youju_ui.web_api.job import Entry, Handle, Job, JobState, Work
from youju_ui.web_api.problems import Problem, ProblemError, problem_of

if TYPE_CHECKING:
    from youju_ui.web_api.ledger import Ledger

KEPT = 1_000
"""Finished jobs that are remembered."""
WAITING_KEPT = 2_000
"""Jobs that may wait where their file is kept until they begin: they take no room of their own."""
_CLOSING_SECONDS = 5.0
_LOG = logging.getLogger(__name__)


class Jobs:
    """All jobs of one server; any thread may ask.

    Args:
        ledger: where they are written; what it holds of before is known here.
        waiting: jobs of one kind that may wait.
    """

    def __init__(self, ledger: Ledger, *, waiting: int = 100) -> None:
        self._ledger = ledger
        self._waiting = waiting
        self._lock = Lock()
        self._entries: dict[str, Entry] = {}
        ledger.begin()
        self._lanes: dict[str, SimpleQueue[str | None]] = {}
        self._threads: list[Thread] = []
        self._is_closed = False

    def require_room(self, kind: str, count: int) -> None:
        """Refuse so many more jobs of files that are kept.

        Raises:
            ProblemError: too many are waiting there (503).
        """
        with self._lock:
            waiting = self._queued(kind, kept=True)
        if waiting + count > WAITING_KEPT:
            raise ProblemError(_full(waiting))

    def _queued(self, kind: str, *, kept: bool) -> int:
        """Jobs that wait, of those whose file is kept until they begin or of the others; the lock is held."""
        return sum(
            entry.job.kind == kind
            and entry.job.state is JobState.QUEUED
            and bool(entry.job.about) == kept
            for entry in self._entries.values()
        )

    def submit(
        self,
        kind: str,
        *,
        owner: str,
        subject: str,
        work: Work,
        discard: Callable[[], None] = lambda: None,
        place: str = "",
        about: str = "",
    ) -> Job:
        """Put work at the end of its lane; ``discard`` is called instead where it never begins.

        Raises:
            ProblemError: too many are waiting there (503).
        """
        job = Job(uuid4().hex, kind, owner, subject, _now(), place, about)
        with self._lock:
            waiting = self._queued(kind, kept=bool(about))
            if waiting >= (WAITING_KEPT if about else self._waiting):
                discard()
                raise ProblemError(_full(waiting))
            self._entries[job.id] = Entry(job, work, discard)
            self._forget()
        # Before its lane can write what becomes of it.
        self._ledger.put(job)
        with self._lock:
            self._lane(kind).put(job.id)
        return job

    def get(self, job_id: str) -> Job | None:
        """A job as it stands; None when it is not known (any more)."""
        with self._lock:
            entry = self._entries.get(job_id)
        return self._other(job_id) if entry is None else entry.job

    def _other(self, job_id: str) -> Job | None:
        """A job of another server of the library, or of one before."""
        return next((job for job in self._ledger.others(limit=KEPT) if job.id == job_id), None)

    def all(self) -> tuple[Job, ...]:
        """The jobs that are known, newest first."""
        with self._lock:
            mine = [entry.job for entry in reversed(self._entries.values())]
        every = [*mine, *reversed(self._ledger.others(limit=KEPT))]
        return tuple(sorted(every, key=lambda job: job.created, reverse=True))

    def cancel(self, job_id: str) -> Job | None:
        """Ask a job to end: one that waits does at once, one that runs where it looks for it.

        Raises:
            ProblemError: another server of the library works on it (409).
        """
        with self._lock:
            entry = self._entries.get(job_id)
        if entry is None:
            return _settled(self._other(job_id))
        with self._lock:
            entry.cancelled.set()
            dropped = self._drop(entry)
            job = entry.job
        if dropped:
            self._ledger.put(job)
        return job

    def detach(self, about: str, *, place: str | None = None) -> None:
        """Take the jobs of an upload away from a collection, or from all: they are cancelled, and none tells of it.

        Raises:
            ProblemError: another server of the library works on one of them (409).
        """

        def meant(job: Job) -> bool:
            return job.about == about and place in {None, job.place}

        for job in self._ledger.others(limit=KEPT):
            if meant(job):
                _settled(job)
                self._ledger.put_other(replace(job, place="", about=""))
        with self._lock:
            mine = [entry for entry in self._entries.values() if meant(entry.job)]
            for entry in mine:
                entry.cancelled.set()
                self._drop(entry)
                entry.job = replace(entry.job, place="", about="")
            jobs = [entry.job for entry in mine]
        for job in jobs:
            self._ledger.put(job)

    def close(self) -> None:
        """End what runs where it looks for it, and start nothing more.

        What is left undone is not written as cancelled: for the next server it failed, with what to do.
        """
        with self._lock:
            self._is_closed = True
            for entry in self._entries.values():
                entry.cancelled.set()
                self._drop(entry)
            for lane in self._lanes.values():
                lane.put(None)
            threads = tuple(self._threads)
        for thread in threads:
            thread.join(_CLOSING_SECONDS)

    def _drop(self, entry: Entry) -> bool:
        """Cancel a job that has not begun, and whether it had not; the lock is held."""
        if entry.job.state is not JobState.QUEUED:
            return False
        entry.job = replace(entry.job, state=JobState.CANCELLED, finished=_now())
        entry.discard()
        return True

    def _lane(self, kind: str) -> SimpleQueue[str | None]:
        if kind not in self._lanes:
            lane = self._lanes[kind] = SimpleQueue()
            thread = Thread(target=self._serve, args=(lane,), name=f"youju-{kind}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self._lanes[kind]

    def _serve(self, lane: SimpleQueue[str | None]) -> None:
        while (job_id := lane.get()) is not None:
            with self._lock:
                entry = self._entries.get(job_id)
                begins = entry is not None and entry.job.state is JobState.QUEUED
                if begins and entry is not None:
                    entry.job = replace(entry.job, state=JobState.RUNNING, started=_now())
            if begins and entry is not None:
                self._ledger.put(entry.job)
                self._run(entry)
                if not (self._is_closed and entry.job.state is JobState.CANCELLED):
                    self._ledger.put(entry.job)

    def _run(self, entry: Entry) -> None:

        def report(progress: float, stage: str) -> None:
            self._change(entry, progress=round(min(max(progress, 0.0), 1.0), 4), stage=stage)

        try:
            result = entry.work(Handle(report, entry.cancelled.is_set))
        except YoujuError as error:
            self._change(entry, state=JobState.FAILED, problem=problem_of(error), finished=_now())
        except Exception:  # noqa: BLE001 - whoever waits must hear of it, and the lane must go on
            _LOG.exception("the job %s failed", entry.job.id)
            problem = Problem(500, "failed", texts.UNEXPECTED)
            self._change(entry, state=JobState.FAILED, problem=problem, finished=_now())
        else:
            state = JobState.CANCELLED if result is None else JobState.DONE
            progress = entry.job.progress if result is None else 1.0
            self._change(entry, state=state, result=result, progress=progress, finished=_now())

    def _change(self, entry: Entry, **values: object) -> None:
        with self._lock:
            entry.job = replace(entry.job, **values)  # type: ignore[arg-type]

    def _forget(self) -> None:
        """Drop the oldest finished jobs beyond those that are kept; the lock is held."""
        over = [name for name, entry in self._entries.items() if entry.job.is_over]
        for name in over[: max(0, len(over) - KEPT)]:
            del self._entries[name]


def _settled(job: Job | None) -> Job | None:
    """A job of another server, when it is over."""
    if job is not None and not job.is_over:
        raise ProblemError(Problem(409, "conflict", texts.JOB_ELSEWHERE))
    return job


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _full(waiting: int) -> Problem:
    detail = Message(
        zh=texts.JOBS_FULL.zh.format(waiting=waiting), en=texts.JOBS_FULL.en.format(waiting=waiting)
    )
    return Problem(503, "busy", detail, {"retry-after": "10"})
