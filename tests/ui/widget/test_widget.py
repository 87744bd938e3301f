"""The bubble on a foreign page in Chromium: asked, answered, cited, and alone with its server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Response
from tests.support.asgi import served
from tests.support.libraries import QUESTION
from tests.ui.widget.conftest import KEY, Service, Visit

from youju_ui.widget import widget_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def focused(page: Page) -> str:
    return page.evaluate(
        "() => { const inner = document.querySelector('youju-widget').shadowRoot.activeElement;"
        " return inner ? inner.className || inner.tagName.toLowerCase() : ''; }"
    )


def test_a_question_is_answered_with_its_evidence(visit: Open, service: Service) -> None:
    page = visit()
    page.open()
    page.ask(QUESTION)
    assert "10天" in page.said.inner_text()
    answer = service.library.ask(QUESTION)
    page.said.locator("button.number").first.click()
    opened = page.said.locator("details[open]")
    assert opened.count() == 1
    assert "员工手册.md › " in opened.inner_text()
    assert opened.locator("mark").all_inner_texts() == [
        quote.text for quote in answer.citations[0].quotes
    ]
    link = opened.locator("a").get_attribute("href")
    assert link is not None
    assert urlsplit(link).path == f"/passages/{answer.citations[0].passage.id}"


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
    assert page.said.locator("details[open]").count() == 1
    page.page.keyboard.press("Escape")
    assert page.page.locator(".panel").is_hidden()
    assert focused(page.page) == "bubble"


def test_it_asks_nobody_but_its_server_and_needs_no_exception_of_the_pages_policy(
    visit: Open, site: str, server: str
) -> None:
    page = visit()
    page.open()
    page.ask(QUESTION)
    assert all(url.startswith((site, server)) for url in page.requested)
    assert [urlsplit(url).path for url in page.requested if url.startswith(server)] == [
        "/widget/widget.js",
        "/api/v1/ask",
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
    visit: Open, service: Service
) -> None:
    page = visit()
    page.open()
    question = "仓库的钥匙编号是多少？"
    page.ask(question)
    assert page.page.locator(".said img").count() == 0
    assert page.page.title() == "别人的网站"
    answer = service.library.ask(question)
    assert answer.citations
    assert page.said.locator("mark").all_text_contents() == [
        quote.text for citation in answer.citations for quote in citation.quotes
    ]


def test_a_follow_up_is_sent_with_what_was_said(visit: Open, service: Service) -> None:
    page = visit('data-key="read-only-key" data-collection="default"')
    page.open()
    page.ask(QUESTION)
    page.ask("那病假呢？")
    assert service.asked[-1]["question"] == "那病假呢？"
    assert [one["role"] for one in service.asked[-1]["history"]] == ["user", "assistant"]
    assert service.asked[-1]["collections"] == ["default"]
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
    page = visit(f'data-key="{KEY}" {attributes}', language=language)
    assert page.page.locator("button.bubble").get_attribute("aria-label") == expected


def test_a_wrong_key_is_told(visit: Open) -> None:
    page = visit('data-key="wrong"')
    page.open()
    page.ask(QUESTION)
    assert "密钥无效" in page.said.inner_text()


def test_a_busy_server_is_told_with_the_time_to_wait(visit: Open, service: Service) -> None:
    service.busy = True
    try:
        page = visit()
        page.open()
        page.ask(QUESTION)
    finally:
        service.busy = False
    assert "7 秒后" in page.said.inner_text()


def test_a_page_that_is_not_allowed_gets_no_answer(
    visit: Open, service: Service, site: str
) -> None:
    service.allowed.discard(site)
    try:
        page = visit()
        page.open()
        page.ask(QUESTION)
    finally:
        service.allowed.add(site)
    assert "连不上" in page.said.inner_text()


def test_it_fits_a_phone(visit: Open) -> None:
    page = visit(width=340)
    page.open()
    box = page.page.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 340


def test_the_example_page_carries_it(chromium: Browser, server: str, service: Service) -> None:
    page = (Path(__file__).parents[3] / "examples" / "widget.html").read_text("utf-8")
    page = page.replace("http://127.0.0.1:7860", server).replace("YOUR-READ-ONLY-KEY", KEY)
    app = FastAPI()
    app.add_api_route("/", lambda: Response(page, media_type="text/html"), response_model=None)
    context = chromium.new_context(locale="zh-CN")
    try:
        with served(app) as url:
            service.allowed.add(url)
            opened = Visit(context.new_page(), [], [])
            opened.page.goto(url)
            opened.open()
            opened.ask(QUESTION)
            assert "人事问答" in opened.page.locator("header").inner_text()
            assert "10天" in opened.said.inner_text()
    finally:
        context.close()


def test_the_script_names_no_host_and_makes_no_markup() -> None:
    script = widget_script()
    assert "innerHTML" not in script
    assert "insertAdjacentHTML" not in script
    hosts = {part.split("/")[2] for part in script.split() if part.startswith('"http')}
    assert hosts <= {"www.w3.org"}  # the name of SVG's namespace, never fetched
