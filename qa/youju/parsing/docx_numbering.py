"""The numbers that Word writes before list items and headings but does not store in their text.

第一条, （二）, 1.2: a reader sees them and asks for them, so they belong to the text.
Method: ECMA-376 part 1, §17.9 (abstractNum, lvlText, numFmt, start, lvlOverride).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from youju.parsing.docx_text import NAMESPACE, Element, whole_number
from youju.parsing.numerals import numeral

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = NAMESPACE
_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    template: str
    suffix: str


@dataclass(slots=True)
class _List:
    """The levels of one abstract list; its counters run on through all numbers that share it."""

    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """Counts through the document; ask for each paragraph once, in order."""

    def __init__(self, document: WordDocument) -> None:
        root = _numbering_root(document)
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iterfind(f"{_W}abstractNum"):
            self._lists[abstract.get(f"{_W}abstractNumId") or ""] = _List(_levels(abstract))
        for number in root.iterfind(f"{_W}num"):
            identifier = number.get(f"{_W}numId") or ""
            self._numbers[identifier] = _value(number, "abstractNumId")
            self._overrides[identifier] = _overrides(number)

    def label(self, paragraph: Element, inherited: tuple[str, int] | None) -> str | None:
        """The label with its gap; empty for a bullet, None for a paragraph that is in no list.

        Args:
            paragraph: a ``w:p`` element.
            inherited: number id and level that the paragraph's style brings along.
        """
        identifier, depth = _own(paragraph, inherited)
        listing = self._lists.get(self._numbers.get(identifier, ""))
        if listing is None or depth not in listing.levels:
            return None
        for overridden, start in self._overrides.get(identifier, {}).items():
            listing.counters[overridden] = start - 1
        self._overrides.pop(identifier, None)
        _count(listing, depth)
        level = listing.levels[depth]
        if level.form in {"bullet", "none"}:
            return ""
        return _render(listing, depth) + level.suffix


def _numbering_root(document: WordDocument) -> Element:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _own(paragraph: Element, inherited: tuple[str, int] | None) -> tuple[str, int]:
    element = paragraph.find(f"{_W}pPr/{_W}numPr")
    identifier, depth = inherited or ("", 0)
    if element is not None:
        identifier = _value(element, "numId") or identifier
        stated = whole_number(_value(element, "ilvl"))
        depth = depth if stated is None else stated
    return identifier, depth


def _count(listing: _List, depth: int) -> None:
    for upper in range(depth):
        if upper in listing.levels:
            listing.counters.setdefault(upper, listing.levels[upper].start)
    listing.counters[depth] = listing.counters.get(depth, listing.levels[depth].start - 1) + 1
    for lower in range(depth + 1, _LEVELS):
        listing.counters.pop(lower, None)


def _render(listing: _List, depth: int) -> str:
    def place(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        level = listing.levels.get(index)
        return numeral(listing.counters.get(index, 1), level.form) if level else ""

    return _PLACE.sub(place, listing.levels[depth].template)


def _levels(abstract: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in abstract.iterfind(f"{_W}lvl"):
        index = whole_number(element.get(f"{_W}ilvl") or "")
        start = whole_number(_value(element, "start"))
        if index is not None and index < _LEVELS:
            found[index] = _Level(
                start=1 if start is None else start,
                form=_value(element, "numFmt") or "decimal",
                template=_value(element, "lvlText"),
                suffix="" if _value(element, "suff") == "nothing" else " ",
            )
    return found


def _overrides(number: Element) -> dict[int, int]:
    found: dict[int, int] = {}
    for element in number.iterfind(f"{_W}lvlOverride"):
        level = whole_number(element.get(f"{_W}ilvl") or "")
        start = whole_number(_value(element, "startOverride"))
        if level is not None and start is not None:
            found[level] = start
    return found


def _value(parent: Element, tag: str) -> str:
    child = parent.find(f"{_W}{tag}")
    return "" if child is None else child.get(f"{_W}val", "")
