"""Values to and from the columns they are stored in; knows no statements and no connection.

Text is stored once, in the document's row: blocks and passages are spans of it. Words are zlib
blobs; vectors are float16, scaled back to length 1 when read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from youju.schema import Block, BlockKind, Document, Passage, Span
from youju.store.base import PassageTerms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Vectors

NO_TERMS = PassageTerms(title=(), headings=(), body=(), bigrams=())

_COMPRESSION = 6
_STORED = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One row of ``passages``, its ``document`` the key of a row of ``documents``."""

    id: str
    document: int
    start: int
    end: int
    page: int | None
    head: str
    heading_path: str
    sentences: str

    def passage(self, document: Document) -> Passage:
        """The passage as a value, its text cut from the document's."""
        span = Span(self.start, self.end)
        return Passage(
            id=self.id,
            document=document,
            text=span.of(document.text),
            span=span,
            heading_path=tuple(json.loads(self.heading_path)),
            sentences=_read_spans(self.sentences),
            head=self.head,
            page=self.page,
        )


def write_document(document: Document) -> tuple[str | int | None, ...]:
    """The parameters of ``INSERT_DOCUMENT``."""
    return (
        document.id,
        document.sha256,
        document.source,
        document.name,
        document.title,
        document.date,
        document.media_type,
        document.collection,
        document.added,
        document.size,
        document.parser,
        _json(dict(document.metadata)),
        _write_spans(document.pages),
        len(document.text),
        text_sha256(document.text),
        document.text,
    )


def read_document(row: Sequence[Any], text: str = "") -> Document:
    """A document from ``HEAD_COLUMNS``, with its text when that was read too."""
    metadata: dict[str, str] = json.loads(row[12])
    return Document(
        id=row[1],
        sha256=row[2],
        source=row[3],
        name=row[4],
        title=row[5],
        date=row[6],
        media_type=row[7],
        collection=row[8],
        added=row[9],
        size=row[10],
        parser=row[11],
        metadata=MappingProxyType(metadata),
        pages=_read_spans(row[13]),
        text=text,
    )


def write_passage(passage: Passage, document_key: int) -> tuple[str | int | None, ...]:
    """The parameters of ``INSERT_PASSAGE``."""
    return (
        document_key,
        passage.id,
        passage.span.start,
        passage.span.end,
        passage.page,
        passage.head,
        _json(passage.heading_path),
        _write_spans(passage.sentences),
    )


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """All blocks of a document in one blob: they are only ever read together."""
    rows = [
        [
            block.kind.value,
            block.span.start,
            block.span.end,
            block.level,
            block.heading_path,
            block.head,
            block.page,
        ]
        for block in blocks
    ]
    return zlib.compress(_json(rows).encode("utf-8"), _COMPRESSION)


def unpack_blocks(packed: bytes, text: str) -> tuple[Block, ...]:
    """The blocks of the document whose text is ``text``."""
    rows: list[tuple[str, int, int, int, list[str], str, int | None]]
    rows = json.loads(zlib.decompress(packed))
    return tuple(
        Block(
            kind=BlockKind(kind),
            text=text[start:end],
            span=Span(start, end),
            level=level,
            heading_path=tuple(heading_path),
            head=head,
            page=page,
        )
        for kind, start, end, level, heading_path, head, page in rows
    )


def pack_terms(terms: PassageTerms) -> bytes:
    """The words of a passage by field, one field a line.

    Raises:
        ValueError: a word is empty or holds white space.
    """
    lines: list[str] = []
    for words in (terms.title, terms.headings, terms.body, terms.bigrams):
        line = " ".join(words)
        if len(line.split()) != len(words):
            raise ValueError("a word is empty or holds white space")
        lines.append(line)
    return zlib.compress("\n".join(lines).encode("utf-8"), _COMPRESSION)


def unpack_lines(packed: bytes) -> list[str]:
    """The four fields, each with its words between blanks, as the word index takes them."""
    return zlib.decompress(packed).decode("utf-8").split("\n")


def unpack_terms(packed: bytes) -> PassageTerms:
    """The words of a passage by field."""
    title, headings, body, bigrams = (tuple(line.split()) for line in unpack_lines(packed))
    return PassageTerms(title=title, headings=headings, body=body, bigrams=bigrams)


def pack_vectors(vectors: Vectors) -> list[bytes]:
    """One blob a row.

    Raises:
        ValueError: a number is not finite, or a row is not of length 1.
    """
    if not np.isfinite(vectors).all():
        raise ValueError("a vector holds a number that is not finite")
    if len(vectors) and np.abs(np.linalg.norm(vectors, axis=1) - 1.0).max() > 1e-3:
        raise ValueError("a vector is not of length 1")
    return [row.tobytes() for row in np.ascontiguousarray(vectors, dtype=_STORED)]


def unpack_vectors(packed: Sequence[bytes], dimension: int) -> Vectors:
    """The vectors of many blobs, shape (n, dimension), each of length 1 again."""
    stored: npt.NDArray[np.float16] = np.frombuffer(b"".join(packed), dtype=_STORED)
    vectors = stored.reshape(-1, dimension).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    vectors /= np.maximum(lengths, np.finfo(np.float32).tiny)[:, None]
    return vectors


def packed_length(dimension: int) -> int:
    """Bytes of one stored vector."""
    return dimension * _STORED.itemsize


def text_sha256(text: str) -> str:
    """The hash that tells whether a stored text is still what was put."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write_spans(spans: Sequence[Span]) -> str:
    return _json([offset for span in spans for offset in (span.start, span.end)])


def _read_spans(packed: str) -> tuple[Span, ...]:
    offsets: list[int] = json.loads(packed)
    return tuple(map(Span, offsets[::2], offsets[1::2]))
