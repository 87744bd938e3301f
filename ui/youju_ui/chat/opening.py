"""What a server adds to its library when it starts, in the background, so that the chat opens at once.

The sample documents and the paths named on the command line take a model some seconds to read;
the page says how far that is.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju.schema import Change, Outcome, Progress
from youju_embeddings.errors import Message
from youju_ui.assets import demo_documents
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from youju.library import Library

_PATIENCE = 5.0
"""Seconds to wait for the document that is being added when the server stops."""

_LOG = logging.getLogger(__name__)

Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Teller:
    """Says sentences on standard error in one language."""

    language: str

    def __call__(self, message: Message) -> None:
        """Write one line."""
        sys.stderr.write(f"{message.localized(self.language)}\n")
        sys.stderr.flush()


def demo_path() -> Path:
    """Where the library of the sample documents lies, apart from the user's own."""
    from platformdirs import user_data_path

    return user_data_path("youju", appauthor=False) / "demo"


@dataclass(slots=True)
class Preparation:
    """The additions a server begins with; read from any thread."""

    library: Library
    tell: Tell
    demo: bool = False
    paths: tuple[Path, ...] = ()
    _state: Message | None = None
    _cancelled: Event = field(default_factory=Event)
    _worker: Thread | None = None

    def state(self) -> Message | None:
        """What is being added just now, in words; None when nothing is."""
        return self._state

    def start(self) -> None:
        """Begin, unless there is nothing to add."""
        if not self.demo and not self.paths:
            return
        self._state = texts.PREPARING
        self._worker = Thread(target=self._run, name="youju-preparation", daemon=True)
        self._worker.start()

    def stop(self) -> None:
        """End after the document in hand; what was added stays."""
        self._cancelled.set()
        if self._worker is not None:
            self._worker.join(_PATIENCE)

    def _run(self) -> None:
        try:
            for outcome in self._outcomes():
                self._tell_failure(outcome)
        except YoujuError as error:
            if not self._cancelled.is_set():
                self.tell(error.message)
        except Exception:  # noqa: BLE001 - a thread has nobody to raise to; the chat goes on without the documents
            if not self._cancelled.is_set():
                _LOG.exception("adding documents at the start failed")
        finally:
            self._state = None

    def _outcomes(self) -> Iterator[Outcome]:
        if self.demo:
            yield from self._samples()
        if self.paths:
            yield from self.library.add(
                *self.paths, progress=self._report, cancelled=self._cancelled.is_set
            )

    def _samples(self) -> Iterator[Outcome]:
        """The sample documents; their identity is their name, not where the package is installed."""
        samples = demo_documents()
        known = {document.source for document in self.library.documents()}
        for number, sample in enumerate(samples, start=1):
            if self._cancelled.is_set():
                return
            source = f"demo/{sample.name}"
            if source not in known:
                self._say(
                    filled(texts.DEMO_ADDING, number=number, total=len(samples), name=sample.name)
                )
            yield self.library.add_bytes(sample.read_bytes(), sample.name, source=source)

    def _report(self, progress: Progress) -> None:
        name = Path(progress.source).name
        message = filled(texts.ADDING, number=progress.number, total=progress.sources, name=name)
        if message != self._state:
            self._say(message)

    def _say(self, message: Message) -> None:
        self._state = message
        self.tell(message)

    def _tell_failure(self, outcome: Outcome) -> None:
        if outcome.change is not Change.FAILED or outcome.error is None:
            return
        name, why = Path(outcome.source).name, outcome.error.message
        self.tell(
            Message(
                zh=texts.FILE_FAILED.zh.format(name=name, why=why.zh),
                en=texts.FILE_FAILED.en.format(name=name, why=why.en),
            )
        )
