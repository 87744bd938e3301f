"""Which documents the page of documents lists for somebody: those with some words in their name, so many at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from youju_ui.chat.scopes import collection_name

if TYPE_CHECKING:
    from youju.schema import Document

ROWS = 100
"""Documents on one leaf of the list."""
_REMEMBERED = 2_000
"""Pages in browsers whose choice is kept, the ones used last."""


@dataclass(frozen=True, slots=True)
class Sifting:
    """Words that a document's name or collection holds, and the first row that is shown."""

    text: str = ""
    start: int = 0

    def of(self, documents: Sequence[Document], language: str) -> tuple[Document, ...]:
        """The documents with all of the words."""
        wanted = self.text.casefold().split()
        if not wanted:
            return tuple(documents)
        return tuple(
            one for one in documents if all(word in _named(one, language) for word in wanted)
        )

    def within(self, count: int) -> Sifting:
        """The same on a leaf that is there: removed documents may have emptied the last."""
        last = max(0, count - 1) // ROWS * ROWS
        return Sifting(self.text, min(max(0, self.start) // ROWS * ROWS, last))


class Siftings:
    """What each open page lists, by its session."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._kept: OrderedDict[str, Sifting] = OrderedDict()

    def get(self, session: str) -> Sifting:
        """What the page lists; everything from the start for one that has not chosen."""
        with self._guard:
            return self._kept.get(session, Sifting())

    def put(self, session: str, sifting: Sifting) -> None:
        """Remember what the page lists from now on."""
        with self._guard:
            self._kept[session] = sifting
            self._kept.move_to_end(session)
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)


def _named(document: Document, language: str) -> str:
    return f"{document.name} {collection_name(document.collection).localized(language)}".casefold()
