"""Looks through a whole library for what is wrong, and counts what is there; mends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from youju.errors import Message
from youju.schema import Span
from youju.store.base import Finding, Manifest, Stats
from youju.store.connections import Connections, select
from youju.store.places import DATABASE_NAME
from youju.store.revisions import read_revision
from youju.store.rows import packed_length, text_sha256, unpack_blocks, unpack_terms
from youju.store.word_files import WordFiles, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import apsw

    from youju.store.dense_cache import DenseCache
    from youju.store.word_cache import WordCache

REPAIR = "youju repair"
REINDEX = "youju repair --reindex"

_MISSING = """
SELECT count(*) FROM passages p LEFT JOIN {table} x ON x.passage = p.key WHERE x.passage IS NULL
"""
_READ_TERMS = "SELECT p.id, t.packed FROM terms t JOIN passages p ON p.key = t.passage"
_READ_VECTORS = "SELECT p.id, v.packed FROM vectors v JOIN passages p ON p.key = v.passage"


class Checker:
    """Checks one open store.

    Args:
        connections: of the store.
        manifest: what the vectors should be like.
        dense: the derived index of vectors.
        words: the derived index of words.
    """

    def __init__(
        self, connections: Connections, manifest: Manifest, dense: DenseCache, words: WordCache
    ) -> None:
        self._connections = connections
        self._dimension = manifest.fingerprint.dimension
        self._dense = dense
        self._words = words

    def stats(self) -> Stats:
        """What is there, and the bytes it takes."""
        folder = self._connections.folder
        with self._connections.reading() as connection:
            documents, characters = next(
                connection.execute("SELECT count(*), coalesce(sum(characters), 0) FROM documents")
            )
            (passages,) = next(connection.execute("SELECT count(*) FROM passages"))
            generation = read_revision(connection).generation
        size = sum(size_of(file) for file in folder.glob(f"{DATABASE_NAME}*"))
        return Stats(
            documents=documents,
            passages=passages,
            characters=characters,
            bytes_on_disk=size + WordFiles(folder).bytes_on_disk(),
            generation=generation,
        )

    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong, the database's own checks first."""
        with self._connections.reading() as connection:
            found = list(_database(connection))
            if found:
                return tuple(found)
            found.extend(_missing(connection))
            found.extend(_texts(connection))
            found.extend(_terms(connection))
            found.extend(_vectors(connection, self._dimension))
        found.extend(self._derived())
        return tuple(found)

    def _derived(self) -> Iterator[Finding]:
        """The derived indexes against the database, unless a writer moves it meanwhile."""
        before = self._state()
        dense, words = self._dense.keys().tolist(), self._words.keys()
        stored = before[1]
        if self._state()[0] != before[0]:
            return
        if dense != stored:
            yield _finding(
                f"向量索引有 {len(dense)} 段，数据库有 {len(stored)} 段，两者不一致",
                f"the vector index ({len(dense)} passages) disagrees with the database ({len(stored)})",
                REPAIR,
            )
        if words != stored:
            yield _finding(
                f"词索引有 {len(words)} 段，数据库有 {len(stored)} 段，两者不一致",
                f"the word index ({len(words)} passages) disagrees with the database ({len(stored)})",
                REPAIR,
            )

    def _state(self) -> tuple[int, list[int]]:
        with self._connections.reading() as connection:
            generation = read_revision(connection).generation
            rows = select(connection, "SELECT key FROM passages ORDER BY key")
        return generation, [key for (key,) in rows]


def _database(connection: apsw.Connection) -> Iterator[Finding]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield _finding(f"数据库损坏：{line}", f"the database is damaged: {line}", REPAIR)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield _finding(
            f"表 {table} 第 {row} 行在 {parent} 中没有对应项",
            f"row {row} of {table} has no counterpart in {parent}",
            REPAIR,
        )


def _missing(connection: apsw.Connection) -> Iterator[Finding]:
    for table, name_zh, name_en in (("vectors", "向量", "vector"), ("terms", "词", "words")):
        (count,) = next(connection.execute(_MISSING.format(table=table)))
        if count:
            yield _finding(
                f"{count} 段没有{name_zh}", f"{count} passages without {name_en}", REINDEX
            )
    rows = connection.execute(
        "SELECT d.name FROM documents d LEFT JOIN blocks b ON b.document = d.key "
        "WHERE b.document IS NULL"
    )
    for (name,) in rows:
        yield _finding(f"“{name}”没有块", f"{name} has no blocks", REINDEX)


def _texts(connection: apsw.Connection) -> Iterator[Finding]:
    """Each text against its hash, and every span against its text."""
    rows = connection.execute(
        "SELECT d.key, d.name, d.text, d.text_sha256, b.packed "
        "FROM documents d JOIN blocks b ON b.document = d.key"
    )
    for key, name, text, expected, packed in rows:
        if text_sha256(text) != expected:
            yield _finding(
                f"“{name}”的文本已改变", f"the text of {name} is not what was stored", REINDEX
            )
        if not _blocks_are_whole(packed, text):
            yield _finding(f"“{name}”的块不可读", f"the blocks of {name} cannot be read", REINDEX)
        (outside,) = next(
            connection.execute(
                "SELECT count(*) FROM passages WHERE document = ? AND NOT (0 <= start AND start < "
                '"end" AND "end" <= ?)',
                (key, len(text)),
            )
        )
        if outside:
            yield _finding(
                f"“{name}”有 {outside} 段超出文本",
                f"{outside} passages of {name} lie outside its text",
                REINDEX,
            )


def _blocks_are_whole(packed: bytes, text: str) -> bool:
    try:
        blocks = unpack_blocks(packed, text)
    except Exception:  # noqa: BLE001 - whatever a damaged blob raises, it is unreadable
        return False
    return all(Span(0, len(text)).contains(block.span) for block in blocks)


def _terms(connection: apsw.Connection) -> Iterator[Finding]:
    for identity, packed in connection.execute(_READ_TERMS):
        try:
            unpack_terms(packed)
        except Exception:  # noqa: BLE001 - whatever a damaged blob raises, it is unreadable
            yield _finding(
                f"段 {identity} 的词不可读", f"the words of {identity} cannot be read", REINDEX
            )


def _vectors(connection: apsw.Connection, dimension: int) -> Iterator[Finding]:
    for identity, packed in connection.execute(_READ_VECTORS):
        if len(packed) != packed_length(dimension):
            length = None
        else:
            length = float(np.linalg.norm(np.frombuffer(packed, "<f2").astype(np.float32)))
        if length is None or not abs(length - 1.0) < 5e-3:
            yield _finding(
                f"段 {identity} 的向量无效", f"the vector of {identity} is not valid", REINDEX
            )


def _finding(zh: str, en: str, repair: str) -> Finding:
    return Finding(what=Message(zh=zh, en=en), repair=repair)
