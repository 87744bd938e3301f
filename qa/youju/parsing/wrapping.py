"""Lines of plain text grouped into paragraphs, joining text that was broken at a fixed width.

Most Chinese files hold one paragraph a line; mails, old books and converted pages are hard-wrapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from youju.parsing.characters import width

ENDINGS: Final = "。!?！？；;:：…”’」』）)》】.．"
_NEW_PARAGRAPH: Final = re.compile(
    r"[-*+•·●○■◆◇▪►▶➢✓#>|]\s*\S"
    r"|第\s*[0-9０-９一二三四五六七八九十百千零〇两]+\s*[编編篇章节節条條款项項目]"
    r"|[一二三四五六七八九十百]+\s*[、.．]"
    r"|[（(]\s*[0-9一二三四五六七八九十]+\s*[)）]"
    r"|\d+(\.\d+)*\s*[、.．)）](?!\d)"
    r"|\[\d+\]|[①-⑳]"
)
_FEWEST_LINES: Final = 6
_NARROWEST, _WIDEST = 24, 140
_WRAPPED_SHARE: Final = 0.55
_ENDED_SHARE: Final = 0.4
_CHINESE_SLACK: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line without its outer white space; ``indent`` in columns."""

    text: str
    start: int
    end: int
    indent: int
    after_blank: bool

    @property
    def columns(self) -> int:
        """Width with the indent."""
        return self.indent + width(self.text)


def paragraphs(text: str) -> tuple[tuple[Line, ...], ...]:
    """Groups of lines, one a paragraph, in order; every non-blank character is in one of them."""
    lines = _lines(text)
    wrap = _wrap_width(lines)
    if wrap is None:
        return tuple((line,) for line in lines)
    groups: list[list[Line]] = []
    base = _base_indent(lines)
    for line in lines:
        if groups and _continues(groups[-1][-1], line, wrap=wrap, base=base):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(tuple(group) for group in groups)


def _lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    offset, blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            indent = width(raw[: start - offset].expandtabs(4))
            lines.append(Line(stripped, start, start + len(stripped), indent, blank))
        blank = not stripped
        offset += len(raw) + 1
    return tuple(lines)


def _slack(text: str, wrap: int) -> int:
    """Columns a full line may fall short: a long English word, or Chinese punctuation moved on."""
    english = width(text) < len(text) * 1.3
    return max(_CHINESE_SLACK, wrap // 5) if english else _CHINESE_SLACK


def _wrap_width(lines: tuple[Line, ...]) -> int | None:
    """The width the text was broken at, None when every line is a paragraph of its own."""
    if len(lines) < _FEWEST_LINES:
        return None
    columns = sorted(line.columns for line in lines)
    wrap = columns[min(len(columns) - 1, int(len(columns) * 0.95))]
    if not _NARROWEST <= wrap <= _WIDEST or columns[-1] > wrap * 1.15 + 2:
        return None
    inner = [line for line, after in pairwise(lines) if not after.after_blank]
    full = [line for line in inner if line.columns >= wrap - _slack(line.text, wrap)]
    if len(full) < max(4, _WRAPPED_SHARE * len(inner)):
        return None
    ended = sum(1 for line in full if line.text[-1] in ENDINGS)
    return wrap if ended <= _ENDED_SHARE * len(full) else None


def _base_indent(lines: tuple[Line, ...]) -> int:
    """The indent of the lines that continue a paragraph: the smallest common one."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    return min(indent for indent, count in counts.items() if count * 10 >= len(lines))


def _continues(before: Line, line: Line, *, wrap: int, base: int) -> bool:
    if line.after_blank or before.columns < wrap - _slack(before.text, wrap):
        return False
    if line.indent > base + 1 and line.indent != before.indent:
        return False
    return not starts_paragraph(line.text)


def starts_paragraph(text: str) -> bool:
    """Whether a line opens with a bullet, an item number or a numbered heading."""
    return _NEW_PARAGRAPH.match(text) is not None
