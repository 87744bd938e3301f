"""What a parser is: bytes in, text and blocks with exact spans out. One file per format beside this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from youju.schema import Block, Span
from youju_embeddings.errors import Message


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is refused."""

    file_bytes: int = 200 * 1024 * 1024
    expanded_bytes: int = 512 * 1024 * 1024
    """All members of an archive (DOCX) unpacked."""
    expansion_ratio: int = 200
    members: int = 10_000
    characters: int = 20_000_000
    seconds: float = 300.0
    memory_bytes: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A file as text: ``text[block.span] == block.text``, blocks in order and not overlapping.

    Blocks cover all non-blank characters of ``text``. A parser sets ``kind`` and ``level`` as far as
    the format says so (styles, ``#``, ``<h1>``, font size) and the ``head`` of table rows; headings
    by numbering, tables of contents and heading paths are the outline's work.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    parser: str
    title: str | None = None
    pages: tuple[Span, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Message, ...] = ()


class Parser(Protocol):
    """Reads one kind of file."""

    name: str
    """``docx``; with ``version`` it is recorded in each document."""
    version: str
    media_type: str
    suffixes: frozenset[str]
    """Lower case, with the dot."""

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Read the bytes of the file called ``name``.

        Raises:
            DocumentError: one of its children, saying what is wrong with this file.
        """
        ...
