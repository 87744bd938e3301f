"""The characters of a PDF page with their places and sizes, in pdfium's reading order.

Characters drawn several times to look bold come once; a page whose text runs sideways is turned.
Lines and paragraphs are built elsewhere.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Final, TypeAlias

from youju.parsing.characters import remove_hidden

Handle: TypeAlias = Any
"""An object of pypdfium2 or pdfplumber; both come without types."""

_HYPHENS: Final = frozenset({0x02, 0xFFFE, 0xAD})
"""What pdfium puts for a hyphen at the end of a line."""
_OVERPRINT: Final = 0.2
_UNKNOWN: Final = "\ufffd"
_ASIDE: Final = 10
"""Degrees off the page's usual direction from which a character is no running text."""


class Gap(IntEnum):
    """What stands before a character in the file."""

    NONE = 0
    GUESSED = 1
    """Only room, which pdfium reads as a space."""
    SPACE = 2
    """A space character."""
    BREAK = 3
    """A new line, by pdfium's reading."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character as the page shows it; lengths in points, ``y`` the baseline, upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    gap: Gap
    aside: bool = False
    """Runs in another direction than the page's text: a watermark, a stamp in the margin."""

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the character."""
        return (self.x0 + self.x1) / 2, self.y + self.size * 0.35


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned (degrees clockwise) and its box in the file's coordinates, in points."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as the turned page shows it, from its lower left corner."""
        x, y = x - self.left, y - self.bottom
        wide, high = self.right - self.left, self.top - self.bottom
        return {0: (x, y), 90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[
            self.turn
        ]

    @property
    def height(self) -> float:
        """Height of the turned page."""
        return self.right - self.left if self.turn in {90, 270} else self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character in the file's coordinates; ``angle`` in degrees."""

    text: str
    left: float
    right: float
    origin: tuple[float, float]
    bottom: float
    top: float
    size: float
    angle: float
    gap: Gap


def read_glyphs(page: Handle) -> tuple[tuple[Glyph, ...], Frame]:
    """The visible characters of a ``pypdfium2.PdfPage``, and how the page was turned for them."""
    textpage = page.get_textpage()
    try:
        marks = _Reader(textpage).read()
    finally:
        textpage.close()
    directions = Counter(round(mark.angle / 90) * 90 % 360 for mark in marks)
    turn = directions.most_common(1)[0][0] if marks else page.get_rotation()
    frame = Frame(turn, *page.get_mediabox())
    return tuple(_without_overprint(_turned(mark, frame) for mark in marks)), frame


def unreadable_share(glyphs: tuple[Glyph, ...]) -> float:
    """Share of characters whose font does not say what they are."""
    lost = sum(1 for g in glyphs if g.text == _UNKNOWN or "\ue000" <= g.text <= "\uf8ff")
    return lost / len(glyphs) if glyphs else 0.0


def _turned(mark: _Mark, frame: Frame) -> Glyph:
    x0, _ = frame.place(mark.left, mark.bottom)
    x1, _ = frame.place(mark.right, mark.top)
    _, y = frame.place(*mark.origin)
    off = abs((mark.angle - frame.turn + 180) % 360 - 180)
    return Glyph(mark.text, min(x0, x1), max(x0, x1), y, mark.size, mark.gap, off > _ASIDE)


def _without_overprint(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Leave out a character drawn where it stands already, give or take the offset of false bold."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    waiting = Gap.NONE
    for glyph in glyphs:
        step = max(glyph.size, 1.0)
        column, row, near = round(glyph.x0 / step), round(glyph.y / step), _OVERPRINT * step
        around = [
            place
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for place in seen.get((glyph.text, column + dx, row + dy), ())
        ]
        if any(abs(x - glyph.x0) < near and abs(y - glyph.y) < near for x, y in around):
            waiting = max(waiting, glyph.gap)
            continue
        seen.setdefault((glyph.text, column, row), []).append((glyph.x0, glyph.y))
        yield glyph if glyph.gap >= waiting else replace(glyph, gap=waiting)
        waiting = Gap.NONE


class _Reader:
    """One pass over a text page; the out-parameters of the C functions are made once."""

    def __init__(self, textpage: Handle) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Handle = pdfium
        self._page = textpage
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._origin = (ctypes.c_double(), ctypes.c_double())
        self._matrix: Handle = pdfium.FS_MATRIX()

    def read(self) -> list[_Mark]:
        """The characters that are no white space, each with the gap before it."""
        marks: list[_Mark] = []
        gap, high = Gap.BREAK, 0
        for index in range(self._page.count_chars()):
            code = int(self._pdfium.FPDFText_GetUnicode(self._page, index))
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            text = "-" if code in _HYPHENS else chr(code or 0xFFFD)
            if text.isspace():
                gap = max(gap, self._gap(text, index))
                continue
            text = remove_hidden(text)[0]
            if text:
                marks.append(self._mark(text, index, gap))
                gap = Gap.NONE
        return marks

    def _gap(self, text: str, index: int) -> Gap:
        if text in "\r\n":
            return Gap.BREAK
        return (
            Gap.GUESSED if self._pdfium.FPDFText_IsGenerated(self._page, index) == 1 else Gap.SPACE
        )

    def _mark(self, text: str, index: int, gap: Gap) -> _Mark:
        left, right, bottom, top = self._box
        x, y = self._origin
        self._pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        self._pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        size, angle = self._size_and_angle(index)
        return _Mark(
            text=text,
            left=left.value,
            right=right.value,
            origin=(x.value, y.value),
            bottom=bottom.value,
            top=top.value,
            size=size or max(1.0, top.value - bottom.value),
            angle=angle,
            gap=gap,
        )

    def _size_and_angle(self, index: int) -> tuple[float, float]:
        """The font size as drawn (nominal times the scale of the text matrix) and the direction."""
        nominal = float(self._pdfium.FPDFText_GetFontSize(self._page, index))
        matrix = self._matrix
        if not self._pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            return nominal, 0.0
        return nominal * math.hypot(matrix.c, matrix.d), math.degrees(
            math.atan2(matrix.b, matrix.a)
        )
