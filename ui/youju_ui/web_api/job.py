"""One piece of long work as a value: where it stands, and what the work itself sees of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from youju_ui.web_api.problems import Problem


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work as it stands."""

    id: str
    kind: str
    """``document`` or ``evaluation``: its lane."""
    owner: str
    subject: str
    """What it works on: the name of a file, the label of an evaluation."""
    created: str
    place: str = ""
    """The collection it adds to."""
    about: str = ""
    """The id of the upload it adds."""
    state: JobState = JobState.QUEUED
    stage: str = ""
    progress: float = 0.0
    """In [0, 1]."""
    started: str | None = None
    finished: str | None = None
    result: object = None
    """JSON, when it is done."""
    problem: Problem | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Handle:
    """What the work itself sees of its job."""

    report: Callable[[float, str], None]
    """How much is done, in [0, 1], and what is being done."""
    cancelled: Callable[[], bool]


Work = Callable[[Handle], object]
"""Does it and gives the result as JSON, None when it was cancelled; an error makes the job a failed one."""


@dataclass(slots=True)
class Entry:
    """A job of this server with its work; changes while it goes on, under the lock of who keeps it."""

    job: Job
    work: Work
    discard: Callable[[], None]
    """Called instead where the work never begins."""
    cancelled: Event = field(default_factory=Event)
