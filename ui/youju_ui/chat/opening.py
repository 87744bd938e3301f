"""The library a server starts with: opened, with the sample documents or the paths asked for added."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju.schema import Change, Outcome, Progress
from youju_embeddings.errors import Message
from youju_ui.assets import demo_documents
from youju_ui.chat.documents import stage_of
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from youju.library import Library
    from youju.settings import Settings

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


def open_library(path: Path, *, settings: Settings, paths: tuple[Path, ...], demo: bool, tell: Tell) -> Library:
    """The library in ``path``, or that of the sample documents, with ``paths`` added.

    Raises:
        StoreError: it cannot be opened. A file that cannot be read is told, not raised.
    """
    from youju.library import Library

    library = Library.open(demo_path() if demo else path, settings=settings)
    try:
        if demo:
            add_demo(library, tell)
        if paths:
            _add_paths(library, paths, tell)
    except BaseException:
        library.close()
        raise
    return library


def add_demo(library: Library, tell: Tell) -> None:
    """Put the sample documents in; those that are there unchanged are left alone.

    Their identity is their name, not where the package happens to be installed.
    """
    samples = demo_documents()
    known = {document.source for document in library.documents()}
    for number, sample in enumerate(samples, start=1):
        source = f"demo/{sample.name}"
        if source not in known:
            tell(filled(texts.DEMO_ADDING, number=number, total=len(samples), name=sample.name))
        _tell_failure(library.add_bytes(sample.read_bytes(), sample.name, source=source), tell)


def _add_paths(library: Library, paths: tuple[Path, ...], tell: Tell) -> None:
    shown: set[tuple[int, str]] = set()

    def report(progress: Progress) -> None:
        stage = stage_of(progress)
        key = (progress.number, progress.stage.value)
        if key in shown:
            return
        shown.add(key)
        name = Path(progress.source).name
        message = Message(
            zh=texts.ADDING.zh.format(number=progress.number, total=progress.sources, name=name, stage=stage.zh),
            en=texts.ADDING.en.format(number=progress.number, total=progress.sources, name=name, stage=stage.en),
        )
        tell(message)

    for outcome in library.add(*paths, progress=report):
        _tell_failure(outcome, tell)


def _tell_failure(outcome: Outcome, tell: Tell) -> None:
    if outcome.change is Change.FAILED and outcome.error is not None:
        why = outcome.error.message
        name = Path(outcome.source).name
        tell(Message(zh=texts.FILE_FAILED.zh.format(name=name, why=why.zh), en=texts.FILE_FAILED.en.format(name=name, why=why.en)))
