"""How texts are compared: white space does not count, everything else does."""

from __future__ import annotations


def squeezed(text: str) -> str:
    """The text without white space (ideographic spaces and line breaks are white space too)."""
    return "".join(text.split())
