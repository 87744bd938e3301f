"""Uploaded files into the library one after another, with reports of how far each one is."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju.schema import DEFAULT_COLLECTION, Change, Progress, Stage
from youju_ui.chat.additions import Addition
from youju_ui.messages import chat as texts

if TYPE_CHECKING:
    from youju.intake import OnProgress
    from youju.library import Library
    from youju_ui.chat.originals import Originals

_PATIENCE = 0.2
"""Seconds between two looks at the worker."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file the browser sent: where it lies for now, and the name the person gave it.

    ``source`` is its identity in the library where that is not the name.
    """

    path: Path
    name: str
    source: str | None = None
    collection: str = DEFAULT_COLLECTION
    kept: bool = False
    """Whether the file is to stay where it lies: it was not sent, but is read again."""


class _CancelledError(Exception):
    """Leaves an addition from inside its progress report."""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """How files are taken in: into which library, until somebody cancels.

    ``more`` gives the files that have come for the same person meanwhile.
    """

    library: Library
    originals: Originals
    cancelled: Event | None = None
    more: Callable[[], Sequence[Upload]] = tuple

    def take(self, uploads: Sequence[Upload]) -> Iterator[tuple[Addition, ...]]:
        """Add the files in order, yielding the state of all of them whenever it changes.

        A file that cannot be read becomes a failed addition and the next one is taken. The
        temporary copies are deleted, also when the one who looks on goes away.
        """
        coming = list(uploads)
        additions = [Addition(name=upload.name) for upload in coming]
        yield tuple(additions)
        try:
            # Both lists grow under way.
            for index, upload in enumerate(coming):
                for addition in self._one(upload):
                    additions[index] = addition
                    joined = self.more()
                    coming += joined
                    additions += [Addition(name=one.name) for one in joined]
                    yield tuple(additions)
        finally:
            for upload in coming:
                if not upload.kept:
                    upload.path.unlink(missing_ok=True)

    def _one(self, upload: Upload) -> Iterator[Addition]:
        if self._is_cancelled():
            yield Addition(name=upload.name, cancelled=True)
            return
        reports: queue.SimpleQueue[Addition] = queue.SimpleQueue()
        worker = Thread(
            target=self._work, args=(upload, reports), name="youju-ingestion", daemon=True
        )
        worker.start()
        addition = Addition(name=upload.name)
        while not addition.finished:
            addition = reports.get()
            # The last report counts when many came at once: a browser need not see each.
            try:
                while not addition.finished:
                    addition = reports.get(timeout=_PATIENCE)
            except queue.Empty:
                pass
            yield addition
        worker.join()

    def _work(self, upload: Upload, reports: queue.SimpleQueue[Addition]) -> None:
        blank = Addition(name=upload.name)
        begun = monotonic()

        def report(progress: Progress) -> None:
            nonlocal begun
            if self._is_cancelled():
                raise _CancelledError
            if progress.stage is not Stage.ENCODE or not progress.done:
                begun = monotonic()
            left = time_left(progress, monotonic() - begun)
            reports.put(replace(blank, progress=progress, seconds_left=left))

        try:
            reports.put(self._added(upload, blank, report))
        except _CancelledError:
            reports.put(replace(blank, cancelled=True))
        except YoujuError as error:
            reports.put(replace(blank, failure=error.message))
        except Exception:  # noqa: BLE001 - the person must hear of it, and the queue must go on
            _LOG.exception("adding an upload failed")
            reports.put(replace(blank, failure=texts.ADD_UNEXPECTED))

    def _added(self, upload: Upload, blank: Addition, report: OnProgress) -> Addition:
        data = upload.path.read_bytes()
        outcome = self.library.add_bytes(
            data,
            upload.name,
            source=upload.source,
            collection=upload.collection,
            progress=report,
        )
        known = outcome.document
        if known is not None and outcome.change is not Change.FAILED and not upload.kept:
            self.originals.keep(known, data)
        return replace(blank, outcome=outcome)

    def _is_cancelled(self) -> bool:
        return self.cancelled is not None and self.cancelled.is_set()


def time_left(progress: Progress, spent: float) -> float | None:
    """Seconds until the passages are encoded, from the pace so far; None before there is one."""
    if progress.stage is not Stage.ENCODE or not progress.done or spent <= 0:
        return None
    return spent / progress.done * max(0, progress.total - progress.done)
