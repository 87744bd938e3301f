"""Where texts stand in documents, as offsets of the document's own text, white space ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from youju_eval.text import squeezed


@dataclass(slots=True)
class Located:
    """Documents that are searched many times; each is squeezed once."""

    texts: Mapping[str, str]
    """Document id → text as it is."""
    _places: dict[str, tuple[str, list[int]]] = field(default_factory=dict)

    def spans(self, wanted: Iterable[str], document: str) -> tuple[tuple[str, int], ...]:
        """Each text that stands in the document, as written there, with its first offset."""
        text = self.texts[document]
        found: dict[str, int] = {}
        for one in wanted:
            start = text.find(one) if one else -1
            if start >= 0:
                found.setdefault(one, start)
            elif span := self._loose(one, document):
                found.setdefault(text[span[0] : span[1]], span[0])
        return tuple(found.items())

    def _loose(self, wanted: str, document: str) -> tuple[int, int] | None:
        """Where a text stands with other white space."""
        bare, offsets = self._squeezed(document)
        needle = squeezed(wanted)
        start = bare.find(needle) if needle else -1
        if start < 0:
            return None
        return offsets[start], offsets[start + len(needle) - 1] + 1

    def _squeezed(self, document: str) -> tuple[str, list[int]]:
        """The text without white space, with the offset of each character."""
        if document not in self._places:
            text = self.texts[document]
            offsets = [place for place, sign in enumerate(text) if not sign.isspace()]
            self._places[document] = ("".join(text[place] for place in offsets), offsets)
        return self._places[document]
