"""The embedded store: one SQLite database is the truth, FAISS and tantivy follow it.

Wires the parts beside it: ``connections`` and ``locking`` (who may read and write), ``writing`` and
``reading`` (statements), ``dense_cache`` and ``word_cache`` (derived indexes), ``checking``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from youju.store import reading
from youju.store.checking import Checker
from youju.store.connections import Connections
from youju.store.dense_cache import DenseCache, faiss_index
from youju.store.documents import DocumentCache
from youju.store.hits import confirmed
from youju.store.locking import WAIT_SECONDS, WriteLock
from youju.store.manifests import read_manifest, require_same
from youju.store.moving import move_document
from youju.store.opening import open_database
from youju.store.places import WRITE_LOCK_NAME, prepare_folder
from youju.store.revisions import read_revision
from youju.store.rows import unpack_blocks
from youju.store.scoping import EVERYTHING
from youju.store.word_cache import WordCache
from youju.store.writing import put_document, remove_document, require_consistent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from youju.schema import Block, Document, Passage, Scope
    from youju.store.base import Finding, Hit, Manifest, PassageTerms, Stats, TermQuery
    from youju_embeddings.protocols import VectorIndex, Vectors


class SqliteStore:
    """A store in a folder of the local disk; ``open`` makes one.

    Methods may be called from many threads. Writing waits for other processes and raises
    LibraryLockedError when they do not finish; reading never waits for a writer.
    """

    def __init__(
        self,
        connections: Connections,
        lock: WriteLock,
        manifest: Manifest,
        *,
        make_index: Callable[[int], VectorIndex],
    ) -> None:
        self._connections = connections
        self._lock = lock
        self._manifest = manifest
        self._documents = DocumentCache()
        self._dense = DenseCache(connections, manifest.fingerprint.dimension, make_index=make_index)
        self._words = WordCache(connections)
        self._has_written = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        manifest: Manifest,
        create: bool = True,
        make_index: Callable[[int], VectorIndex] = faiss_index,
        wait_seconds: float = WAIT_SECONDS,
        vfs: str | None = None,
    ) -> SqliteStore:
        """Open the library in the folder ``path``, or make one.

        Args:
            path: the library's folder.
            manifest: what vectors and words are made with now.
            create: make the library when there is none.
            make_index: makes an empty index for vectors of a dimension.
            wait_seconds: how long a write waits for another process.
            vfs: name of an apsw file system to open the database through.

        Raises:
            LibraryNotFoundError: there is none and ``create`` is False.
            LibraryMismatchError: it was built with another model, segmenter or a newer version.
            LibraryDamagedError: the database does not pass its checks.
            StoreError: the folder cannot hold a library.
        """
        folder = prepare_folder(path, create=create)
        lock = WriteLock(folder / WRITE_LOCK_NAME, wait_seconds=wait_seconds)
        connections = Connections(folder, vfs=vfs)
        try:
            stored = open_database(connections, lock, manifest, create=create)
            require_same(stored, manifest, folder)
        except BaseException:
            connections.close()
            raise
        return cls(connections, lock, stored, make_index=make_index)

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._connections.folder

    @property
    def manifest(self) -> Manifest:
        """What the index was made with."""
        return self._manifest

    @property
    def generation(self) -> int:
        """Grows with every change, whichever process made it."""
        with self._connections.reading() as connection:
            return read_revision(connection).generation

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other processes from writing between several changes of one's own.

        Raises:
            LibraryLockedError: another process is writing.
        """
        return self._lock.held()

    def put(
        self,
        document: Document,
        blocks: Sequence[Block],
        passages: Sequence[Passage],
        terms: Sequence[PassageTerms],
        vectors: Vectors,
    ) -> None:
        """Store one document, replacing what was there under its id.

        Raises:
            ValueError: the parts do not fit together, or a text is not that of its span.
            LibraryLockedError: another process is writing.
            LibraryFullError: no space is left; the library is as it was.
        """
        dimension = self._manifest.fingerprint.dimension
        require_consistent(document, blocks, passages, terms, vectors, dimension=dimension)
        with self._lock.held(), self._connections.writing() as connection:
            put_document(connection, document, blocks, passages, terms, vectors)
        self._has_written = True

    def remove(self, document_id: str) -> bool:
        """Remove one document; False when it was not there.

        Raises:
            LibraryLockedError: another process is writing.
            LibraryFullError: no space is left; the library is as it was.
        """
        with self._lock.held(), self._connections.writing() as connection:
            removed = remove_document(connection, document_id)
        self._has_written |= removed
        return removed

    def move(self, document_ids: Sequence[str], collection: str) -> None:
        """Put documents into another collection, all of them or none; what hangs on them stays.

        Raises:
            NotInLibraryError: one of them is not there.
            AlreadyThereError: the collection holds another document of the same source.
            LibraryLockedError: another process is writing.
            LibraryFullError: no space is left; the library is as it was.
        """
        with self._lock.held(), self._connections.writing() as connection:
            moved = [move_document(connection, one, collection) for one in document_ids]
        self._has_written |= any(moved)

    def find(self, collection: str, source: str) -> Document | None:
        """The document of this source in a collection, without its text; None when there is none."""
        with self._connections.reading() as connection:
            return reading.head_of(connection, collection, source)

    def documents(self, scope: Scope = EVERYTHING) -> tuple[Document, ...]:
        """All documents in scope by name, without their text."""
        with self._connections.reading() as connection:
            return reading.heads(connection, scope)

    def passage_counts(self, scope: Scope = EVERYTHING) -> Mapping[str, int]:
        """How many passages each document in scope has, by its id."""
        with self._connections.reading() as connection:
            return reading.passage_counts(connection, scope)

    def document(self, document_id: str) -> Document:
        """One document with its text.

        Raises:
            NotInLibraryError: there is none under this id.
        """
        with self._connections.reading() as connection:
            key = reading.document_key(connection, document_id)
            if key is None:
                raise reading.no_document(document_id)
            return self._documents.fetch(connection, [key])[key]

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """The blocks of one document in order; none when it is not there."""
        with self._connections.reading() as connection:
            key = reading.document_key(connection, document_id)
            if key is None:
                return ()
            packed = reading.packed_blocks(connection, key)
            return unpack_blocks(packed, self._documents.fetch(connection, [key])[key].text)

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages that are (still) there, in the order asked for."""
        with self._connections.reading() as connection:
            return reading.passages_by_id(connection, passage_ids, self._documents)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of one document in order of position; none when it is not there."""
        with self._connections.reading() as connection:
            key = reading.document_key(connection, document_id)
            return () if key is None else reading.passages_of(connection, key, self._documents)

    def dense(self, vector: Vectors, k: int, *, scope: Scope = EVERYTHING) -> tuple[Hit, ...]:
        """The ``k`` passages nearest to one vector of shape (dimension,), by cosine."""
        wanted = np.ascontiguousarray(vector, dtype=np.float32)
        search = partial(self._dense.search, wanted, scope=scope)
        return confirmed(self._connections, search, k=k, scope=scope)

    def lexical(self, query: TermQuery, k: int, *, scope: Scope = EVERYTHING) -> tuple[Hit, ...]:
        """The ``k`` passages of highest BM25, summed over the fields with their boosts."""
        search = partial(self._words.search, query, scope=scope)
        return confirmed(self._connections, search, k=k, scope=scope)

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """The stored vectors, shape (n, dimension), zeros for a passage that is gone."""
        dimension = self._manifest.fingerprint.dimension
        with self._connections.reading() as connection:
            return reading.vectors_by_id(connection, passage_ids, dimension)

    def terms(self, passage_ids: Sequence[str]) -> tuple[PassageTerms, ...]:
        """The stored words, in the order asked for; empty for a passage that is gone."""
        with self._connections.reading() as connection:
            return reading.terms_by_id(connection, passage_ids)

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands (title, headings or body)."""
        return self._words.count(words) if words else {}

    def stats(self) -> Stats:
        """Sizes, the derived word index and the database's log included."""
        return self._checker().stats()

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong; empty when all is well. Reads the whole database."""
        return self._checker().findings()

    def close(self) -> None:
        """Bring the word index up to date after changes, and give back files and locks."""
        if self._connections.closed:
            return
        if self._has_written:
            self._words.settle()
        self._connections.close()

    def _checker(self) -> Checker:
        return Checker(self._connections, self._manifest, self._dense, self._words)


__all__ = ["SqliteStore", "read_manifest"]
