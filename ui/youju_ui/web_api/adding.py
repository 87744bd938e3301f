"""An uploaded file into the library: kept in a temporary folder until its turn comes, then added."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from youju.errors import NotInLibraryError
from youju.schema import Change
from youju_ui.intake import fraction
from youju_ui.records import outcome_record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from youju import Library
    from youju.schema import Outcome, Progress
    from youju_ui.web_api.job import Handle, Work

LONGEST_NAME = 200
_UNNAMED = "document.txt"


class _CancelledError(Exception):
    """Leaves an addition from inside its progress report."""


def clean_name(name: str) -> str:
    """The last part of a file's name without what cannot be shown; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(one for one in last if one.isprintable() and not "\ud800" <= one <= "\udfff")
    kept = kept.strip()
    if len(kept) > LONGEST_NAME:
        suffix = PurePosixPath(kept).suffix[:20]
        kept = kept[: LONGEST_NAME - len(suffix)] + suffix
    return kept or _UNNAMED


def spooled(stream: BinaryIO) -> tuple[Path, str]:
    """The bytes of a stream in a file of its own folder, and their SHA-256."""
    folder = Path(tempfile.mkdtemp(prefix="youju-upload-"))
    path = folder / "upload"
    digest = hashlib.sha256()
    with path.open("wb") as out:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            out.write(chunk)
    return path, digest.hexdigest()


def added(
    library: Library,
    path: Path,
    name: str,
    *,
    source: str,
    collection: str,
    metadata: Mapping[str, str],
) -> Work:
    """The work of a job: adds a spooled file and deletes its temporary folder."""

    def read() -> bytes:
        try:
            return path.read_bytes()
        finally:
            shutil.rmtree(path.parent, ignore_errors=True)

    return added_data(library, read, name, source=source, collection=collection, metadata=metadata)


def added_data(
    library: Library,
    read: Callable[[], bytes],
    name: str,
    *,
    source: str,
    collection: str,
    metadata: Mapping[str, str],
) -> Work:
    """The work of a job: adds what ``read`` gives when its turn comes, and reports how far it is.

    A cancelled one leaves nothing behind that was not there before.
    """

    def work(handle: Handle) -> object:
        def report(progress: Progress) -> None:
            if handle.cancelled():
                raise _CancelledError
            handle.report(fraction(progress), str(progress.stage))

        try:
            outcome = library.add_bytes(
                read(),
                name,
                source=source,
                collection=collection,
                metadata=metadata,
                progress=report,
            )
        except _CancelledError:
            return None
        # Nobody may have looked between the last report and the end.
        if handle.cancelled() and outcome.change is Change.ADDED and outcome.document is not None:
            with suppress(NotInLibraryError):
                library.remove(outcome.document.id)
            return None
        return outcome_result(outcome)

    return work


def outcome_result(outcome: Outcome) -> object:
    """What became of a document, as the result of its job.

    Raises:
        YoujuError: it could not be added.
    """
    if outcome.change is Change.FAILED and outcome.error is not None:
        raise outcome.error
    # Warnings are kept in English: whoever reads the job may speak another language than its sender.
    return dict(outcome_record(outcome, language="en"))
