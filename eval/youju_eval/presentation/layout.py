"""Tables for people as plain text and as Markdown, aligned where Chinese characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 100
"""Columns of the terminal a table must be readable in."""
GAP = 2


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of equal length; the first ``left`` columns are flush left, the others right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1


def width(text: str) -> int:
    """How many columns a terminal gives to a text: two for wide characters, none for combining ones.

    Characters of ambiguous width (UAX #11) count one, as terminals have them by default.
    """
    return sum(_columns(character) for character in text)


def plain(table: Table, *, columns: int = WIDTH) -> str:
    """The table as aligned lines.

    What does not fit into ``columns`` is first set closer together; then the columns to the right go
    into further tables below, each beginning with the first column again. Only a first column that is
    too wide by itself goes beyond.
    """
    widths = [max(map(width, column)) for column in zip(table.headings, *table.rows, strict=True)]
    gap = GAP if sum(widths) + GAP * (len(widths) - 1) <= columns else 1
    blocks: list[list[int]] = [[0]]
    for place in range(1, len(widths)):
        if len(blocks[-1]) > 1 and _total(widths, [*blocks[-1], place], gap) > columns:
            blocks.append([0])
        blocks[-1].append(place)
    return "\n\n".join(_block(table, widths, block, gap) for block in blocks)


def markdown(table: Table) -> str:
    """The table as GitHub-flavoured Markdown; bars and line breaks in cells are escaped."""
    rule = ["---" if place < table.left else "---:" for place in range(len(table.headings))]
    lines = [table.headings, tuple(rule), *table.rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def wrapped(text: str, *, columns: int = WIDTH, indent: str = "", first: str | None = None) -> str:
    """The text in lines of at most ``columns``, each after ``indent``, the first one after ``first``.

    Breaks at spaces, between wide characters, and inside a word only when it fills a line alone; a line
    never begins with closing punctuation, which may therefore stand beyond the edge.
    """
    lines: list[str] = []
    line = start = indent if first is None else first
    for piece in _pieces(" ".join(text.split())):
        fits = width(line) + width(piece) <= columns
        if not fits and line != start and piece not in _CLOSING:
            lines.append(line.rstrip())
            start = indent
            line = indent + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def listed(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts as one list with dashes, wrapped; nothing when there are none."""
    lines = [wrapped(text, first="- ", indent="  ") for text in texts]
    return ("\n".join(lines),) if lines else ()


def clipped(text: str, columns: int) -> str:
    """The beginning of a text in at most ``columns``, with ``…`` where something was left out."""
    flat = " ".join(text.split())
    if width(flat) <= columns:
        return flat
    used, kept = 1, 0
    for character in flat:
        used += _columns(character)
        if used > columns:
            break
        kept += 1
    return flat[:kept].rstrip() + "…"


_CLOSING = frozenset("，。、；：？！）」』】》”’,.;:?!)]}%")


def _columns(character: str) -> int:
    """The columns of one character."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _total(widths: Sequence[int], places: Iterable[int], gap: int) -> int:
    chosen = [widths[place] for place in places]
    return sum(chosen) + gap * (len(chosen) - 1)


def _block(table: Table, widths: Sequence[int], places: Sequence[int], gap: int) -> str:
    """Some columns of the table."""
    rule = tuple("-" * one for one in widths)
    lines = (
        (" " * gap).join(
            _padded(line[place], widths[place], place < table.left) for place in places
        )
        for line in (table.headings, rule, *table.rows)
    )
    return "\n".join(line.rstrip() for line in lines)


def _padded(cell: str, columns: int, left: bool) -> str:
    space = " " * (columns - width(cell))
    return cell + space if left else space + cell


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _pieces(text: str) -> Iterable[str]:
    """Words with the space before them, wide characters one by one."""
    word = ""
    for character in text:
        if _columns(character) == 2:
            if word:
                yield word
            yield character
            word = ""
        elif character == " ":
            if word:
                yield word
            word = " "
        else:
            word += character
    if word:
        yield word
