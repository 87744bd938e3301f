"""How new HTML reaches the conversation: small messages the chat's script merges into the page.

Sending the whole conversation again with every answer would grow with its length, close what the
reader has folded out and move what he reads.
"""

from __future__ import annotations

import json
from itertools import count

_serial = count(1)
"""Two equal messages must differ, or the browser sees no change."""


def appended(articles: str, *, conversation: str = "", keep: int | None = None) -> str:
    """Put the articles at the end, or in place of those with the same id.

    ``keep`` takes away the exchanges with higher numbers.
    """
    return _message("append", articles, conversation=conversation, keep=keep)


def rewritten(articles: str, *, conversation: str = "", earlier: str = "") -> str:
    """Replace the whole conversation; ``earlier`` is a button that fetches what came before."""
    return _message("rewrite", articles, conversation=conversation, earlier=earlier)


def prepended(articles: str, *, earlier: str = "") -> str:
    """Put older exchanges before those shown."""
    return _message("prepend", articles, earlier=earlier)


def suggested(exchange: int, questions: str, *, conversation: str) -> str:
    """Put suggested questions under one exchange."""
    return _message("suggest", questions, conversation=conversation, exchange=exchange)


def _message(mode: str, html: str, **more: str | int | None) -> str:
    return json.dumps(
        {"serial": next(_serial), "mode": mode, "html": html, **more}, ensure_ascii=False
    )
