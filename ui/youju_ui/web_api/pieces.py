"""An answer's text in the pieces in which it is streamed."""

from __future__ import annotations

import re

_PIECE = re.compile(r"[^。！？；\n]*[。！？；\n]+(?:\[\d+\])*|[^。！？；\n]+")
"""A sentence with its end and marks, or what is left without an end."""


def pieces(text: str) -> list[str]:
    """The sentences of a text; put together again they are the text."""
    return _PIECE.findall(text)
