"""Documents taken out of a store whole, so that they can be put back, and given another name.

Works on the store's own values: nothing is parsed or encoded again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from youju.intake import terms_of
from youju.schema import Block, Document, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from youju.library import Library
    from youju.store.base import PassageTerms, Store
    from youju_embeddings.protocols import Vectors


@dataclass(frozen=True, slots=True)
class Taken:
    """One document as the store holds it."""

    document: Document
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    terms: tuple[PassageTerms, ...]
    vectors: Vectors

    def put(self, store: Store) -> None:
        """Store it, in place of what is there under its id."""
        store.put(self.document, self.blocks, self.passages, self.terms, self.vectors)


def taken(store: Store, identifier: str) -> Taken:
    """A copy of one document with all that belongs to it.

    Raises:
        NotInLibraryError: it is not there.
    """
    document = store.document(identifier)
    passages = store.passages_of(identifier)
    ids = [passage.id for passage in passages]
    return Taken(document, store.blocks(identifier), passages, store.terms(ids), store.vectors(ids))


def describe(library: Library, identifier: str, metadata: Mapping[str, str]) -> None:
    """Give a document other metadata; all else stays as it is.

    Raises:
        NotInLibraryError: it is not there.
    """
    held = taken(library.store, identifier)
    document = replace(held.document, metadata=MappingProxyType(dict(metadata)))
    replace(held, document=document).put(library.store)


def rename(library: Library, identifier: str, name: str) -> str:
    """Call a document otherwise; its suffix stays. Returns the new name.

    Raises:
        NotInLibraryError: it is not there.
    """
    held = taken(library.store, identifier)
    line = " ".join(PurePath(name.replace("\\", "/")).name.split())[:200]
    suffix = PurePath(held.document.name).suffix
    if not line:
        return held.document.name
    called = line if PurePath(line).suffix.lower() == suffix.lower() else f"{line}{suffix}"
    document = replace(held.document, name=called)
    passages = tuple(replace(passage, document=document) for passage in held.passages)
    terms = tuple(terms_of(passage) for passage in passages)
    replace(held, document=document, passages=passages, terms=terms).put(library.store)
    return called
