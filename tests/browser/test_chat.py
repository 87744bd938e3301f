"""The chat as a person meets it, in headless Chromium."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import Visit

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.browser

GDP = "白鹭镇2024年地区生产总值是多少？"


def foreign(visited: Visit) -> list[str]:
    """The addresses asked for that are not the server's own."""
    own = urlsplit(visited.url).netloc
    return [
        url
        for url in visited.requested
        if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != own
    ]


def test_a_question_is_answered_and_its_number_opens_the_quote(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    assert "12.6亿元" in page.locator(".yj-short").inner_text()
    page.locator(".yj-chip").first.click()
    mark = page.locator("#yj-source mark").first
    mark.wait_for(state="visible")
    assert "12.6亿元" in mark.inner_text()
    assert "2024年工作回顾" in page.locator("#yj-source .yj-crumbs").inner_text()
    page.wait_for_function(
        "() => { const box = document.querySelector('#yj-source mark').getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight; }"
    )
    page.get_by_role("button", name="查看全文").click()
    page.locator("#yj-source .yj-outline").wait_for()
    page.keyboard.press("Escape")
    page.locator("#yj-source").wait_for(state="hidden")
    assert visited.errors == []


def test_no_other_host_is_ever_asked(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    visited.page.locator(".yj-chip").first.click()
    visited.page.locator("#yj-source .yj-document").wait_for()
    visited.page.goto(f"{visited.url}/passages/none")
    assert visited.requested
    assert foreign(visited) == []


def test_the_link_of_a_passage_opens_the_quote(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    visited.page.locator(".yj-chip").first.click()
    path = visited.page.locator("[data-act=link]").get_attribute("data-path")
    visited.page.goto(f"{visited.url}/{path}")
    assert "12.6亿元" in visited.page.locator("mark").first.inner_text()


def test_the_question_stands_there_before_the_server_answers(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    page.route("**/queue/join*", lambda route: None)
    box = page.locator("#yj-question textarea")
    box.fill("慢网络里的<b>问题</b>？")
    box.press("Enter")
    shown = page.locator(".yj-exchange[data-state=pending] .yj-asked p")
    shown.wait_for(timeout=2_000)
    assert shown.inner_text() == "慢网络里的<b>问题</b>？"


def test_while_something_waits_the_event_stream_is_kept_open(visit: Callable[..., Visit]) -> None:
    # Gradio closes its stream over an event sent in that moment; any later one opens it again.
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    with page.expect_request("**/queue/join*"):
        page.evaluate(
            "() => { const waiting = document.createElement('article');"
            " waiting.className = 'yj-exchange'; waiting.dataset.state = 'pending';"
            " document.getElementById('yj-log').append(waiting); }"
        )


def test_hostile_text_stays_inert(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask("钥匙由谁保管？<img src=x onerror=\"document.title='hacked'\">")
    page = visited.page
    page.locator("[data-act=cite], [data-act=passage]").first.click()
    page.locator("#yj-source .yj-document").wait_for()
    assert page.locator("#yj-log img, #yj-source img").count() == 0
    assert page.title() != "hacked"


def test_not_found_looks_different_and_shows_the_nearest(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask("火星基地的食堂几点开门？")
    assert visited.page.locator(".yj-not-found").is_visible()
    assert visited.page.locator(".yj-chip").count() == 0


def test_the_language_switch_keeps_the_conversation(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    page.locator("[data-act=language]").click()
    page.get_by_text("Why these passages").wait_for()
    assert page.locator(".yj-exchange").count() == 1
    assert "12.6亿元" in page.locator(".yj-short").inner_text()
    page.reload()
    page.get_by_text("Why these passages").wait_for()
    assert page.locator(".yj-exchange").count() == 1


def test_retry_and_new_chat(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    page.locator(".yj-reply [data-act=retry]").click()
    page.locator(".yj-exchange[data-state=answered]").wait_for()
    assert page.locator(".yj-exchange").count() == 1
    page.locator("[data-act=clear]").click()
    page.locator(".yj-exchange").wait_for(state="detached")
    page.locator(".yj-welcome").wait_for(state="visible")


def test_an_answer_does_not_follow_into_a_new_chat(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    # Between the two clicks the server has begun to answer, and the answer comes after the second.
    page.evaluate(
        "async () => { document.querySelector('.yj-reply [data-act=retry]').click();"
        " await new Promise((done) => setTimeout(done, 40));"
        " document.querySelector('[data-act=clear]').click(); }"
    )
    page.locator(".yj-welcome").wait_for(state="visible")
    page.wait_for_timeout(1_500)
    assert page.locator(".yj-exchange").count() == 0
