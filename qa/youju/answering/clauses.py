"""Clauses of a sentence as exact spans: what a short answer is cut from."""

from __future__ import annotations

import re

from youju.schema import Span

_NUMERAL = "[一二三四五六七八九十百零两0-9]"
_MARK = re.compile(
    rf"\s*(?:第{_NUMERAL}+[条款项章节]\s*|\d+(?:\.\d+)+\s+|\d+[、．]\s*|\d+\.(?!\d)\s*"
    rf"|[一二三四五六七八九十]+(?:、\s*|是(?=\S))|[（(]{_NUMERAL}+[)）]\s*|[①-⑳]\s*|[•·●-]\s+)"
)
_HAN_BREAK = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_BREAK = re.compile(r"\s*\n\s*")
_BREAKS = frozenset("，,；;。！？!?：:\n")
_OPENING = frozenset("（(「『《“〈[【")
_CLOSING = frozenset("）)」』》”〉]】")


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of ``text[span]`` in order, without the marks between them.

    Marks inside short brackets and between digits (1,024 and 10:30) do not break.
    """
    found: list[Span] = []
    start = span.start
    depth = 0
    for position in range(span.start, span.end):
        character = text[position]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _BREAKS and not depth and not _between_digits(text, position):
            _keep(found, text, start, position)
            start = position + 1
    _keep(found, text, start, span.end)
    return tuple(found)


def mark_length(text: str) -> int:
    """Characters of the number that a clause or item opens with, 0 when it has none."""
    match = _MARK.match(text)
    return match.end() if match else 0


def without_mark(text: str, span: Span) -> Span:
    """The span without the number it opens with: 第二十六条, 3.4, （二）, 一、."""
    rest = Span(min(span.end, span.start + mark_length(span.of(text))), span.end)
    return rest if len(rest) else span


def readable(quote: str) -> str:
    """A quote as running text: line breaks of the source are no breaks of the answer."""
    joined = _HAN_BREAK.sub("", quote)
    return _BREAK.sub(" ", joined).strip()


def trim(text: str, span: Span, characters: str = " \t\r\n　") -> Span:
    """The span without the given characters at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end)


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    trimmed = trim(text, Span(start, end))
    if len(trimmed):
        found.append(trimmed)


def _between_digits(text: str, position: int) -> bool:
    return (
        text[position] in ",:"
        and 0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )
