"""The bubble on a foreign page in Chromium: asked, answered, cited, and alone with its server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.support.libraries import QUESTION
from tests.ui.widget.conftest import Place, Visit

from youju_ui.widget import widget_script

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def focused(page: Page) -> str:
    return page.evaluate(
        "() => { const inner = document.querySelector('youju-widget').shadowRoot.activeElement;"
        " return inner ? inner.className || inner.tagName.toLowerCase() : ''; }"
    )


def test_a_citation_shows_its_passage_with_the_quotes_marked(visit: Open, place: Place) -> None:
    page = visit()
    page.open()
    page.ask(QUESTION)
    assert "10天" in page.said.inner_text()
    citation = place.library.ask(QUESTION).citations[0]
    assert "员工手册.md › " in page.said.locator("button.source").first.inner_text()
    page.cite()
    assert page.evidence.locator("h2").inner_text() == "员工手册.md"
    assert page.evidence.locator("li").all_inner_texts() == list(citation.passage.heading_path)
    assert page.evidence.locator("p").inner_text() == citation.passage.text
    assert page.evidence.locator("mark").all_inner_texts() == [
        quote.text for quote in citation.quotes
    ]
    page.page.locator("button.back").click()
    assert page.page.locator(".sheet").is_hidden()
    assert focused(page.page) == "number"


def test_a_visitor_without_a_login_opens_the_whole_document(visit: Open, place: Place) -> None:
    page = visit()
    page.open()
    page.ask(QUESTION)
    page.cite()
    with page.page.context.expect_page() as opened:
        page.evidence.locator("a").click()
    whole = opened.value
    whole.wait_for_load_state()
    assert urlsplit(whole.url).path.startswith("/passages/")
    quotes = place.library.ask(QUESTION).citations[0].quotes
    assert whole.locator("mark").all_inner_texts() == [quote.text for quote in quotes]
    assert "差旅费用" in whole.locator("main").inner_text(), "the document around the passage"
    assert whole.locator(f"a[href='{urlsplit(place.server).path or '/'}']").count() == 0
    whole.goto(place.server)
    assert urlsplit(whole.url).path == "/login", "the link opens nothing but its page"


def test_a_key_that_is_revoked_shows_nothing_more(visit: Open, place: Place) -> None:
    page = visit(given=place.key("临时"))
    page.open()
    page.ask(QUESTION)
    page.cite()
    link = page.evidence.locator("a").get_attribute("href")
    page.page.keyboard.press("Escape")
    place.keys.revoke_key("临时")
    page.cite()
    assert "密钥无效" in page.evidence.locator("[role=alert]").inner_text()
    assert page.evidence.locator("mark").count() == 0
    assert page.page.context.request.get(str(link)).status == 403


def test_what_the_key_may_not_read_is_neither_found_nor_linked(visit: Open) -> None:
    page = visit()
    page.open()
    page.ask("金库的密码是多少？")
    assert "7788" not in page.said.inner_text()
    assert "金库.txt" not in page.said.inner_text()


def test_a_passage_that_is_gone_is_told(visit: Open, place: Place) -> None:
    outcome = place.library.add_bytes("食堂周三供应饺子。".encode(), "食堂.txt")
    page = visit()
    page.open()
    page.ask("食堂周三供应什么？")
    assert outcome.document is not None
    place.library.remove(outcome.document.id)
    page.cite()
    assert "已不在文档里" in page.evidence.inner_text()


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit()
    page.page.keyboard.press("Tab")
    assert focused(page.page) == "bubble"
    page.page.keyboard.press("Enter")
    assert focused(page.page) == "textarea"
    page.page.keyboard.type("第一行")
    page.page.keyboard.press("Shift+Enter")
    assert page.page.locator("textarea").input_value() == "第一行\n"
    page.ask(QUESTION)
    assert focused(page.page) == "textarea"
    page.said.locator("button.number").first.focus()
    page.page.keyboard.press("Enter")
    assert focused(page.page) == "h2"
    page.evidence.locator("mark").first.wait_for()
    page.page.keyboard.press("Escape")
    assert page.page.locator(".sheet").is_hidden()
    assert focused(page.page) == "number"
    page.page.keyboard.press("Escape")
    assert page.page.locator(".panel").is_hidden()
    assert focused(page.page) == "bubble"


def test_it_asks_nobody_but_its_server_and_needs_no_exception_of_the_pages_policy(
    visit: Open, place: Place
) -> None:
    page = visit()
    page.open()
    page.ask(QUESTION)
    page.cite()
    page.evidence.locator("a").wait_for()
    site, server = place.address, place.server
    assert all(url.startswith((f"{site}/", f"{server}/")) for url in page.requested)
    shown = f"/api/v1/passages/{place.library.ask(QUESTION).citations[0].passage.id}"
    assert [urlsplit(url).path for url in page.requested if url.startswith(f"{server}/")] == [
        "/widget/widget.js",
        "/api/v1/ask",
        shown,
        f"{shown}/link",
    ]
    # The browser's own wish for an icon is the page's matter.
    assert [line for line in page.problems if "favicon" not in line] == []
    assert page.page.evaluate("() => localStorage.length + document.cookie.length") == 0


def test_the_page_cannot_spoil_it_and_it_does_not_spoil_the_page(visit: Open) -> None:
    css = "youju-widget, div, button, section { display: none !important; color: rgb(255, 0, 0) !important } p { color: rgb(1, 2, 3) }"
    page = visit(css=css)
    assert page.page.locator("button.bubble").is_visible()
    page.open()
    page.ask(QUESTION)
    colour = "element => getComputedStyle(element).color"
    assert page.said.evaluate(colour) != "rgb(255, 0, 0)"
    assert page.page.locator("body > p").evaluate(colour) == "rgb(1, 2, 3)"


def test_a_hostile_text_stays_text_and_wide_characters_keep_their_place(
    visit: Open, place: Place
) -> None:
    page = visit()
    page.open()
    question = "仓库的钥匙编号是多少？"
    page.ask(question)
    page.cite()
    assert page.page.locator(".said img, .evidence img, .evidence b").count() == 0
    assert page.page.title() == "别人的网站"
    citation = place.library.ask(question).citations[0]
    assert page.evidence.locator("mark").all_text_contents() == [
        quote.text for quote in citation.quotes
    ]


def test_a_follow_up_is_sent_with_what_was_said(visit: Open) -> None:
    page = visit('data-collection="default"')
    page.open()
    page.ask(QUESTION)
    page.ask("那病假呢？")
    assert page.asked[-1]["question"] == "那病假呢？"
    assert [one["role"] for one in page.asked[-1]["history"]] == ["user", "assistant"]
    assert page.asked[-1]["collections"] == ["default"]
    assert "已理解为" in page.said.inner_text()


def test_what_is_not_found_is_said_with_the_reason(visit: Open) -> None:
    page = visit(language="en-GB")
    page.open()
    page.ask("火星基地今年的预算是多少？")
    assert "The documents do not answer this." in page.said.inner_text()


@pytest.mark.parametrize(
    ("language", "attributes", "expected"),
    [
        ("en-GB", "", "Ask the documents"),
        ("zh-TW", "", "向文档提问"),
        ("zh-CN", 'data-language="en"', "Ask the documents"),
    ],
)
def test_it_speaks_the_readers_language(
    visit: Open, language: str, attributes: str, expected: str
) -> None:
    page = visit(attributes, language=language)
    assert page.page.locator("button.bubble").get_attribute("aria-label") == expected


@pytest.mark.parametrize(
    ("language", "button", "group"),
    [("zh-CN", "来源 1", "段落原文"), ("en", "Source 1", "The passage")],
)
def test_who_hears_the_screen_knows_what_is_open(
    visit: Open, language: str, button: str, group: str
) -> None:
    page = visit(f'data-language="{language}"')
    page.open()
    page.ask(QUESTION)
    shown = page.page
    assert shown.get_by_role("button", name=button, exact=True).count() == 1
    page.cite()
    sheet = shown.get_by_role("dialog", name=button, exact=True)
    assert sheet.get_by_role("group", name=group, exact=True).count() == 1
    # What is covered is out of reach.
    for covered in (".log", "form"):
        assert shown.locator(covered).evaluate("element => element.inert")


def test_links_can_be_left_out(visit: Open) -> None:
    page = visit('data-links="off"')
    page.open()
    page.ask(QUESTION)
    page.cite()
    page.page.wait_for_load_state("networkidle")
    assert page.evidence.locator("a").count() == 0
    assert not [url for url in page.requested if url.endswith("/link")]


def test_a_wrong_key_is_told(visit: Open) -> None:
    page = visit(given="youju_0_wrong")
    page.open()
    page.ask(QUESTION)
    assert "密钥无效" in page.said.inner_text()


def test_a_key_that_asks_too_often_is_told_the_time_to_wait(
    visit: Open, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(given=place.key("急"))
    page.open()
    rate = place.app.state.service.rate
    monkeypatch.setattr(type(rate), "take", lambda _, who: 0.5 if who == "key:急" else 0.0)
    page.ask(QUESTION)
    assert "请 1 秒后再试" in page.said.inner_text()


def test_a_page_that_is_not_allowed_gets_no_answer(visit: Open, place: Place) -> None:
    page = visit(address=place.stranger)
    page.open()
    page.ask(QUESTION)
    assert "连不上" in page.said.inner_text()


def test_it_fits_a_phone(visit: Open) -> None:
    page = visit(width=340)
    page.open()
    box = page.page.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 340


def test_the_example_page_carries_it(visit: Open, place: Place, key: str) -> None:
    html = (Path(__file__).parents[3] / "examples" / "widget.html").read_text("utf-8")
    html = html.replace("http://127.0.0.1:7860", place.server)
    place.site.html = html.replace("YOUR-READ-ONLY-KEY", key)
    opened = visit(path="example")
    opened.open()
    opened.ask(QUESTION)
    assert "人事问答" in opened.page.locator("header").inner_text()
    assert "10天" in opened.said.inner_text()


def test_the_script_names_no_host_and_makes_no_markup() -> None:
    script = widget_script()
    assert "innerHTML" not in script
    assert "insertAdjacentHTML" not in script
    hosts = {part.split("/")[2] for part in script.split() if part.startswith('"http')}
    assert hosts <= {"www.w3.org"}  # the name of SVG's namespace, never fetched
