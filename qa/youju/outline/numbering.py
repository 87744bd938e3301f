"""The numbering a block begins with: 第一章, 一、, （一）, 1., 1.1, (1), ①, 第一，, 一是, ——.

It says what stands there; whether the block is a heading is for ``headings`` to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from youju.numerals import integer


class Style(StrEnum):
    """A way of numbering; the order is the usual one from the outermost inwards."""

    ANNEX = "annex"
    PART = "part"
    SUBPART = "subpart"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    HAN = "han"
    ORDINAL = "ordinal"
    HAN_BRACKETS = "han_brackets"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    DECIMAL_DEEP = "decimal_deep"
    ARABIC_BRACKETS = "arabic_brackets"
    CIRCLED = "circled"
    LETTER = "letter"
    FIRST_IS = "first_is"
    DASH = "dash"
    BULLET = "bullet"

    @property
    def rank(self) -> int:
        """Smaller is usually further out."""
        return tuple(Style).index(self) * 10


STRUCTURAL = frozenset((Style.PART, Style.SUBPART, Style.CHAPTER, Style.SECTION))
"""Numberings that nothing but headings carries."""
ENUMERATING = frozenset((Style.FIRST_IS, Style.DASH, Style.BULLET))
"""Numberings of single paragraphs: what follows no longer belongs to them."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering found at the start of a text; ``length`` is how many characters it takes."""

    style: Style
    number: int
    length: int


_HAN = "[一二三四五六七八九十百千零〇两]"
_NUMBER = f"(?P<n>{_HAN}{{1,8}}|[0-9０-９]{{1,3}})"
_ARABIC = "(?P<n>[0-9０-９]{1,2})"
_UNIT_AFTER = "万亿%％个倍元米吨亩‰年月日家人项度℃"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        (
            Style.ANNEX,
            rf"(?:附件|附录|附表)\s*(?P<n>{_HAN}{{1,3}}|[0-9０-９]{{1,2}}|[A-Z])?(?=[\s:：、.．]|$)",
        ),
        (Style.PART, rf"第{_NUMBER}(?:编|篇|部分)(?=[\s:：、]|\S{{0,40}}$)"),
        (Style.SUBPART, rf"第{_NUMBER}分编"),
        (Style.CHAPTER, rf"第{_NUMBER}章"),
        (Style.SECTION, rf"第{_NUMBER}节(?!课)"),
        (Style.ARTICLE, rf"第{_NUMBER}条(?:之{_HAN})?(?!例|道路|战线|路线|措施)"),
        (Style.HAN, rf"(?P<n>{_HAN}{{1,3}})\s*(?:、|[．.](?!\d))\s*"),
        (
            Style.ORDINAL,
            r"第(?P<n>[一二三四五六七八九十]{1,3})[，,、：:]|其(?P<m>[一二三四五六七八九])[，,、：:]",
        ),
        (Style.HAN_BRACKETS, rf"[（(]?\s*(?P<n>{_HAN}{{1,3}})\s*[)）]\s*[、．.]?\s*"),
        (
            Style.DECIMAL_DEEP,
            rf"[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}}[.．](?P<n>[0-9]{{1,2}})[.．、]?(?![0-9{_UNIT_AFTER}])\s*",
        ),
        (
            Style.DECIMAL,
            rf"[0-9]{{1,2}}[.．](?P<n>[0-9]{{1,2}})[.．、]?(?=\s|[\u4e00-\u9fff])(?!\s*[{_UNIT_AFTER}])\s*",
        ),
        (Style.ARABIC, rf"{_ARABIC}\s*(?:[、．]\s*|[.](?![0-9])\s*|[)）]\s*)"),
        (Style.ARABIC_BRACKETS, rf"[（(]\s*{_ARABIC}\s*[)）]\s*"),
        (Style.CIRCLED, r"(?P<n>[①-⑳])\s*"),
        (Style.LETTER, r"[（(]?(?P<n>[a-zA-Z])[)）.．、](?=[\s\u4e00-\u9fff])\s*"),
        (Style.FIRST_IS, r"(?P<n>[一二三四五六七八九十]{1,2})(?:是|要)(?!否)"),
        (Style.DASH, r"(?:[—－–-]{2,}|—)\s*(?=\S)"),
        (Style.BULLET, r"[●•·◆◇■□▪○※★▶➢✓*-]\s*(?=\S)"),
    )
)


def marker(text: str) -> Marker | None:
    """The numbering ``text`` begins with; None when it begins with none."""
    stripped = text.lstrip()
    indent = len(text) - len(stripped)
    for style, pattern in _PATTERNS:
        if match := pattern.match(stripped):
            found = match.groupdict()
            number = _number(found.get("n") or found.get("m") or "")
            return Marker(style, number, indent + match.end())
    return None


def _number(text: str) -> int:
    if not text:
        return 0
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if text.isascii() and text.isalpha():
        return ord(text.lower()) - ord("a") + 1
    try:
        return int(text) if text.isdigit() else integer(text)
    except ValueError:
        return 0
