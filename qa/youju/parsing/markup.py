"""Small readings of HTML nodes that the page and the tables share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from youju.parsing.characters import seam

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DROPPED: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "button",
        "select",
        "textarea",
        "input",
        "head",
        "audio",
        "video",
        "map",
        "dialog",
        "menu",
        "rt",
        "rp",
    }
)
INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ruby",
        "rb",
        "acronym",
        "nobr",
        "img",
        "-text",
    }
)
_HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
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
    joined = ""
    for line in text.split("\n"):
        piece = line.strip(" \t\r\f") if joined else line
        joined = joined.rstrip(" \t\r\f") if piece is not line else joined
        joined += seam(joined, piece) + piece
    return _SPACES.sub(" ", joined.replace("\u00a0", " "))
