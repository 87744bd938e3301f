"""The documents of a library as HTML: the short list beside the chat, and the page of all; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from youju.schema import Document
from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.chat.placing import render_adders, render_mover, render_tick, render_tick_all
from youju_ui.chat.scopes import collection_name
from youju_ui.chat.sifting import ROWS, Sifting
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_documents as words
from youju_ui.messages import chat_settings
from youju_ui.messages.chat import filled

_LISTED = 500
"""Documents listed beside the chat; the page of all has the others."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document with what is shown of it beside its own facts."""

    document: Document
    passages: int
    state: Message = words.READY
    readable_again: bool = True
    """Whether its original is there, so that it can be read again."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the page of documents lists: ``rows`` of the ``found`` documents, of ``documents`` in all."""

    rows: Sequence[Shelved]
    sifting: Sifting
    found: int
    documents: int
    passages: int


def render_documents(documents: Sequence[Document], language: str) -> str:
    """The documents by collection and name; each can be opened, and ticked to ask only it."""
    if not documents:
        return (
            f'<p class="yj-documents-empty">{escape(texts.DOCUMENTS_EMPTY.localized(language))}</p>'
        )
    hint = escape(chat_settings.SCOPE_HINT.localized(language))
    groups = grouped(documents)
    lists = "".join(
        _group(collection, members, language, headed=len(groups) > 1)
        for collection, members in groups.items()
    )
    return f'<p class="yj-scope-hint">{hint}</p>{lists}{_left_out(documents, language)}'


def _left_out(documents: Sequence[Document], language: str) -> str:
    if len(documents) <= _LISTED:
        return ""
    told = filled(words.MORE, count=_LISTED).localized(language)
    return f'<p class="yj-muted">{escape(told)}</p>'


def grouped(documents: Sequence[Document]) -> Mapping[str, tuple[Document, ...]]:
    """The documents by collection, in order."""
    ordered = sorted(documents[:_LISTED], key=lambda one: (one.collection, one.name))
    return {
        collection: tuple(members)
        for collection, members in groupby(ordered, key=lambda one: one.collection)
    }


def _group(collection: str, members: Sequence[Document], language: str, *, headed: bool) -> str:
    rows = "".join(_document(document, language) for document in members)
    if not headed:
        return f'<ul class="yj-document-list">{rows}</ul>'
    name = collection_name(collection).localized(language)
    tick = attributes(
        type="checkbox",
        data_collection=collection,
        aria_label=filled(chat_settings.SCOPE_TICK_COLLECTION, collection=name).localized(language),
    )
    return (
        f'<h2 class="yj-collection"><input {tick}>{icon("folder")}<span>{escape(name)}</span>'
        f'<small>{len(members)}</small></h2><ul class="yj-document-list">{rows}</ul>'
    )


def _document(document: Document, language: str) -> str:
    told = " · ".join(f"<span>{escape(fact)}</span>" for fact in _facts(document, language))
    opener = attributes(
        type="button",
        class_="yj-document-open",
        data_act="document",
        data_document=document.id,
        title=filled(texts.OPEN_LABEL, document=document.name).localized(language),
    )
    tick = attributes(
        type="checkbox",
        data_document=document.id,
        data_in=document.collection,
        aria_label=filled(chat_settings.SCOPE_TICK, document=document.name).localized(language),
    )
    return (
        f"<li><input {tick}><button {opener}><span><b>{escape(document.name)}</b>"
        f"<small>{told}</small></span></button></li>"
    )


def _facts(document: Document, language: str) -> list[str]:
    facts = [document.name.rsplit(".", 1)[-1].upper() if "." in document.name else ""]
    if document.pages:
        facts.append(filled(texts.PAGES, count=len(document.pages)).localized(language))
    facts.append(size_of(document.size))
    return [fact for fact in facts if fact]


def render_shelf(
    leaf: Leaf,
    collections: Sequence[str],
    language: str,
    *,
    editable: bool = True,
    fixed: bool = False,
) -> str:
    """The page of all documents: how to add, a filter, and a table with what can be done.

    ``editable`` is for who may change documents; ``fixed`` collections are all he has.
    """
    title = escape(words.TITLE.localized(language))
    intro = filled(words.INTRO, documents=leaf.documents, passages=leaf.passages)
    told = f"<p>{escape(intro.localized(language))}</p>" if leaf.documents else ""
    tools = _filter(leaf.sifting, language) if leaf.documents else ""
    if editable:
        tools = render_adders(collections, language, fixed=fixed) + tools
    head = (
        f'<header class="yj-page-title"><h2>{title}</h2>{told}</header>'
        f'<div class="yj-shelf-tools">{tools}</div>'
    )
    section = attributes(class_="yj-shelf" if editable else "yj-shelf yj-look-only")
    if not leaf.documents:
        empty = escape((words.EMPTY if editable else words.EMPTY_READER).localized(language))
        return f'<section {section}>{head}<p class="yj-empty">{empty}</p></section>'
    rows = "".join(_row(one, language, editable=editable) for one in leaf.rows)
    columns = (
        *(words.NAME, words.COLLECTION, words.SIZE, words.PAGES, words.PASSAGES),
        *(words.ADDED, words.STATE, words.ACTIONS),
    )
    heads = "".join(f'<th scope="col">{escape(one.localized(language))}</th>' for one in columns)
    heads = (f"<td>{render_tick_all(language)}</td>" if editable else "") + heads
    mover = render_mover(collections, language, fixed=fixed) if editable else ""
    if not leaf.rows:
        none = escape(words.NONE_FOUND.localized(language))
        return f'<section {section}>{head}<p class="yj-empty">{none}</p></section>'
    return (
        f'<section {section}>{head}{mover}<div class="yj-shelf-table"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_pager(leaf, language)}</section>"
    )


def _pager(leaf: Leaf, language: str) -> str:
    """Under the rows: which they are where there are more, and the ways to the others."""
    if leaf.found <= ROWS:
        return ""
    start, end = leaf.sifting.start, leaf.sifting.start + len(leaf.rows)
    told = filled(words.ROWS, first=start + 1, last=end, found=leaf.found).localized(language)
    before = _turn(words.BEFORE, start - ROWS, language) if start else ""
    after = _turn(words.AFTER, end, language) if end < leaf.found else ""
    label = escape(words.LEAVES.localized(language))
    return f'<nav class="yj-pager" aria-label="{label}">{before}<span>{escape(told)}</span>{after}</nav>'


def _turn(label: Message, start: int, language: str) -> str:
    return button(label.localized(language), "sift", quiet=False, start=start)


def _filter(sifting: Sifting, language: str) -> str:
    known = attributes(
        type="search",
        class_="yj-filter",
        aria_label=words.FILTER.localized(language),
        placeholder=words.FILTER.localized(language),
        value=sifting.text,
    )
    return f'<span class="yj-grow"></span><input {known}>'


def _row(one: Shelved, language: str, *, editable: bool) -> str:
    document = one.document
    opener = attributes(
        type="button",
        class_="yj-shelf-name",
        data_act="document",
        data_document=document.id,
        title=filled(words.OPEN, document=document.name).localized(language),
    )
    cells = (
        *(collection_name(document.collection).localized(language), size_of(document.size)),
        *(str(len(document.pages)) if document.pages else "", str(one.passages)),
        document.added[:10],
    )
    labels = (words.COLLECTION, words.SIZE, words.PAGES, words.PASSAGES, words.ADDED)
    facts = "".join(
        f'<td data-label="{escape(label.localized(language))}">{escape(cell)}</td>'
        for label, cell in zip(labels, cells, strict=True)
    )
    known = attributes(data_document=document.id, data_name=document.name)
    pick = f'<td class="yj-pick">{render_tick(document, language)}</td>' if editable else ""
    return (
        f'<tr {known}>{pick}<th scope="row"><button {opener}>{icon("file")}<span>{escape(document.name)}</span></button></th>'
        f'{facts}<td data-label="{escape(words.STATE.localized(language))}">{escape(one.state.localized(language))}</td>'
        f'<td class="yj-shelf-acts">{_acts(one, language, editable=editable)}</td></tr>'
    )


def _acts(one: Shelved, language: str, *, editable: bool) -> str:
    document = one.document

    def act(label: Message, short: Message, name: str, drawing: str) -> str:
        said = filled(label, document=document.name).localized(language)
        shown = short.localized(language)
        return icon_button(said, name, drawing=drawing, document=document.id, short=shown)

    asked = act(words.ASK_ONLY, words.ASK_ONLY_SHORT, "askonly", "chat")
    if not editable:
        return asked
    again = ""
    if one.readable_again:
        again = act(words.REINDEX, words.REINDEX_SHORT, "reindex", "retry")
    return (
        asked
        + again
        + act(words.RENAME, words.RENAME_SHORT, "rename", "pen")
        + act(words.MOVE, words.MOVE_SHORT, "move", "folder")
        + act(words.REMOVE, words.REMOVE_SHORT, "remove", "trash")
    )


def render_notice(message: str, *, undo: str = "", act: str = "unremove", **data: str) -> str:
    """One sentence about what just happened, with a way back where there is one."""
    back = button(undo, act, drawing="undo", quiet=True, **data) if undo else ""
    return f'<div class="yj-notice" role="status"><span>{escape(message)}</span>{back}</div>'


def size_of(size: int) -> str:
    """Bytes in words people use; empty when unknown."""
    if size <= 0:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
