"""Many texts searched for in many documents at once; what an occurrence means is the checks' business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_KEY = 8
"""Longest beginning of a text it is looked up by; longer ones save nothing."""


def occurrences(needles: Iterable[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Which of the needles stand in a text, with the id of the first such text, exactly as written.

    Needles are grouped by their beginning, and each text is run over once for each length of a
    beginning (at most eight), so that the time grows with the texts and not with needles × texts.
    """
    by_length: dict[int, dict[str, list[str]]] = {}
    for needle in dict.fromkeys(needles):
        if needle:
            length = min(len(needle), _KEY)
            by_length.setdefault(length, {}).setdefault(needle[:length], []).append(needle)
    found: dict[str, str] = {}
    for identity, text in texts.items():
        for length, waiting in by_length.items():
            _scan(text, length, waiting, found, identity)
    return found


def _scan(
    text: str, length: int, waiting: dict[str, list[str]], found: dict[str, str], identity: str
) -> None:
    """Look for every needle that waits under its beginning; what is found waits no longer."""
    if not waiting:
        return
    for start in range(len(text) - length + 1):
        beginning = text[start : start + length]
        if beginning not in waiting:
            continue
        left: list[str] = []
        for needle in waiting[beginning]:
            if text.startswith(needle, start):
                found[needle] = identity
            else:
                left.append(needle)
        if left:
            waiting[beginning] = left
        else:
            del waiting[beginning]
