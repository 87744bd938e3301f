"""HTML: what a reader of the page would read; navigation, scripts and hidden parts are left out.

Nothing is fetched and no entity beyond HTML's own is known to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.builder import TextBuilder, tidy_title
from youju.parsing.decoding import decode
from youju.parsing.html_tables import add_table, is_data_table
from youju.parsing.markup import DROPPED, INLINE, collapse, is_hidden
from youju.schema import BlockKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final = {
    "li": BlockKind.LIST_ITEM,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
}
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")


class HtmlParser:
    """Reads HTML and XHTML pages in any Chinese encoding."""

    name = "html"
    version = "1"
    media_type = "text/html"
    suffixes = frozenset({".html", ".htm", ".xhtml", ".shtml"})

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Decode, parse and write out the visible text.

        Raises:
            UnreadableDocumentError: empty, not text, or a page without visible text.
            DocumentTooLargeError: more characters than ``limits.characters``.
        """
        from selectolax.lexbor import LexborHTMLParser

        declared = _CHARSET.search(data[:_HEAD_BYTES])
        charset = declared.group(1).decode("ascii") if declared else None
        decoded = decode(data, name=name, declared=charset)
        tree = LexborHTMLParser(decoded.text)
        builder = TextBuilder(name=name, limits=limits)
        if tree.body is not None:
            _Walker(builder).walk(tree.body)
        return builder.finish(
            self,
            title=_title(tree, builder),
            metadata={"encoding": decoded.encoding, **_metadata(tree)},
            warnings=decoded.warnings,
        )


def add_fragment(builder: TextBuilder, markup: str) -> None:
    """Add the visible text of a piece of HTML, as it stands inside Markdown."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(markup).body
    if body is not None:
        _Walker(builder).walk(body)


def _title(tree: object, builder: TextBuilder) -> str | None:
    """The only first-level heading when there is one, else the page's title without the site's name."""
    headings = [
        block.text
        for block in builder.blocks
        if block.kind is BlockKind.HEADING and block.level == 1
    ]
    if len(headings) == 1:
        return headings[0]
    node = _first(tree, "title")
    title = tidy_title(node.text() if node is not None else None)
    if title is None:
        return headings[0] if headings else None
    parts = re.split(r"\s*[|_]\s*|\s+[-–—]+\s+", title)
    return parts[0] if len(parts) > 1 and len(parts[0]) >= 4 else title


def _metadata(tree: object) -> dict[str, str]:
    wanted = {"author": "author", "pubdate": "created", "publishdate": "created", "date": "created"}
    found: dict[str, str] = {}
    for node in _all(tree, "meta[name]"):
        key = wanted.get((node.attributes.get("name") or "").lower())
        content = tidy_title(node.attributes.get("content"))
        if key and content:
            found.setdefault(key, content)
    return found


def _first(tree: object, selector: str) -> LexborNode | None:
    return next(iter(_all(tree, selector)), None)


def _all(tree: object, selector: str) -> list[LexborNode]:
    from selectolax.lexbor import LexborHTMLParser

    return tree.css(selector) if isinstance(tree, LexborHTMLParser) else []


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Enter (True) and leave (False) every node that is shown, without recursion: pages nest deep."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if not entering:
            yield node, False
            continue
        if node.tag in DROPPED or is_hidden(node):
            continue
        yield node, True
        stack.append((node, False))
        if node.tag == "table" and is_data_table(node):
            continue
        children = list(node.iter(include_text=True))
        stack.extend((child, True) for child in reversed(children))


class _Walker:
    """Collects inline text and closes a block at every block-level border."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._pieces: list[str] = []
        self._open: list[tuple[str, BlockKind, int]] = []

    def walk(self, root: LexborNode) -> None:
        """Add everything below ``root``."""
        for node, entering in _events(root):
            tag = node.tag or ""
            if tag == "-text":
                self._text(node, entering)
            elif tag in {"br", "hr"}:
                self._flush()
            elif tag not in INLINE:
                self._border(node, tag, entering=entering)
        self._flush()

    def _text(self, node: LexborNode, entering: bool) -> None:
        if not entering:
            return
        text = node.text_content or ""
        if self._preformatted:
            self._pieces.append(text)
            return
        first, *rest = _BLANK_LINE.split(text)
        self._pieces.append(first)
        for piece in rest:
            if piece.strip() and "".join(self._pieces).strip():
                self._flush()
            self._pieces.append(piece)

    def _border(self, node: LexborNode, tag: str, *, entering: bool) -> None:
        self._flush()
        if entering and tag == "table" and is_data_table(node):
            add_table(self._builder, node)
        if tag in _KINDS or tag in _HEADINGS:
            if entering:
                kind = _KINDS.get(tag, BlockKind.HEADING)
                self._open.append((tag, kind, _HEADINGS.get(tag, 0)))
            elif self._open and self._open[-1][0] == tag:
                self._open.pop()

    @property
    def _preformatted(self) -> bool:
        return any(tag == "pre" for tag, _, _ in self._open)

    def _flush(self) -> None:
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        self._pieces.clear()
        kind, level = (
            (self._open[-1][1], self._open[-1][2]) if self._open else (BlockKind.PARAGRAPH, 0)
        )
        text = raw if self._preformatted else collapse(raw)
        self._builder.add(kind, text, level=level)
