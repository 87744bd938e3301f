"""What a person has before him while the server goes away and comes back: nothing of it is lost."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import HOSTILE, PATIENCE, REPORT, Visit, keep_picture, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

GDP = "白鹭镇2024年地区生产总值是多少？"
GRAIN = "白鹭镇2024年粮食总产量是多少？"


def test_a_conversation_goes_on_with_a_server_that_was_started_again(
    chromium: Browser, tmp_path: Path
) -> None:
    report, other = tmp_path / "白鹭镇报告.txt", tmp_path / "钥匙.txt"
    report.write_text(REPORT, encoding="utf-8")
    other.write_text(HOSTILE, encoding="utf-8")
    paths, library = (report, other), tmp_path / "library"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    with serving(library, paths, port=port) as url:
        visited = Visit(page=page, url=url, requested=[], errors=[])
        page.goto(url)
        page.wait_for_selector("body.yj-ready")
        page.locator("#yj-document-rows li", has_text="钥匙").locator("input").check()
        page.locator(".yj-scope.yj-restricted").wait_for()
        visited.ask(GDP)
        page.locator(".yj-not-found").wait_for()
        # What follows an answer is over: a server that ends amid it is noticed, and the page loads anew.
        page.locator(".yj-threads li").first.wait_for(state="attached")
        page.wait_for_timeout(3000)
    # Nobody notices that the server was away: the conversation and its scope are in the page.
    with serving(library, paths, port=port):
        visited.ask(GRAIN)
        page.locator(".yj-not-found").nth(1).wait_for()
        assert page.locator(".yj-exchange").count() == 2
    # What is asked while it is away stays in the box, and the page comes back by itself.
    box = page.locator("#yj-question textarea")
    box.fill(GRAIN)
    box.press("Enter")
    page.get_by_text("连不上服务器").wait_for()
    keep_picture(page, "server-away")
    page.evaluate("window.isFromBefore = true")
    with serving(library, paths, port=port):
        page.wait_for_function(
            "text => !window.isFromBefore"
            " && document.querySelector('#yj-question textarea')?.value === text",
            arg=GRAIN,
        )
        page.locator(".yj-exchange").nth(1).wait_for()
    context.close()
