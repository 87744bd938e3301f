"""What can be done with a shown source: widen it, see its page, cite it, link to it; pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote as percent

from youju.schema import Span
from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, button, escape, icon_button
from youju_ui.chat.places import Place
from youju_ui.chat.references import paragraph_at, reference
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_sources as words
from youju_ui.messages.chat import filled


def render_tools(place: Place, language: str) -> str:
    """What can be done with what is shown; without a passage there is nothing to cite or widen."""
    buttons = ""
    passage = place.passage
    if passage is not None and not place.drawn:
        label = (texts.AROUND if place.whole else texts.WHOLE).localized(language)
        buttons += _opener(place, label, "expand", whole=int(not place.whole))
    buttons += _page_switch(place, language)
    if passage is not None:
        buttons += button(
            words.REFERENCE.localized(language),
            "copy",
            drawing="quote",
            text=reference_of(place, language),
        ) + button(
            texts.LINK.localized(language),
            "link",
            drawing="link",
            path=passage_path(passage.id, place.quotes),
        )
    return f'<div class="yj-panel-tools">{buttons}</div>' if buttons else ""


def _page_switch(place: Place, language: str) -> str:
    if place.drawn:
        return _opener(place, words.PAGE_TEXT.localized(language), "file", page=0)
    if not place.paged:
        return ""
    page = place.passage.page if place.passage is not None else 1
    return _opener(place, words.PAGE_IMAGE.localized(language), "page", page=page or 1)


def _opener(place: Place, label: str, drawing: str, **view: int) -> str:
    """A button that opens the same place otherwise."""
    act, known = _reached(place)
    kept: dict[str, str | int] = {**known, "whole": int(place.whole), "page": place.drawn, **view}
    return button(label, act, drawing=drawing, quiet=True, **kept)


def _reached(place: Place) -> tuple[str, dict[str, str | int]]:
    """What the chat's script does to open a place, and with which values."""
    known: dict[str, str | int] = {}
    if place.number:
        known |= {"exchange": place.exchange, "number": place.number}
        return "cite", known
    if place.passage is not None:
        known["passage"] = place.passage.id
        return "passage", known
    known["document"] = place.document.id
    return "document", known


def reference_of(place: Place, language: str) -> str:
    """The shown passage as people cite it."""
    passage = place.passage
    if passage is None:
        return ""
    start = place.quotes[0].start if place.quotes else passage.span.start
    return reference(
        place.document,
        passage.heading_path,
        language,
        paragraph=paragraph_at(place.blocks, start),
        page=place.document.page_at(start),
    )


def render_page_view(place: Place, language: str) -> str:
    """The image of one page with its neighbours, or why there is none."""
    pages = len(place.document.pages)
    page = min(max(place.drawn, 1), max(pages, 1))
    if not place.original:
        return f'<p class="yj-panel-note">{escape(words.NO_ORIGINAL.localized(language))}</p>'
    counted = filled(words.PAGE_OF, page=page, pages=pages).localized(language)
    before = _turn(place, words.PAGE_BEFORE, "left", page - 1, language) if page > 1 else ""
    after = _turn(place, words.PAGE_AFTER, "right", page + 1, language) if page < pages else ""
    alt = filled(words.PAGE_ALT, document=place.document.name, page=page).localized(language)
    image = attributes(
        class_="yj-page-image",
        alt=alt,
        data_src=page_path(place, page),
        data_failed=words.PAGE_FAILED.localized(language),
    )
    return (
        f'<div class="yj-page-turn">{before}<span>{escape(counted)}</span>{after}</div>'
        f'<div class="yj-document yj-page-view" tabindex="0"><img {image}></div>'
    )


def _turn(place: Place, label: Message, drawing: str, page: int, language: str) -> str:
    act, known = _reached(place)
    return icon_button(label.localized(language), act, drawing=drawing, **known, page=page)


def page_path(place: Place, page: int) -> str:
    """The path of the image of one page, without the leading slash, its quotes marked."""
    marks = ",".join(f"{span.start}-{span.end}" for span in place.quotes)
    return f"documents/{place.document.id}/pages/{page}.png" + (f"?quotes={marks}" if marks else "")


def passage_path(passage_id: str, quotes: Sequence[Span] = ()) -> str:
    """The path of a passage's own page, without the leading slash, quotes as ``start-end``."""
    marks = ",".join(f"{span.start}-{span.end}" for span in quotes)
    return f"passages/{percent(passage_id, safe='')}" + (f"?quotes={marks}" if marks else "")
