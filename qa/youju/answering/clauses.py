"""Clauses of a sentence as exact spans: what a short answer is cut from."""

from __future__ import annotations

from youju.schema import Span

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
