"""Where a passage stands in the library now: looked up for the panel and for the page of a passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju.schema import Block, Document, Passage, Span

if TYPE_CHECKING:
    from youju_ui.chat.originals import Originals
    from youju_ui.chat.reader import Reader

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Place:
    """What is shown: a document with its blocks, and where in it one looks.

    ``exchange`` and ``number`` say which citation of how many (``total``) is shown, 0 for none.
    """

    document: Document
    blocks: tuple[Block, ...]
    passage: Passage | None = None
    quotes: tuple[Span, ...] = ()
    exchange: int = 0
    number: int = 0
    total: int = 0
    whole: bool = False
    paged: bool = False
    """Whether the document has pages that could be drawn."""
    original: bool = False
    """Whether the file they would be drawn from is still there."""
    drawn: int = 0
    """The page shown as an image, 0 for the text."""


def place_of(
    reader: Reader,
    passage_id: str,
    *,
    quotes: tuple[Span, ...] = (),
    whole: bool = False,
    originals: Originals | None = None,
) -> Place | None:
    """A passage in its document, None when it is gone; quotes that lie outside it are dropped."""
    try:
        passage = reader.passage(passage_id)
        document = reader.document(passage.document.id)
        blocks = reader.blocks(document.id)
    except YoujuError:
        return None
    inside = tuple(span for span in quotes if passage.span.contains(span))
    place = Place(document=document, blocks=blocks, passage=passage, quotes=inside, whole=whole)
    return drawable(place, originals)


def document_place(reader: Reader, document_id: str, *, originals: Originals) -> Place:
    """A whole document.

    Raises:
        NotInLibraryError: it is not there, or not the reader's.
    """
    document = reader.document(document_id)
    place = Place(document=document, blocks=reader.blocks(document.id), whole=True)
    return drawable(place, originals)


def drawable(place: Place, originals: Originals | None) -> Place:
    """The place with what is known about images of its pages."""
    if originals is None or place.document.media_type != _PDF or not place.document.pages:
        return place
    return replace(place, paged=True, original=originals.is_there(place.document))
