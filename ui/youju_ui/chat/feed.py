"""How new HTML reaches the conversation: small messages the chat's script merges into the page.

Sending the whole conversation again with every answer would grow with its length, close what the
reader has folded out and move what he reads.
"""

from __future__ import annotations

import json
from itertools import count

_serial = count(1)
"""Two equal messages must differ, or the browser sees no change."""


def appended(articles: str) -> str:
    """Put the articles at the end, or in place of those with the same id."""
    return _message("append", articles)


def rewritten(articles: str) -> str:
    """Replace the whole conversation."""
    return _message("rewrite", articles)


def _message(mode: str, articles: str) -> str:
    return json.dumps({"serial": next(_serial), "mode": mode, "html": articles}, ensure_ascii=False)
