"""Where a passage stands in the library now: looked up for the panel and for the page of a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju.schema import Span
from youju_ui.chat.sources import Place

if TYPE_CHECKING:
    from youju.library import Library
    from youju_ui.access.view import LibraryView


def place_of(
    library: Library | LibraryView,
    passage_id: str,
    *,
    quotes: tuple[Span, ...] = (),
    whole: bool = False,
) -> Place | None:
    """A passage in its document, None when it is gone; quotes that lie outside it are dropped."""
    try:
        passage = library.passage(passage_id)
        document = library.document(passage.document.id)
        blocks = library.blocks(document.id)
    except YoujuError:
        return None
    inside = tuple(span for span in quotes if passage.span.contains(span))
    return Place(document=document, blocks=blocks, passage=passage, quotes=inside, whole=whole)
