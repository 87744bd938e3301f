"""Puts a document's text together block by block, so that spans are exact by construction.

Used by the formats whose text is made here (DOCX, PDF, HTML, Markdown); a TXT file keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument, Parser
from youju.parsing.characters import hidden_warning, remove_hidden
from youju.schema import Block, BlockKind, Span
from youju_embeddings.errors import Message

CELL_SEPARATOR = " | "


class TextBuilder:
    """Blocks in reading order, one line break between two of them.

    Args:
        name: the file's name, for messages.
        limits: ``characters`` is kept while building.
    """

    def __init__(self, *, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._hidden = 0

    def add(
        self, kind: BlockKind, text: str, *, level: int = 0, head: str = "", page: int | None = None
    ) -> Span | None:
        """Append one block and return its span; blank text adds nothing and returns None.

        Raises:
            DocumentTooLargeError: the text grows over ``limits.characters``.
        """
        text, hidden = remove_hidden(text)
        self._hidden += hidden
        text = text.strip("\n").rstrip() if kind is BlockKind.CODE else text.strip()
        if not text.strip():
            return None
        if self._blocks:
            self._parts.append("\n")
            self._length += 1
        span = Span(self._length, self._length + len(text))
        if span.end > self._limits.characters:
            raise failures.text_too_long(self._name, self._limits.characters)
        self._parts.append(text)
        self._length = span.end
        self._blocks.append(Block(kind, text, span, level=level, head=head, page=page))
        return span

    def add_row(
        self, cells: Iterable[str], *, head: str = "", page: int | None = None
    ) -> Span | None:
        """Append a table row, its cells on one line; a row without text adds nothing."""
        flat = [" ".join(cell.split()) for cell in cells]
        if not any(flat):
            return None
        return self.add(BlockKind.TABLE_ROW, CELL_SEPARATOR.join(flat), head=head, page=page)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far."""
        return tuple(self._blocks)

    def finish(
        self,
        parser: Parser,
        *,
        title: str | None = None,
        pages: tuple[Span, ...] = (),
        metadata: Mapping[str, str] | None = None,
        warnings: Iterable[Message] = (),
    ) -> ParsedDocument:
        """The document.

        Raises:
            UnreadableDocumentError: nothing was added.
        """
        if not self._blocks:
            raise failures.empty(self._name)
        hidden = (hidden_warning(self._hidden),) if self._hidden else ()
        return ParsedDocument(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            media_type=parser.media_type,
            parser=f"{parser.name}/{parser.version}",
            title=tidy_title(title),
            pages=pages,
            metadata=MappingProxyType(dict(metadata or {})),
            warnings=(*warnings, *hidden),
        )


def tidy_title(title: str | None, *, longest: int = 200) -> str | None:
    """A title on one line without hidden characters; None when blank or far too long to be one."""
    if title is None:
        return None
    line = " ".join(remove_hidden(title)[0].split())
    return line if line and len(line) <= longest else None
