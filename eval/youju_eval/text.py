"""How texts are compared: white space does not count, and no number is cut in two."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![^\s。;；!?！？])\d{1,2}\.(?=\d{3})"  # the number of an item: 1.2023年 is not 1.2023
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
)


def squeezed(text: str) -> str:
    """The text without white space (ideographic spaces and line breaks are white space too)."""
    return "".join(text.split())


def holds(text: str, part: str) -> bool:
    """Whether a text holds another, white space aside; 15% and 1.5% do not hold 5%, nor 101 10."""
    wanted, given = squeezed(part), squeezed(text)
    found = given.find(wanted)
    if found < 0 or not (wanted[:1].isdigit() or wanted[-1:].isdigit()):
        return found >= 0
    places = [place for place, character in enumerate(text) if not character.isspace()]
    numbers = [number.span() for number in _NUMBER.finditer(text)]
    while found >= 0:
        edges = (places[found], places[found + len(wanted) - 1] + 1)
        if not any(start < edge < end for edge in edges for start, end in numbers):
            return True
        found = given.find(wanted, found + 1)
    return False
