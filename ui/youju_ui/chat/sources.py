"""A document with one passage lit and its quotes marked, as HTML; pure, for panel and page alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from youju.schema import Block, BlockKind, Span
from youju_ui.chat.markup import attributes, escape, icon, icon_button, marked
from youju_ui.chat.paneltools import render_page_view, render_tools
from youju_ui.chat.places import Place
from youju_ui.chat.tables import render_rows
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_sources as words
from youju_ui.messages.chat import filled

_AROUND = 1_600
"""Characters shown before and after a passage until the whole document is asked for."""
_LONGEST = 150_000
"""Characters of a document put into one page; a browser gets slow beyond."""


def render_panel(place: Place, language: str) -> str:
    """The source beside the chat: bar with the citations before and after, facts, text."""
    return (
        f'<section class="yj-panel" aria-label="{escape(texts.PANEL_LABEL.localized(language))}">'
        f"{_bar(place, language)}{render_head(place, language)}{render_tools(place, language)}"
        f"{render_page_view(place, language) if place.drawn else render_text(place, language)}</section>"
    )


def render_message(message: str, language: str) -> str:
    """The panel with one sentence in place of a document."""
    close = icon_button(texts.CLOSE.localized(language), "close", drawing="close")
    title = escape(texts.PANEL_LABEL.localized(language))
    return (
        f'<section class="yj-panel" aria-label="{title}"><div class="yj-panel-bar"><h2 tabindex="-1">{title}</h2>'
        f'<span class="yj-grow"></span>{close}</div><p class="yj-panel-note">{escape(message)}</p></section>'
    )


def render_head(place: Place, language: str) -> str:
    """Name, heading path and page of what is shown."""
    passage = place.passage
    path = list(passage.heading_path) if passage is not None else []
    crumbs = "".join(f"<li>{escape(part)}</li>" for part in path)
    page = (
        f'<span class="yj-page-badge">{escape(filled(texts.PAGE, page=passage.page).localized(language))}</span>'
        if passage is not None and passage.page is not None
        else ""
    )
    shown = f'<ol class="yj-crumbs">{crumbs}</ol>' if crumbs else ""
    title = place.document.title
    subtitle = (
        f'<p class="yj-panel-title">{escape(title)}</p>'
        if title and title != place.document.name.rsplit(".", 1)[0]
        else ""
    )
    return (
        f'<header class="yj-panel-head"><p class="yj-panel-name">{icon("file")}<b>{escape(place.document.name)}</b>{page}</p>'
        f"{subtitle}{shown}</header>"
    )


def _bar(place: Place, language: str) -> str:
    steps = ""
    if place.total > 1:
        known = {"exchange": place.exchange, "whole": int(place.whole)}
        before = place.number - 1 if place.number > 1 else place.total
        after = place.number + 1 if place.number < place.total else 1
        position = filled(texts.POSITION, number=place.number, total=place.total).localized(
            language
        )
        steps = (
            icon_button(
                texts.PREVIOUS.localized(language), "cite", drawing="left", number=before, **known
            )
            + f'<span class="yj-position">{escape(position)}</span>'
            + icon_button(
                texts.NEXT.localized(language), "cite", drawing="right", number=after, **known
            )
        )
    close = icon_button(texts.CLOSE.localized(language), "close", drawing="close")
    badge = (
        f'<span class="yj-number" aria-hidden="true">{place.number}</span>' if place.number else ""
    )
    title = escape((texts.PANEL_LABEL if place.passage else texts.DOCUMENTS).localized(language))
    return f'<div class="yj-panel-bar">{badge}<h2 tabindex="-1">{title}</h2><span class="yj-grow"></span>{steps}{close}</div>'


def shown_window(place: Place) -> Span:
    """The stretch of the document to show: all of it, or what stands around the passage."""
    length = len(place.document.text)
    room = _LONGEST // 2 if place.whole or place.passage is None else _AROUND
    if place.passage is None:
        return Span(0, min(length, 2 * room))
    if place.whole and length <= _LONGEST:
        return Span(0, length)
    return Span(max(0, place.passage.span.start - room), min(length, place.passage.span.end + room))


def render_text(place: Place, language: str) -> str:
    """The outline, when the whole document is shown, and its text."""
    window = shown_window(place)
    blocks = [
        (index, block)
        for index, block in enumerate(place.blocks)
        if block.span.start < window.end and block.span.end > window.start
    ]
    whole = place.whole or place.passage is None
    outline = _finder(language) + _outline(blocks, language) if whole else ""
    cut = whole and len(window) < len(place.document.text)
    note = f'<p class="yj-panel-note">{escape(texts.CUT.localized(language))}</p>' if cut else ""
    body = "".join(_pieces(place, blocks, language))
    edges = f"{' yj-more-before' if not whole and window.start else ''}{' yj-more-after' if not whole and window.end < len(place.document.text) else ''}"
    return f'{note}{outline}<div class="yj-document{edges}" tabindex="0">{body}</div>'


def _finder(language: str) -> str:
    """The search box of a whole document; the chat's script looks, the text is already there."""
    label = words.FIND.localized(language)
    known = attributes(
        type="search", class_="yj-find", aria_label=label, placeholder=label, autocomplete="off"
    )
    before = icon_button(words.FIND_PREVIOUS.localized(language), "found", drawing="left", step=-1)
    after = icon_button(words.FIND_NEXT.localized(language), "found", drawing="right", step=1)
    return (
        f'<div class="yj-finder" role="search">{icon("search")}<input {known}>'
        f'<output class="yj-found" aria-live="polite" data-none="{escape(words.FIND_NONE.localized(language))}"></output>'
        f"{before}{after}</div>"
    )


def _outline(blocks: Sequence[tuple[int, Block]], language: str) -> str:
    entries = "".join(
        f'<li class="yj-level-{min(max(block.level, 1), 5)}"><a href="#yj-block-{index}" data-act="jump">{escape(" ".join(block.text.split()))}</a></li>'
        for index, block in blocks
        if block.kind is BlockKind.HEADING
    )
    if not entries:
        return ""
    return f'<details class="yj-outline"><summary>{escape(texts.OUTLINE.localized(language))}</summary><ol>{entries}</ol></details>'


def _pieces(place: Place, blocks: Sequence[tuple[int, Block]], language: str) -> Iterator[str]:
    """The blocks in order, page numbers where a page begins, neighbouring table rows as one table."""
    page: int | None = None
    for kind, group in groupby(blocks, key=lambda entry: entry[1].kind):
        if kind is BlockKind.FURNITURE:
            continue
        members = list(group)
        if kind is BlockKind.TABLE_ROW:
            rows = [
                (_block_attributes(place, index, block), _marked(place, block))
                for index, block in members
            ]
            yield render_rows(rows)
            continue
        for index, block in members:
            if block.page is not None and block.page != page:
                page = block.page
                label = filled(texts.PAGE, page=page).localized(language)
                yield f'<div class="yj-page-break" role="separator"><span>{escape(label)}</span></div>'
            yield _block(place, index, block)


def _block(place: Place, index: int, block: Block) -> str:
    tag = f"h{min(max(block.level, 1) + 2, 6)}" if block.kind is BlockKind.HEADING else "p"
    return f"<{tag} {_block_attributes(place, index, block)}>{_marked(place, block)}</{tag}>"


def _block_attributes(place: Place, index: int, block: Block) -> str:
    lit = (
        place.passage is not None
        and block.span.start < place.passage.span.end
        and block.span.end > place.passage.span.start
    )
    kind = f"yj-block yj-{block.kind.value.replace('_', '-')}"
    return attributes(id=f"yj-block-{index}", class_=f"{kind} yj-lit" if lit else kind)


def _marked(place: Place, block: Block) -> str:
    return marked(place.document.text, block.span, place.quotes)
