"""What a Word paragraph is by its style: a heading of some level, the title, a list; names vary."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from youju.parsing.docx_text import NAMESPACE, Element, whole_number
from youju.schema import BlockKind

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = NAMESPACE
_BODY_LEVEL: Final = 9
_DEEPEST: Final = 20
_HEADING: Final = re.compile(
    r"(?:heading|标题|標題|überschrift|titre|見出し)\s*([1-9])", re.IGNORECASE
)
_TITLES: Final = frozenset({"title", "标题", "標題", "题目", "文档标题", "文件标题", "公文标题"})
_CAPTIONS: Final = frozenset({"caption", "题注", "題注"})
_CONTENTS: Final = re.compile(r"(?:toc|目录|目錄)\s*[1-9]")


@dataclass(frozen=True, slots=True)
class Style:
    """Heading level (0 for none), whether it is the document's title, and its list, if any."""

    level: int = 0
    is_title: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    """What the paragraph is when it is neither: a caption, a line of the table of contents."""
    numbering: tuple[str, int] | None = None
    """Number id and level of the list that the style belongs to."""


class Styles:
    """The document's paragraph styles, looked up by id and followed to what they are based on."""

    def __init__(self, document: WordDocument) -> None:
        self._by_id: dict[str, Element] = {}
        self._default = ""
        for style in _style_elements(document):
            if style.get(f"{_W}type") == "paragraph":
                identifier = style.get(f"{_W}styleId") or ""
                self._by_id[identifier] = style
                if style.get(f"{_W}default") in {"1", "true"}:
                    self._default = identifier
        self._known: dict[str, Style] = {}

    def of(self, paragraph: Element) -> Style:
        """The style of a ``w:p`` element; an outline level of its own wins."""
        properties = paragraph.find(f"{_W}pPr")
        identifier = _value(properties, "pStyle") or self._default
        style = self._known.get(identifier)
        if style is None:
            style = self._known[identifier] = self._resolve(identifier)
        own = _level(properties)
        return style if own is None else replace(style, level=own)

    def _resolve(self, identifier: str) -> Style:
        level: int | None = None
        numbering: tuple[str, int] | None = None
        is_title, kind = False, BlockKind.PARAGRAPH
        for depth, (name, element) in enumerate(self._chain(identifier)):
            properties = element.find(f"{_W}pPr")
            if depth == 0:
                is_title, kind = name.lower() in _TITLES, _kind(name.lower())
            if level is None:
                level = _level(properties)
            named = _HEADING.fullmatch(name)
            if level is None and named:
                level = int(named.group(1))
            numbering = numbering or _numbering(properties)
        return Style(level or 0, is_title, kind, numbering)

    def _chain(self, identifier: str) -> list[tuple[str, Element]]:
        chain: list[tuple[str, Element]] = []
        element = self._by_id.get(identifier)
        while element is not None and len(chain) < _DEEPEST:
            chain.append((_value(element, "name").strip(), element))
            element = self._by_id.get(_value(element, "basedOn"))
        return chain


def _style_elements(document: WordDocument) -> list[Element]:
    try:
        return list(document.styles.element.iterfind(f"{_W}style"))
    except AttributeError:
        # The relation leads to a part of another kind: read the text without styles.
        return []


def _kind(name: str) -> BlockKind:
    if name in _CAPTIONS:
        return BlockKind.CAPTION
    return BlockKind.TOC if _CONTENTS.fullmatch(name) else BlockKind.PARAGRAPH


def _value(parent: Element, tag: str) -> str:
    child = parent.find(f"{_W}{tag}") if parent is not None else None
    return "" if child is None else child.get(f"{_W}val", "")


def _level(properties: Element) -> int | None:
    """1-based heading level; 0 for body text said to be such; None when nothing is said."""
    stated = whole_number(_value(properties, "outlineLvl"))
    if stated is None:
        return None
    return 0 if stated >= _BODY_LEVEL else stated + 1


def _numbering(properties: Element) -> tuple[str, int] | None:
    element = properties.find(f"{_W}numPr") if properties is not None else None
    if element is None:
        return None
    return _value(element, "numId"), whole_number(_value(element, "ilvl")) or 0
