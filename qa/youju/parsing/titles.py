"""Whether a title from a file's properties can be trusted: properties are often left from a template."""

from __future__ import annotations

import re
from typing import Final

from youju.parsing.builder import tidy_title

_SHORTEST: Final = 4
_LETTERS: Final = re.compile(r"[\W_]+")


def confirmed_title(stated: str | None, opening: str) -> str | None:
    """The stated title when the opening of the text says it too (white space and marks ignored)."""
    title = tidy_title(stated)
    if title is None or len(title) < _SHORTEST:
        return None
    bare = _LETTERS.sub("", title).lower()
    return title if bare and bare in _LETTERS.sub("", opening).lower() else None
