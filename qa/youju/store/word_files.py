"""The folder of the word index on disk and the note that vouches for it; knows nothing of words.

The note ``words.json`` names the folder, the state of the database it holds, and the checksum of
each file. What does not agree with its note is never opened: the index reads damaged files without
complaint.
"""

from __future__ import annotations

import json
import secrets
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju.store.revisions import Revision

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYOUT = 1
"""Raised when the fields of the index change: older folders are then built anew."""

_NOTE_NAME = "words.json"
WORDS_PREFIX = "words-"
_REWRITTEN = frozenset({"meta.json", ".managed.json"})
"""Files that change in place; all others are written once under a name of their own."""


@dataclass(frozen=True, slots=True)
class WordNote:
    """What is known of one folder: the state it holds and what its files must be."""

    folder: str
    revision: Revision
    retired: int
    """Passages removed since it was built; they still weigh in its statistics."""
    files: Mapping[str, tuple[int, int]]
    """Name → bytes and CRC-32."""


def size_of(file: Path) -> int:
    """Bytes of a file; none of one that somebody else renamed or removed since it was listed."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


class WordFiles:
    """The index folders in one library.

    Args:
        library: the library's folder.
    """

    def __init__(self, library: Path) -> None:
        self._library = library

    def path(self, note: WordNote) -> Path:
        """Where the folder is."""
        return self._library / note.folder

    def read(self) -> WordNote | None:
        """The note, None when there is none that can be used."""
        try:
            values = json.loads((self._library / _NOTE_NAME).read_text(encoding="utf-8"))
            if values["layout"] != LAYOUT:
                return None
            folder = str(values["folder"])
            if not folder.startswith(WORDS_PREFIX) or Path(folder).name != folder:
                return None
            return WordNote(
                folder=folder,
                revision=Revision(int(values["generation"]), str(values["token"])),
                retired=int(values["retired"]),
                files={
                    name: (int(size), int(crc)) for name, (size, crc) in values["files"].items()
                },
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def is_sound(self, note: WordNote) -> bool:
        """Whether every file is there and is what the note says."""
        try:
            return all(
                _sum(self.path(note) / name) == expected for name, expected in note.files.items()
            )
        except OSError:
            return False

    def new_folder(self, revision: Revision) -> Path:
        """An empty folder to build in; it counts for nothing until a note names it."""
        name = f"{WORDS_PREFIX}{revision.generation}-{secrets.token_hex(3)}"
        folder = self._library / name
        folder.mkdir()
        return folder

    def write(
        self, folder: Path, revision: Revision, *, retired: int, before: WordNote | None
    ) -> WordNote:
        """Vouch for a folder as it is now, and drop all others.

        Args:
            folder: where the index was committed.
            revision: the state of the database that it holds.
            retired: passages removed since it was built.
            before: the note of the same folder before the commit, to sum only the new files.
        """
        files: dict[str, tuple[int, int]] = {}
        for file in sorted(folder.iterdir()):
            if file.name.endswith(".lock"):
                continue
            known = before.files.get(file.name) if before and file.name not in _REWRITTEN else None
            files[file.name] = known or _sum(file)
        note = WordNote(folder=folder.name, revision=revision, retired=retired, files=files)
        self._save(note)
        self._drop_others(folder)
        return note

    def bytes_on_disk(self) -> int:
        """The size of all index folders together."""
        return sum(size_of(file) for file in self._library.glob(f"{WORDS_PREFIX}*/*"))

    def _save(self, note: WordNote) -> None:
        target = self._library / _NOTE_NAME
        draft = target.with_suffix(".new")
        values = {
            "layout": LAYOUT,
            "folder": note.folder,
            "generation": note.revision.generation,
            "token": note.revision.token,
            "retired": note.retired,
            "files": note.files,
        }
        draft.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        draft.replace(target)

    def _drop_others(self, kept: Path) -> None:
        """Another process may still read an older folder: what cannot be removed stays."""
        for folder in self._library.glob(f"{WORDS_PREFIX}*"):
            if folder != kept and folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)


def _sum(file: Path) -> tuple[int, int]:
    data = file.read_bytes()
    return len(data), zlib.crc32(data)
