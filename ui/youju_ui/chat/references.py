"""A place in a document as people cite it: 《文件》第三部分（一）第2段，第5页; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.schema import Block, BlockKind, Document
from youju_ui.messages import chat_sources as texts
from youju_ui.messages.chat import filled

_STRUCTURAL = re.compile(r"\s*(第[一二三四五六七八九十百千零〇\d]{1,6}(?:编|篇|部分|章|节|条|款))")
_HAN = re.compile(r"\s*([一二三四五六七八九十百]{1,4})\s*(?:、|[．.](?!\d))")
_BRACKETS = re.compile(r"\s*([（(][一二三四五六七八九十百\d]{1,4}[)）])")
_DECIMAL = re.compile(r"\s*(\d{1,2}(?:[.．]\d{1,2})*)(?=[.．、\s\u4e00-\u9fff])")
_LONGEST = 24
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CODE})


def part_of(heading: str, language: str) -> str:
    """How a heading is referred to: by its number, or in quotation marks without one."""
    text = " ".join(heading.split())
    if found := _STRUCTURAL.match(text):
        return found[1]
    if found := _HAN.match(text):
        return filled(texts.PART, number=found[1]).localized(language)
    if found := _BRACKETS.match(text):
        return found[1].replace("(", "（").replace(")", "）")
    if found := _DECIMAL.match(text):
        return found[1]
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"


def paragraph_at(blocks: Sequence[Block], offset: int) -> int | None:
    """The 1-based number of the paragraph under its own heading, None where nothing stands."""
    at = next((one for one in blocks if one.span.start <= offset < one.span.end), None)
    if at is None or at.kind not in _BODY:
        return None
    number = 0
    for block in reversed(blocks[: blocks.index(at) + 1]):
        if block.kind is BlockKind.HEADING:
            break
        number += block.kind in _BODY
    return number


def reference(
    document: Document,
    heading_path: Sequence[str],
    language: str,
    *,
    paragraph: int | None = None,
    page: int | None = None,
) -> str:
    """The reference to copy; the title counts once, however often the heading path repeats it."""
    title = document.title or document.name
    parts = [part_of(one, language) for one in heading_path if _bare(one) != _bare(title)]
    if paragraph is not None:
        parts.append(filled(texts.PARAGRAPH, number=paragraph).localized(language))
    on_page = "" if page is None else filled(texts.ON_PAGE, page=page).localized(language)
    if language.startswith("zh"):
        return f"《{title}》{''.join(parts)}{'，' + on_page if on_page else ''}"
    return ", ".join(part for part in (title, *parts, on_page) if part)


def _bare(text: str) -> str:
    return "".join(text.split())
