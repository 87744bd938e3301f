"""File names: safe on every system where a text has none, and each only once in a set."""

from __future__ import annotations

import re

LONGEST = 120
"""Bytes of a made name before its suffix; file systems stop at 255, and libraries add to it."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\s]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class FileNames:
    """Gives names, each once; upper and lower case are the same, as on Windows and macOS."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def made(self, wanted: str, suffix: str = ".txt") -> str:
        """A safe name like the wanted one, for a text."""
        return self.kept(f"{safe_stem(wanted.removesuffix(suffix))}{suffix}", suffix)

    def kept(self, name: str, suffix: str) -> str:
        """The name of a file as it is, numbered where it was given before."""
        stem, candidate, number = name.removesuffix(suffix), name, 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        self._taken.add(candidate.casefold())
        return candidate


def safe_stem(text: str) -> str:
    """The text as the stem of a file name on Windows, macOS and Linux."""
    stem = _UNSAFE.sub("_", text.strip()).encode("utf-8", "replace")[:LONGEST]
    decoded = stem.decode("utf-8", "ignore").strip(". ") or "_"
    return f"_{decoded}" if _RESERVED.fullmatch(decoded) else decoded
