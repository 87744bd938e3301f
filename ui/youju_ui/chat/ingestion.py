"""Uploaded files into the library one after another, with reports of how far each one is."""

from __future__ import annotations

import logging
import queue
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju.schema import Progress
from youju_ui.chat.documents import Addition
from youju_ui.messages import chat as texts

if TYPE_CHECKING:
    from youju.library import Library

_PATIENCE = 0.2
"""Seconds between two looks at the worker."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file the browser sent: where it lies for now, and the name the person gave it."""

    path: Path
    name: str


def ingest(library: Library, uploads: Sequence[Upload]) -> Iterator[tuple[Addition, ...]]:
    """Add the files in order, yielding the state of all of them whenever it changes.

    A file that cannot be read becomes a failed addition and the next one is taken. The temporary
    copies are deleted.
    """
    additions = [Addition(name=upload.name) for upload in uploads]
    yield tuple(additions)
    for index, upload in enumerate(uploads):
        for addition in _one(library, upload):
            additions[index] = addition
            yield tuple(additions)


def _one(library: Library, upload: Upload) -> Iterator[Addition]:
    reports: queue.SimpleQueue[Addition] = queue.SimpleQueue()
    worker = Thread(
        target=_work, args=(library, upload, reports), name="youju-ingestion", daemon=True
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


def _work(library: Library, upload: Upload, reports: queue.SimpleQueue[Addition]) -> None:
    blank = Addition(name=upload.name)

    def report(progress: Progress) -> None:
        reports.put(replace(blank, progress=progress))

    try:
        reports.put(
            replace(
                blank,
                outcome=library.add_bytes(upload.path.read_bytes(), upload.name, progress=report),
            )
        )
    except YoujuError as error:
        reports.put(replace(blank, failure=error.message))
    except Exception:  # noqa: BLE001 - the person must hear of it, and the queue must go on
        _LOG.exception("adding an upload failed")
        reports.put(replace(blank, failure=texts.ADD_UNEXPECTED))
    finally:
        upload.path.unlink(missing_ok=True)
