"""One run of the command line: language, settings, streams and the way to open the library.

Nothing of the library is imported until a command starts, so that help appears at once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from youju_ui.console import Output
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES
from youju_ui.messages.language import normal_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import typer

    from youju.library import Library
    from youju.schema import Scope
    from youju.settings import Loaded, Settings

_CATALOGUE = Catalogue(MESSAGES)


class OpenLibrary(Protocol):
    """Opens a library; the one seam at which a test puts its own."""

    def __call__(self, path: Path, *, create: bool, settings: Settings) -> Library:
        """The library at a path."""
        ...


def open_library(path: Path, *, create: bool, settings: Settings) -> Library:
    """The real one."""
    from youju.library import Library

    return Library.open(path, create=create, settings=settings)


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options as they were typed, before any file was read."""

    language: str
    """What to speak unless the settings say otherwise."""
    language_is_asked: bool = False
    """``--lang`` or ``YOUJU_LANG`` chose it: the settings are not asked."""
    library: Path | None = None
    config: Path | None = None
    model: str | None = None
    verbose: bool = False
    opener: OpenLibrary = open_library
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


@dataclass(frozen=True, slots=True)
class Session:
    """Everything one command needs."""

    language: str
    library_path: Path
    loaded: Loaded
    verbose: bool
    output: Output
    opener: OpenLibrary

    @property
    def settings(self) -> Settings:
        """The settings of this run."""
        return self.loaded.settings

    def say(self, key: str, /, **values: str | float) -> str:
        """A sentence of the command line in the user's language."""
        return _CATALOGUE.text(key, self.language, **values)

    def open(self, *, create: bool = False) -> Library:
        """The library of this run, a context manager.

        Raises:
            StoreError: it is not there, locked, damaged or built with another model.

        """
        return self.opener(self.library_path, create=create, settings=self.settings)


def start(context: typer.Context, *, flags: Mapping[str, object] | None = None) -> Session:
    """The session of one command; ``flags`` are the command's own settings by dotted key.

    Raises:
        ConfigError: a setting is wrong.

    """
    from youju.settings import default_library, load_settings

    invocation = context.obj
    if not isinstance(invocation, Invocation):
        raise TypeError("the command was not started by youju_ui.cli")
    library = invocation.library or default_library(invocation.environment)
    loaded = load_settings(
        library=library,
        config=invocation.config,
        environment=invocation.environment,
        flags={"embedding.model": invocation.model, **(flags or {})},
    )
    language = invocation.language
    if not invocation.language_is_asked:
        language = normal_language(loaded.settings.language) or language
    return Session(
        language=language,
        library_path=library,
        loaded=loaded,
        verbose=invocation.verbose,
        output=Output.standard(),
        opener=invocation.opener,
    )


def scope_of(library: Library, collections: Sequence[str], documents: Sequence[str]) -> Scope:
    """What a question may see: these collections and documents, everything when none are named.

    Raises:
        NotInLibraryError: no document of that name.

    """
    from youju.schema import Scope

    return Scope(
        collections=frozenset(collections) or None,
        documents=frozenset(library.document(name).id for name in documents) or None,
    )


def typed(text: str) -> str:
    """What was typed, with bytes that are no UTF-8 made visible instead of carried along."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
