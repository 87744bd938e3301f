"""What a server remembers of jobs and idempotency keys after it ended: ``jobs.sqlite`` beside the library.

Both are kept for a week. Work that was under way when a server ended has failed for the others; that of a
server that lives (``presence``) is its own.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from youju.errors import Message, YoujuError
from youju_ui.database import SideDatabase
from youju_ui.messages import web_api as texts
from youju_ui.web_api.job import Job, JobState
from youju_ui.web_api.presence import Presence
from youju_ui.web_api.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE_NAME = "jobs.sqlite"
KEPT_DAYS = 7
_LOG = logging.getLogger(__name__)
_TABLES = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    subject TEXT NOT NULL,
    created TEXT NOT NULL,
    place TEXT NOT NULL,
    about TEXT NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    progress REAL NOT NULL,
    started TEXT,
    finished TEXT,
    result TEXT NOT NULL,
    problem TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS jobs_by_time ON jobs (created);
CREATE TABLE IF NOT EXISTS keys (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    job TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT;
CREATE TABLE IF NOT EXISTS servers (
    job TEXT PRIMARY KEY,
    server TEXT NOT NULL
) STRICT;
"""
_OTHERS = """
SELECT jobs.*, servers.server FROM jobs LEFT JOIN servers ON servers.job = jobs.id
WHERE servers.server IS NOT ? ORDER BY created DESC, id LIMIT ?
"""


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Ledger:
    """The jobs and keys of the servers of one library; any thread may write.

    Args:
        folder: the library's folder.
        clock: the time, for tests.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = SideDatabase(folder / FILE_NAME, _TABLES)
        self._clock = clock
        self._presence = Presence(folder)
        self._lock = Lock()
        self._seen: object = None
        self._others: list[tuple[Job, str]] = []

    def begin(self) -> None:
        """Forget what is older than a week, and servers that are gone."""
        if self._database.exists():
            self._expire()
            self._presence.sweep()

    def others(self, *, limit: int) -> tuple[Job, ...]:
        """The last jobs of other servers of the library, of before or beside this one, oldest first.

        What was under way at a server that has ended has failed. The key of a job that was cut short
        is free again, so that the same upload sent once more is taken.
        """
        if not self._database.exists():
            return ()
        with self._lock:
            # Changes with every commit of another connection; ours are about jobs of our own.
            seen = (self._database.rows("PRAGMA data_version"), limit)
            if seen != self._seen:
                rows = self._database.rows(_OTHERS, (self._presence.name, limit))
                self._others = [(_job(row[:-1]), row[-1] or "") for row in reversed(rows)]
                self._seen = seen
            alive: dict[str, bool] = {}
            for number, (job, server) in enumerate(self._others):
                if job.is_over:
                    continue
                if server not in alive:
                    alive[server] = self._presence.is_alive(server)
                if not alive[server]:
                    self._others[number] = (self._cut_short(job, self._time()), server)
            return tuple(job for job, _ in self._others)

    def put_other(self, job: Job) -> None:
        """Write what has become of another server's job that is over."""
        self.put(job)
        with self._lock:
            self._seen = None

    def put(self, job: Job) -> None:
        """Write a job as it stands. A ledger that cannot be written stops no work: the log says so."""
        problem = None
        if job.problem is not None:
            told = job.problem
            problem = [told.status, told.code, told.detail.zh, told.detail.en]
        row = (
            *(job.id, job.kind, job.owner, job.subject, job.created, job.place, job.about),
            *(str(job.state), job.stage, job.progress, job.started, job.finished),
            _packed(job.result),
            None if problem is None else _packed(problem),
        )
        try:
            if job.state is JobState.QUEUED:
                self._expire()
                self._presence.show()
                self._database.change(
                    "INSERT OR REPLACE INTO servers VALUES (?, ?)", (job.id, self._presence.name)
                )
            self._database.change(
                "INSERT OR REPLACE INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
        except YoujuError:
            _LOG.exception("the job %s cannot be written", job.id)

    def find_key(self, owner: str, key: str) -> tuple[str, str] | None:
        """Fingerprint and job of the upload that was sent under a key within the last week.

        Raises:
            StoreError: the file cannot be read.
        """
        rows = self._database.rows(
            "SELECT fingerprint, job FROM keys WHERE owner = ? AND key = ? AND created >= ?",
            (owner, key, self._time(days=KEPT_DAYS)),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def put_key(self, owner: str, key: str, fingerprint: str, job_id: str) -> None:
        """Keep an upload under its key.

        Raises:
            StoreError: the file cannot be written.
        """
        self._database.change(
            "INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?)",
            (owner, key, fingerprint, job_id, self._time()),
        )

    def close(self) -> None:
        """Give back the file; calling it twice is fine. What is not over has failed for the others."""
        self._database.close()
        self._presence.end()

    def _cut_short(self, job: Job, now: str) -> Job:
        message = texts.EVALUATION_CUT_SHORT if job.kind == "evaluation" else texts.JOB_CUT_SHORT
        problem = Problem(500, "interrupted", message)
        failed = replace(job, state=JobState.FAILED, finished=now, problem=problem)
        self._database.change("DELETE FROM keys WHERE job = ?", (job.id,))
        self.put(failed)
        return failed

    def _expire(self) -> None:
        oldest = self._time(days=KEPT_DAYS)
        for table in ("jobs", "keys"):
            self._database.change(f"DELETE FROM {table} WHERE created < ?", (oldest,))  # noqa: S608 - only constants
        self._database.change("DELETE FROM servers WHERE job NOT IN (SELECT id FROM jobs)")

    def _time(self, *, days: int = 0) -> str:
        return (self._clock() - timedelta(days=days)).isoformat(timespec="milliseconds")


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _job(row: tuple[Any, ...]) -> Job:
    identity, kind, owner, subject, created, place, about = row[:7]
    state, stage, progress, started, finished, result, problem = row[7:]
    told = None
    if problem is not None:
        status, code, zh, en = json.loads(problem)
        told = Problem(status, code, Message(zh=zh, en=en))
    return Job(
        identity,
        kind,
        owner,
        subject,
        created,
        place=place,
        about=about,
        state=JobState(state),
        stage=stage,
        progress=progress,
        started=started,
        finished=finished,
        result=json.loads(result),
        problem=told,
    )
