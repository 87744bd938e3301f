"""Documents that were removed in the chat, kept aside whole for a while so that they can be put back.

They lie in a store of their own beside the library, with their vectors and the files they came from,
so that a restart changes nothing. Whoever removes by ``youju remove`` or REST removes for good.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from youju.errors import AlreadyThereError, LibraryMismatchError
from youju.repair import reindex
from youju.schema import Document, Scope
from youju.store.sqlite import SqliteStore
from youju_ui.chat.holding import taken
from youju_ui.chat.originals import Originals
from youju_ui.messages import chat_documents as words

if TYPE_CHECKING:
    from youju.library import Library

FOLDER = "removed"
KEPT_DAYS = 30
_SINCE = "youju.removed"
"""The key of a kept document's metadata that says when it was removed."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed document, without its text, and when it was removed."""

    document: Document
    since: datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Removals:
    """The removed documents of one library, in ``folder``, which is there only while there are any.

    A document is kept aside before it is removed, and put back before it is let go: an interruption
    leaves it twice, never lost.
    """

    originals: Originals
    folder: Path
    now: Callable[[], datetime] = _now
    _known: tuple[Removed, ...] | None = None
    _lock: Lock = field(default_factory=Lock)

    def remove(self, library: Library, identifier: str) -> Document:
        """Take a document out of the library and keep it aside.

        Raises:
            NotInLibraryError: it is not there.
            StoreError: it cannot be kept, so it stays where it is.
        """
        held = taken(library.store, identifier)
        noted = {**held.document.metadata, _SINCE: self.now().isoformat(timespec="seconds")}
        kept = replace(held.document, metadata=MappingProxyType(noted))
        with self._lock:
            with self._store(library) as store:
                replace(held, document=kept).put(store)
            library.store.remove(identifier)
            self.originals.hand_over(held.document, self._aside)
            self._known = None
        return held.document

    def restore(
        self, library: Library, identifier: str, *, readable: frozenset[str] | None
    ) -> Document | None:
        """Put a removed document back as it was; None when it is kept no longer, or not his to see.

        Raises:
            AlreadyThereError: it, or another document of its source, was added meanwhile.
        """
        with self._lock:
            if not self._is_kept(library, identifier, readable):
                return None
            with self._store(library) as store:
                held = taken(store, identifier)
                document = _without_note(held.document)
                if _is_taken(library, document):
                    called = words.NAME_TAKEN
                    raise AlreadyThereError(
                        zh=called.zh.format(document=document.name),
                        en=called.en.format(document=document.name),
                    )
                replace(held, document=document).put(library.store)
                self._aside.hand_over(document, self.originals)
                store.remove(identifier)
            self._known = None
        return document

    def forget(
        self, library: Library, identifier: str, *, readable: frozenset[str] | None
    ) -> Document | None:
        """Delete a removed document for good; None when it is kept no longer, or not his to see."""
        with self._lock:
            if not self._is_kept(library, identifier, readable):
                return None
            (gone,) = self._drop(library, lambda one: one.document.id == identifier)
        return gone

    def kept(self, library: Library, readable: frozenset[str] | None) -> tuple[Removed, ...]:
        """What can be put back, the latest first; what was kept long enough is deleted before."""
        with self._lock:
            found = self._current(library)
        return tuple(
            one for one in found if readable is None or one.document.collection in readable
        )

    @property
    def _aside(self) -> Originals:
        return Originals(self.folder / "originals")

    def _is_kept(self, library: Library, identifier: str, readable: frozenset[str] | None) -> bool:
        return any(
            one.document.id == identifier
            and (readable is None or one.document.collection in readable)
            for one in self._current(library)
        )

    def _current(self, library: Library) -> tuple[Removed, ...]:
        if self._known is None:
            self._known = self._read(library)
        oldest = self.now() - timedelta(days=KEPT_DAYS)
        if any(one.since < oldest for one in self._known):
            self._drop(library, lambda one: one.since < oldest)
            self._known = self._read(library)
        return self._known

    def _read(self, library: Library) -> tuple[Removed, ...]:
        if not self.folder.is_dir():
            return ()
        with self._store(library) as store:
            found = [Removed(_without_note(one), _since(one)) for one in store.documents()]
        return tuple(sorted(found, key=lambda one: one.since, reverse=True))

    def _drop(self, library: Library, chosen: Callable[[Removed], bool]) -> tuple[Document, ...]:
        """Delete what is chosen, and the folder with the last of it."""
        known = self._read(library)
        gone = tuple(one.document for one in known if chosen(one))
        with self._store(library) as store:
            for document in gone:
                store.remove(document.id)
                self._aside.drop(document)
                if not _is_there(library, document):
                    # Left behind where a removal was interrupted.
                    self.originals.drop(document)
        if len(gone) == len(known):
            shutil.rmtree(self.folder)
        self._known = None
        return gone

    @contextmanager
    def _store(self, library: Library) -> Generator[SqliteStore]:
        """The store of what is kept; one of another model than the library's is built anew first."""
        manifest = library.store.manifest
        try:
            opened = SqliteStore.open(self.folder, manifest=manifest)
        except LibraryMismatchError:
            reindex(self.folder, library.encoder)
            opened = SqliteStore.open(self.folder, manifest=manifest)
        with closing(opened):
            yield opened


def _without_note(document: Document) -> Document:
    plain = {key: value for key, value in document.metadata.items() if key != _SINCE}
    return replace(document, metadata=MappingProxyType(plain))


def _since(document: Document) -> datetime:
    return datetime.fromisoformat(document.metadata[_SINCE])


def _is_there(library: Library, document: Document) -> bool:
    return bool(library.documents(scope=Scope(documents=frozenset({document.id}))))


def _is_taken(library: Library, document: Document) -> bool:
    same = library.store.find(document.collection, document.source)
    return same is not None or _is_there(library, document)
