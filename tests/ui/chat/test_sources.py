"""The source panel: the quote marked in its passage, the passage lit in its document."""

from __future__ import annotations

import pytest
from tests.ui.chat.test_markup import read

from youju import Library
from youju.errors import NotInLibraryError
from youju.schema import Block, BlockKind, Document, Passage, Span
from youju_ui.chat.pages import render_page, spans_of
from youju_ui.chat.paneltools import passage_path, reference_of
from youju_ui.chat.places import Place, place_of
from youju_ui.chat.reader import Reader
from youju_ui.chat.sources import render_panel, shown_window


def place(library: Library, question: str, *, whole: bool = False) -> Place:
    citation = library.ask(question).citations[0]
    quotes = tuple(quote.span for quote in citation.quotes)
    found = place_of(Reader(library), citation.passage.id, quotes=quotes, whole=whole)
    assert found is not None
    return found


def test_the_quote_is_marked_inside_its_passage(library: Library) -> None:
    shown = place(library, "白鹭镇2024年地区生产总值是多少？")
    markup = render_panel(shown, "zh-CN")
    assert "<mark>" in markup
    assert "12.6亿元" in markup.split("<mark>")[1].split("</mark>")[0]
    assert "yj-lit" in markup
    assert "2024年工作回顾" in markup.split('class="yj-crumbs"')[1].split("</ol>")[0]


def test_the_whole_document_has_an_outline(library: Library) -> None:
    markup = render_panel(place(library, "白鹭镇2024年地区生产总值是多少？", whole=True), "en")
    assert "yj-outline" in markup
    assert "2025年工作安排" in markup
    assert "Only the surroundings" in markup


def test_hostile_documents_stay_text(library: Library) -> None:
    markup = render_panel(place(library, "仓库的钥匙由谁保管？", whole=True), "zh-CN")
    assert {"script", "img"}.isdisjoint(read(markup).tags)
    assert "<script>alert(1)" in read(markup).text


def test_a_gone_passage_is_none_and_foreign_quotes_are_dropped(library: Library) -> None:
    assert place_of(Reader(library), "no-such-passage") is None
    citation = library.ask("白鹭镇2024年地区生产总值是多少？").citations[0]
    outside = Span(citation.passage.span.end + 1, citation.passage.span.end + 4)
    found = place_of(Reader(library), citation.passage.id, quotes=(outside,))
    assert found is not None
    assert found.quotes == ()


def test_astral_characters_are_marked_by_code_points() -> None:
    text = "镇长𬭎先生任期三年。"
    document = Document(id="d", sha256="", source="s", name="n.txt", title="", text=text)
    passage = Passage(id="p", document=document, text=text, span=Span(0, len(text)))
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, len(text))),)
    shown = Place(document=document, blocks=blocks, passage=passage, quotes=(Span(2, 5),))
    assert "<mark>𬭎先生</mark>" in render_panel(shown, "zh-CN")


def test_a_huge_document_is_cut_around_the_passage() -> None:
    text = "字" * 400_000
    document = Document(id="d", sha256="", source="s", name="n.txt", title="", text=text)
    passage = Passage(id="p", document=document, text="字" * 9, span=Span(200_000, 200_009))
    window = shown_window(Place(document=document, blocks=(), passage=passage, whole=True))
    assert window.contains(passage.span)
    assert len(window) < 200_000


def test_a_link_round_trips(library: Library) -> None:
    shown = place(library, "白鹭镇2024年地区生产总值是多少？")
    assert shown.passage is not None
    path = passage_path(shown.passage.id, shown.quotes)
    assert path.startswith("passages/")
    assert spans_of(path.split("quotes=")[1]) == shown.quotes
    assert spans_of("9-3,x,4-5") == (Span(4, 5),)


def test_the_page_of_a_passage_names_no_other_host(library: Library) -> None:
    markup = render_page(place(library, "白鹭镇2024年地区生产总值是多少？"), "zh-CN")
    assert "http://" not in markup
    assert "https://" not in markup
    assert "<mark>" in markup


def test_a_reference_names_part_paragraph_and_page(library: Library) -> None:
    shown = place(library, "白鹭镇2024年地区生产总值是多少？")
    assert reference_of(shown, "zh-CN") == "《白鹭镇2024年工作报告》第一部分第1段"
    assert reference_of(shown, "en") == "白鹭镇2024年工作报告, part 一, para. 1"


def test_a_passage_of_another_collection_is_like_one_that_never_was(library: Library) -> None:
    passage = library.ask("白鹭镇2024年地区生产总值是多少？").citations[0].passage
    stranger = Reader(library, frozenset({"other"}))
    assert place_of(Reader(library, frozenset({"default"})), passage.id) is not None
    assert place_of(stranger, passage.id) is None
    assert stranger.documents() == ()
    assert stranger.search("地区生产总值", k=5) == ()
    assert stranger.ask("白鹭镇2024年地区生产总值是多少？").citations == ()
    for made_up in (passage.document.id, "none"):
        with pytest.raises(NotInLibraryError) as caught:
            stranger.document(made_up)
        assert made_up not in str(caught.value)
