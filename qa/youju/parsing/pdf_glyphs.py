"""The characters of a PDF page with their places and sizes, in pdfium's reading order.

Characters drawn several times to look bold come once. Lines and paragraphs are built elsewhere.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from youju.parsing.characters import remove_hidden

_HYPHENS: Final = frozenset({0x02, 0xFFFE, 0xAD})
"""What pdfium puts for a hyphen at the end of a line."""
_OVERPRINT: Final = 0.2
_UNKNOWN: Final = "\ufffd"


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
    """One drawn character; lengths in points, ``y`` the baseline, upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    gap: Gap

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the character."""
        return (self.x0 + self.x1) / 2, self.y + self.size * 0.35


def read_glyphs(page: Any) -> tuple[Glyph, ...]:
    """The visible characters of a ``pypdfium2.PdfPage``."""
    textpage = page.get_textpage()
    try:
        return tuple(_Reader(textpage).read())
    finally:
        textpage.close()


def unreadable_share(glyphs: tuple[Glyph, ...]) -> float:
    """Share of characters whose font does not say what they are."""
    lost = sum(1 for g in glyphs if g.text == _UNKNOWN or "\ue000" <= g.text <= "\uf8ff")
    return lost / len(glyphs) if glyphs else 0.0


class _Reader:
    """One pass over a text page; the out-parameters of the C functions are made once."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._page = textpage
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._origin = (ctypes.c_double(), ctypes.c_double())
        self._matrix: Any = pdfium.FS_MATRIX()
        self._seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def read(self) -> list[Glyph]:
        glyphs: list[Glyph] = []
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
            glyph = self._glyph(remove_hidden(text)[0], index, gap)
            if glyph is not None:
                glyphs.append(glyph)
                gap = Gap.NONE
        return glyphs

    def _gap(self, text: str, index: int) -> Gap:
        if text in "\r\n":
            return Gap.BREAK
        return (
            Gap.GUESSED if self._pdfium.FPDFText_IsGenerated(self._page, index) == 1 else Gap.SPACE
        )

    def _glyph(self, text: str, index: int, gap: Gap) -> Glyph | None:
        left, right, bottom, top = self._box
        x, y = self._origin
        self._pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        self._pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        size = self._size(index) or max(1.0, top.value - bottom.value)
        if not text or self._overprinted(text, left.value, y.value, size):
            return None
        return Glyph(text, left.value, max(left.value, right.value), y.value, size, gap)

    def _size(self, index: int) -> float:
        """The font size as drawn: the nominal size times the vertical scale of the text matrix."""
        nominal = float(self._pdfium.FPDFText_GetFontSize(self._page, index))
        if not self._pdfium.FPDFText_GetMatrix(self._page, index, self._matrix):
            return nominal
        return nominal * math.hypot(self._matrix.c, self._matrix.d)

    def _overprinted(self, text: str, x: float, y: float, size: float) -> bool:
        """Whether the same character was drawn here already, give or take the offset of false bold."""
        step = max(size, 1.0)
        column, row = round(x / step), round(y / step)
        near = _OVERPRINT * step
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                others = self._seen.get((text, column + dx, row + dy), ())
                if any(abs(left - x) < near and abs(base - y) < near for left, base in others):
                    return True
        self._seen.setdefault((text, column, row), []).append((x, y))
        return False
