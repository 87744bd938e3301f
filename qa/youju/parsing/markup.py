"""Small readings of HTML nodes that the page and the tables share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from youju.parsing.characters import seam

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.I
)
_LINE_BREAK: Final = re.compile(r"[ \t\r\f]*\n\s*")
_SPACES: Final = re.compile(r"[ \t\r\f]+")


def is_hidden(node: LexborNode) -> bool:
    """Whether a browser would not show the node: an attribute or an inline style says so."""
    if (node.tag or "").startswith("-") or node.tag in {"html", "body"}:
        return False
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    return _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def collapse(text: str) -> str:
    """White space as a browser shows it; a line break between Chinese characters is no space."""
    pieces = _LINE_BREAK.split(text)
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += seam(joined, piece) + piece
    return _SPACES.sub(" ", joined.replace("\u00a0", " "))
