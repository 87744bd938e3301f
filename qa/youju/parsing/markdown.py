"""Markdown: the text as it reads, without its marks; headings, lists, tables and code by syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.builder import CELL_SEPARATOR, TextBuilder
from youju.parsing.characters import seam
from youju.parsing.decoding import decode
from youju.schema import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_KEPT_METADATA: Final = frozenset({"author", "date", "created", "updated", "lang", "category"})
_DEEPEST: Final = 200
_LONGEST_PARENT: Final = 80
_LINE_BREAK_TAG: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


class MarkdownParser:
    """Reads CommonMark with tables and front matter."""

    name = "markdown"
    version = "1"
    media_type = "text/markdown"
    suffixes = frozenset({".md", ".markdown", ".mdown", ".mkd"})

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Decode, parse and write out the plain text.

        Raises:
            UnreadableDocumentError: empty or not text.
            DocumentTooLargeError: more characters than ``limits.characters``.
        """
        from markdown_it import MarkdownIt
        from mdit_py_plugins.front_matter import front_matter_plugin

        decoded = decode(data, name=name)
        reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(
            ["table", "strikethrough"]
        )
        writer = _Writer(TextBuilder(name=name, limits=limits))
        for token in reader.use(front_matter_plugin).parse(decoded.text):
            writer.write(token)
        metadata = {"encoding": decoded.encoding, **writer.metadata}
        title = metadata.pop("title", None) or writer.title
        return writer.builder.finish(
            self, title=title, metadata=metadata, warnings=decoded.warnings
        )


@dataclass(slots=True)
class _Item:
    """A list item being written: its number, and its text once known."""

    marker: str
    text: str = ""


@dataclass(slots=True)
class _Writer:
    """Walks the tokens once; what is open is kept here."""

    builder: TextBuilder
    title: str | None = None
    metadata: dict[str, str] = field(default_factory=dict[str, str])
    _heading: int = 0
    _items: list[_Item] = field(default_factory=list[_Item])
    _row: list[str] | None = None
    _in_head: bool = False
    _head: str = ""

    def write(self, token: Token) -> None:
        """Take one token of the flat stream."""
        match token.type:
            case "front_matter":
                self._front_matter(token.content)
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "list_item_open":
                ordered = token.info.isdigit()
                self._items.append(_Item(f"{token.info}{token.markup} " if ordered else ""))
            case "list_item_close":
                self._items.pop()
            case "fence" | "code_block":
                self.builder.add(BlockKind.CODE, token.content)
            case "html_block":
                self._markup(token.content)
            case "inline":
                self._inline(plain(token.children or ()))
            case _:
                self._table(token.type)

    def _table(self, kind: str) -> None:
        match kind:
            case "table_open":
                self._head = ""
            case "thead_open" | "thead_close":
                self._in_head = kind == "thead_open"
            case "tr_open":
                self._row = []
            case "tr_close":
                row, self._row = self._row or [], None
                if self._in_head:
                    self.builder.add_row(row)
                    self._head = CELL_SEPARATOR.join(row) if any(row) else ""
                else:
                    self.builder.add_row(row, head=self._head)
            case _:
                pass

    def _inline(self, text: str) -> None:
        if self._row is not None:
            self._row.append(text.replace("\n", " ").strip())
        elif self._heading:
            line = text.replace("\n", " ")
            self.builder.add(BlockKind.HEADING, line, level=self._heading)
            if self._heading == 1 and self.title is None:
                self.title = line
        elif self._items and not self._items[-1].text:
            item = self._items[-1]
            item.text = text
            self.builder.add(BlockKind.LIST_ITEM, item.marker + text, head=self._parents())
        else:
            self.builder.add(BlockKind.PARAGRAPH, text)

    def _parents(self) -> str:
        """The items around a nested item, outermost first: what the item is about."""
        texts = [item.text for item in self._items[:-1]]
        return " > ".join(text for text in texts if text and len(text) <= _LONGEST_PARENT)

    def _markup(self, content: str) -> None:
        from youju.parsing.html import add_fragment

        add_fragment(self.builder, content)

    def _front_matter(self, content: str) -> None:
        for line in content.split("\n"):
            key, _, value = line.partition(":")
            key, value = key.strip().lower(), value.strip().strip("\"'")
            if value and (key == "title" or key in _KEPT_METADATA):
                self.metadata[key] = value


def plain(tokens: Sequence[Token]) -> str:
    """Inline tokens as they read: marks and link targets gone, soft breaks joined."""
    text = ""
    soft = False
    for token in tokens:
        if token.type == "softbreak":
            soft = True
            continue
        piece = _piece(token)
        if soft and piece:
            text += seam(text, piece)
            soft = False
        text += piece
    return text


def _piece(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "hardbreak":
            return "\n"
        case "image":
            return plain(token.children or ())
        case "html_inline":
            return "\n" if _LINE_BREAK_TAG.fullmatch(token.content) else ""
        case _:
            return ""
