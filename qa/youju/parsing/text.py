"""Plain text: the decoded file is the document's text; blocks are its paragraphs.

Headings by numbering are the outline's work; only ``#`` marks, which say their level, are read here.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.characters import hidden_warning, remove_hidden
from youju.parsing.decoding import decode
from youju.parsing.wrapping import Line, paragraphs
from youju.schema import Block, BlockKind, Span

_BULLET: Final = re.compile(r"[-*+•·●○■◆◇▪►▶➢✓]\s*(?=\S)")
_HASHES: Final = re.compile(r"(#{1,6})\s+\S")
_FEWEST_HASHED: Final = 2


class TextParser:
    """Reads TXT in any Chinese encoding; paragraphs are lines, or joined hard-wrapped lines."""

    name = "text"
    version = "1"
    media_type = "text/plain"
    suffixes = frozenset({".txt", ".text", ".log", ".asc"})

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Decode the bytes and find the paragraphs.

        Raises:
            UnreadableDocumentError: empty, binary, or no known encoding.
            DocumentTooLargeError: more characters than ``limits.characters``.
        """
        decoded = decode(data, name=name)
        text, hidden = remove_hidden(decoded.text)
        if not text.strip():
            raise failures.empty(name)
        if len(text) > limits.characters:
            raise failures.text_too_long(name, limits.characters)
        warnings = (*decoded.warnings, *((hidden_warning(hidden),) if hidden else ()))
        return ParsedDocument(
            text=text,
            blocks=_blocks(text),
            media_type=self.media_type,
            parser=f"{self.name}/{self.version}",
            metadata=MappingProxyType({"encoding": decoded.encoding}),
            warnings=warnings,
        )


def _blocks(text: str) -> tuple[Block, ...]:
    groups = paragraphs(text)
    hashed = sum(1 for group in groups if len(group) == 1 and _HASHES.match(group[0].text))
    return tuple(_block(text, group, marked=hashed >= _FEWEST_HASHED) for group in groups)


def _block(text: str, lines: tuple[Line, ...], *, marked: bool) -> Block:
    span = Span(lines[0].start, lines[-1].end)
    stretch = span.of(text)
    heading = _HASHES.match(stretch) if marked and len(lines) == 1 else None
    if heading:
        return Block(BlockKind.HEADING, stretch, span, level=len(heading.group(1)))
    kind = BlockKind.LIST_ITEM if _BULLET.match(stretch) else BlockKind.PARAGRAPH
    return Block(kind, stretch, span)
