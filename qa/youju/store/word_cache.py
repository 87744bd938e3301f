"""The word index of a library, kept at the database's generation by whoever searches first.

Derived: a folder that is missing, behind, damaged or foreign is brought up to date or built anew,
and where nothing can be written the index lives in memory. The words come from the database.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from filelock import FileLock, Timeout

from youju.errors import StoreError
from youju.store.revisions import Revision, changed_since, read_revision
from youju.store.word_files import WordFiles, WordNote
from youju.store.words import (
    LARGE_HEAP,
    SMALL_HEAP,
    WordRow,
    Words,
    WordsUnusableError,
    unusable_errors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import apsw

    from youju.schema import Scope
    from youju.store.base import TermQuery
    from youju.store.connections import Connections

LOCK_NAME = "words.lock"
LOCK_SECONDS = 60.0

SMALL_LIBRARY = 2_000
"""Up to so many passages an index with removed passages in it is built anew: it takes 0.1 s, and
its statistics are then those of the passages that are there."""

_ALL = """
SELECT t.passage, d.id, d.collection, d.metadata, t.packed FROM terms t
JOIN passages p ON p.key = t.passage JOIN documents d ON d.key = p.document
"""
_OF_DOCUMENTS = _ALL + " WHERE d.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - only constants are put together

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Current:
    """The index in use, the state it holds, and its note when it is on disk."""

    words: Words
    revision: Revision
    note: WordNote | None


class WordCache:
    """Passages by their words, over keys of the table ``passages``.

    Args:
        connections: where the words are read from; its folder holds the index folders.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._files = WordFiles(connections.folder)
        self._lock_path: Path = connections.folder / LOCK_NAME
        self._refreshing = threading.Lock()
        self._current: _Current | None = None

    def search(self, query: TermQuery, k: int, *, scope: Scope) -> list[tuple[int, float]]:
        """Passage keys and BM25 sums of the ``k`` best in scope, best first."""
        return self._with_words(lambda words: words.search(query, k, scope=scope))

    def count(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands."""
        return self._with_words(lambda index: index.count(words))

    def keys(self) -> list[int]:
        """All keys in the index, in ascending order."""
        return self._with_words(lambda words: words.keys())

    def refresh(self) -> Words:
        """The index at the present generation."""
        with self._connections.reading() as connection:
            wanted = read_revision(connection)
        current = self._current
        if current and current.revision.generation >= wanted.generation:
            return current.words
        with self._refreshing:
            current = self._current
            if not current or current.revision.generation < wanted.generation:
                current = self._current = self._renewed(current)
        return current.words

    def settle(self) -> None:
        """Leave an index on disk that the next process can open; failing to is no error."""
        try:
            self.refresh()
        except (WordsUnusableError, StoreError) as error:
            _log.warning("word index of %s not brought up: %s", self._connections.folder, error)

    def _with_words(self, use: Callable[[Words], _Result]) -> _Result:
        """Use the index; one that fails under way is dropped and built anew, once."""
        try:
            return use(self.refresh())
        except WordsUnusableError as error:
            _log.warning("word index of %s failed, built anew: %s", self._connections.folder, error)
        with self._refreshing, self._connections.reading() as connection:
            self._current = self._in_memory(connection, None)
            words = self._current.words
        return use(words)

    def _renewed(self, current: _Current | None) -> _Current:
        """The next index: from disk where that can be used, brought up to date, or built anew."""
        if current is None or current.note is not None:
            try:
                with (
                    FileLock(self._lock_path, timeout=LOCK_SECONDS),
                    self._connections.reading() as connection,
                ):
                    return self._on_disk(connection, current)
            except (WordsUnusableError, Timeout, OSError) as error:
                _log.warning("word index of %s kept in memory: %s", self._connections.folder, error)
        with self._connections.reading() as connection:
            return self._in_memory(connection, current)

    def _on_disk(self, connection: apsw.Connection, current: _Current | None) -> _Current:
        """Called under the lock of the folders, so no other process changes them."""
        wanted = read_revision(connection)
        note = self._files.read()
        if note is not None and self._files.is_sound(note):
            try:
                followed = self._followed(connection, note, wanted, current)
                if followed is not None:
                    return followed
            except WordsUnusableError as error:
                _log.warning("word index of %s built anew: %s", self._connections.folder, error)
        with unusable_errors():
            folder = self._files.new_folder(wanted)
        try:
            words = Words(folder)
            words.change((), _rows(connection, None), heap=LARGE_HEAP)
            with unusable_errors():
                note = self._files.write(folder, wanted, retired=0, before=None)
        except WordsUnusableError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return _Current(words=words, revision=wanted, note=note)

    def _followed(
        self,
        connection: apsw.Connection,
        note: WordNote,
        wanted: Revision,
        current: _Current | None,
    ) -> _Current | None:
        """The folder of the note at the wanted state; None when it is better built anew."""
        changed = changed_since(connection, note.revision)
        if changed is None:
            return None
        words = current.words if current and current.note == note else Words(self._files.path(note))
        if not changed:
            return _Current(words=words, revision=wanted, note=note)
        rows = list(_rows(connection, changed))
        before = len(words)
        if before <= SMALL_LIBRARY and words.holds(changed):
            return None
        words.change(changed, rows, heap=SMALL_HEAP)
        retired = note.retired + before + len(rows) - len(words)
        if retired > len(words) // 4 and retired > SMALL_LIBRARY:
            return None
        with unusable_errors():
            note = self._files.write(self._files.path(note), wanted, retired=retired, before=note)
        return _Current(words=words, revision=wanted, note=note)

    def _in_memory(self, connection: apsw.Connection, current: _Current | None) -> _Current:
        """The last resort, which needs nothing but the database."""
        wanted = read_revision(connection)
        if current is not None and current.note is None:
            changed = changed_since(connection, current.revision)
            if changed is not None:
                current.words.change(changed, _rows(connection, changed), heap=SMALL_HEAP)
                return _Current(words=current.words, revision=wanted, note=None)
        words = Words(None)
        words.change((), _rows(connection, None), heap=LARGE_HEAP)
        return _Current(words=words, revision=wanted, note=None)


def _rows(connection: apsw.Connection, documents: frozenset[str] | None) -> Iterator[WordRow]:
    """The passages of some documents, or of all, as the index takes them."""
    rows = (
        connection.execute(_ALL)
        if documents is None
        else connection.execute(_OF_DOCUMENTS, (json.dumps(sorted(documents)),))
    )
    row: tuple[Any, ...]
    for row in rows:
        key, document, collection, metadata, packed = row
        yield WordRow(
            key=key,
            document=document,
            collection=collection,
            metadata=json.loads(metadata),
            packed=packed,
        )
