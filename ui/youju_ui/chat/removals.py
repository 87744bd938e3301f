"""Documents taken out of a library whole, so that they can be put back, and given another name.

Works on the store's own values: nothing is parsed or encoded again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from threading import Lock
from typing import TYPE_CHECKING

from youju.intake import terms_of
from youju.schema import Block, Document, Passage

if TYPE_CHECKING:
    from youju.library import Library
    from youju.store.base import PassageTerms
    from youju_embeddings.protocols import Vectors
    from youju_ui.chat.originals import Originals

_KEPT = 10
"""Removed documents that can be put back; the oldest is forgotten."""
_LARGEST = 20 * 1024 * 1024
"""Bytes of an original that are kept in memory with it; a larger one is not put back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One document as the store holds it."""

    document: Document
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    terms: tuple[PassageTerms, ...]
    vectors: Vectors

    def put(self, library: Library) -> None:
        """Store it, in place of what is there under its id."""
        library.store.put(self.document, self.blocks, self.passages, self.terms, self.vectors)


def taken(library: Library, identifier: str) -> Taken:
    """A copy of one document with all that belongs to it.

    Raises:
        NotInLibraryError: it is not there.
    """
    store = library.store
    document = store.document(identifier)
    passages = store.passages_of(identifier)
    ids = [passage.id for passage in passages]
    return Taken(document, store.blocks(identifier), passages, store.terms(ids), store.vectors(ids))


def rename(library: Library, identifier: str, name: str) -> str:
    """Call a document otherwise; its suffix stays. Returns the new name.

    Raises:
        NotInLibraryError: it is not there.
    """
    held = taken(library, identifier)
    line = " ".join(PurePath(name.replace("\\", "/")).name.split())[:200]
    suffix = PurePath(held.document.name).suffix
    if not line:
        return held.document.name
    called = line if PurePath(line).suffix.lower() == suffix.lower() else f"{line}{suffix}"
    document = replace(held.document, name=called)
    passages = tuple(replace(passage, document=document) for passage in held.passages)
    terms = tuple(terms_of(passage) for passage in passages)
    replace(held, document=document, passages=passages, terms=terms).put(library)
    return called


@dataclass(slots=True)
class Removals:
    """The documents removed last, by id; in memory, so that a restart makes removals final."""

    originals: Originals
    _held: OrderedDict[str, tuple[Taken, bytes | None]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def remove(self, library: Library, identifier: str) -> Document:
        """Take a document out of the library, and its kept original from the disk.

        Raises:
            NotInLibraryError: it is not there.
        """
        held = taken(library, identifier)
        small = held.document.size <= _LARGEST
        data = self.originals.kept(held.document) if small else None
        library.store.remove(identifier)
        self.originals.drop(held.document)
        with self._lock:
            self._held[identifier] = held, data
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
        return held.document

    def restore(
        self, library: Library, identifier: str, *, readable: frozenset[str] | None
    ) -> Document | None:
        """Put a removed document back as it was; None when it is no longer remembered."""
        with self._lock:
            known = self._held.get(identifier)
            if known is None or not (readable is None or known[0].document.collection in readable):
                return None
            del self._held[identifier]
        held, data = known
        held.put(library)
        if data is not None:
            self.originals.keep(held.document, data)
        return held.document
