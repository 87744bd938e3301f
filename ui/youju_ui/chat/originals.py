"""The files documents came from, kept so that their pages can be shown and they can be read again.

A document added by its path is looked for there; an upload is kept in a folder beside the library.
A file that no longer is what was read (``Document.sha256``) counts as gone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from youju.schema import Document
from youju_ui.assets import demo_documents

FOLDER = "originals"
_DEMO = "demo/"


@dataclass(frozen=True, slots=True)
class Originals:
    """The originals of one library's documents; ``folder`` is made when the first is kept."""

    folder: Path

    def keep(self, document: Document, data: bytes) -> None:
        """Keep the bytes an upload was read from."""
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self._kept(document).with_suffix(".partial")
        partial.write_bytes(data)
        partial.replace(self._kept(document))

    def find(self, document: Document) -> bytes | None:
        """The bytes a document was read from, None when they are gone."""
        for path in self._places(document):
            try:
                data = path.read_bytes()
            except OSError:
                continue
            if hashlib.sha256(data).hexdigest() == document.sha256:
                return data
        return None

    def latest(self, document: Document) -> bytes | None:
        """The file as it is now, also when it was changed since; None when it is gone."""
        for path in self._places(document):
            try:
                return path.read_bytes()
            except OSError:
                continue
        return None

    def is_there(self, document: Document) -> bool:
        """Whether a file stands where the original would be; cheap, so it is not read."""
        return any(path.is_file() for path in self._places(document))

    def kept(self, document: Document) -> bytes | None:
        """What was kept of an upload, None when nothing was."""
        try:
            return self._kept(document).read_bytes()
        except OSError:
            return None

    def hand_over(self, document: Document, other: Originals) -> None:
        """Give what was kept to another folder; nothing where nothing was."""
        place = self._kept(document)
        if place.is_file():
            other.folder.mkdir(parents=True, exist_ok=True)
            place.replace(other._kept(document))

    def drop(self, document: Document) -> None:
        """Delete what was kept; the file a document was added from by its path stays."""
        self._kept(document).unlink(missing_ok=True)

    def _kept(self, document: Document) -> Path:
        return self.folder / f"{document.id}.original"

    def _places(self, document: Document) -> tuple[Path, ...]:
        places = [self._kept(document)]
        source = Path(document.source)
        if source.is_absolute():
            places.append(source)
        if document.source.startswith(_DEMO):
            name = document.source.removeprefix(_DEMO)
            places += [Path(str(one)) for one in demo_documents() if one.name == name]
        return tuple(places)
