"""The chat behind a proxy that puts a path before it, to a reader who may not see everything."""

from __future__ import annotations

import re
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import HOSTILE, PATIENCE, REPORT, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROOT = "/youju"
PASSWORD = "correct-horse-battery"
START = """
import sys
from pathlib import Path
from youju import Library
from youju.settings import ServerSettings, Settings
from youju_ui.access import Registry
from youju_ui.server import serve
folder, report, secret = map(Path, sys.argv[1:4])
with Library.open(folder) as library:
    library.add(report)
    library.add(secret, collection="secret")
registry = Registry(folder)
registry.add_user("li", sys.argv[4], collections=frozenset({"default"}))
registry.close()
serve(folder, settings=Settings(server=ServerSettings(port=0, root_path=sys.argv[5])), open_browser=False)
"""


class Proxy(socketserver.ThreadingTCPServer):
    """Takes the path off what begins with it, answers 404 to all else; one request a connection."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__(("127.0.0.1", 0), Passing)


class Passing(socketserver.StreamRequestHandler):
    """One request on its way."""

    def handle(self) -> None:
        head = b"".join(iter(self.rfile.readline, b"\r\n"))
        if not head.split(b" ", 2)[1:2] or not head.split(b" ", 2)[1].startswith(ROOT.encode()):
            self.wfile.write(
                b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            )
            return
        head = head.replace(b" " + ROOT.encode(), b" ", 1).replace(b" HTTP/", b" HTTP/", 1)
        head = re.sub(rb"^(\w+) (?=[ ?])", rb"\1 /", head)
        head = re.sub(rb"(?im)^connection:.*\r\n", b"", head) + b"connection: close\r\n\r\n"
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        assert isinstance(self.server, Proxy)
        with socket.create_connection(("127.0.0.1", self.server.port)) as behind:
            behind.sendall(head + self.rfile.read(int(length[1]) if length else 0))
            while data := behind.recv(65_536):
                try:
                    self.wfile.write(data)
                except OSError:
                    return


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("proxied")
    report, secret = folder / "白鹭镇报告.txt", folder / "钥匙.txt"
    report.write_text(REPORT, encoding="utf-8")
    secret.write_text(HOSTILE, encoding="utf-8")
    told = [str(folder / "library"), str(report), str(secret), PASSWORD, ROOT]
    with subprocess.Popen(
        [sys.executable, "-c", START, *told], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        try:
            with Proxy(_port(server.stderr)) as proxy:
                threading.Thread(target=proxy.serve_forever, daemon=True).start()
                yield f"http://127.0.0.1:{proxy.server_address[1]}{ROOT}"
                proxy.shutdown()
        finally:
            server.terminate()
            server.stderr.close()


def _port(lines: IO[str]) -> int:
    told: list[str] = []
    for line in lines:
        told.append(line)
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found:
            return int(found[1])
    raise AssertionError("the server did not get ready:\n" + "".join(told))


def log_in(page: Page) -> None:
    page.locator("[name=name]").fill("li")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("body.yj-ready")
    page.wait_for_selector(".yj-examples, .yj-welcome", state="attached")


def test_who_is_logged_out_meanwhile_logs_in_and_goes_on(chromium: Browser, proxied: str) -> None:
    from playwright.sync_api import Error

    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visited = Visit(page=page, url=proxied, requested=[], errors=[])
    page.goto(f"{proxied}/")
    log_in(page)
    visited.ask("白鹭镇2024年地区生产总值是多少？")
    box = page.locator("#yj-question textarea")
    box.fill("白鹭镇2024年粮食总产量是多少？")
    context.clear_cookies()
    # From within the page, which may have noticed and gone already.
    with suppress(Error):
        page.evaluate(
            "() => setTimeout(() => document.querySelector('#yj-question .submit-button')?.click())"
        )
    page.locator("[name=password]").wait_for()
    log_in(page)
    page.locator(".yj-short", has_text="12.6亿元").wait_for()
    assert box.input_value() == "白鹭镇2024年粮食总产量是多少？"
    box.press("Enter")
    page.locator(".yj-short", has_text="1.8万吨").wait_for()
    # Who leaves himself takes what he typed with him: the next one may be somebody else.
    box.fill("只给我自己看")
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    log_in(page)
    page.locator("#yj-document-rows li").first.wait_for()
    assert box.input_value() == ""
    context.close()


def test_a_reader_logs_in_asks_and_sees_nothing_of_a_collection_that_is_not_his(
    chromium: Browser, proxied: str
) -> None:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visited = Visit(page=page, url=proxied, requested=[], errors=[])
    failed: list[str] = []
    page.on("request", lambda request: visited.requested.append(request.url))
    page.on("pageerror", lambda error: visited.errors.append(str(error)))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{proxied}/")
    log_in(page)
    page.locator("#yj-document-rows li").first.wait_for()
    assert page.locator("#yj-document-rows li").all_inner_texts() != []
    assert "钥匙" not in page.locator("body").inner_text()
    visited.ask("白鹭镇2024年地区生产总值是多少？")
    assert "12.6亿元" in page.locator(".yj-short").inner_text()
    page.locator(".yj-chip").first.click()
    page.locator("#yj-source mark").first.wait_for(state="visible")
    path = page.locator("[data-act=link]").get_attribute("data-path")
    visited.ask("钥匙由谁保管？")
    page.locator(".yj-not-found").wait_for()
    assert "王小满" not in page.locator("body").inner_text()
    # A reader is not offered what he may not do.
    assert page.locator("#yj-uploads").is_hidden()
    page.goto(f"{proxied}/{path}")
    assert "12.6亿元" in page.locator("mark").first.inner_text()
    page.goto(f"{proxied}/")
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    page.locator("[name=password]").wait_for()
    own = [urlsplit(url) for url in visited.requested if not url.startswith(("data:", "blob:"))]
    assert {one.netloc for one in own} == {urlsplit(proxied).netloc}
    assert [one.path for one in own if not one.path.startswith(f"{ROOT}/")] == []
    assert failed == []
    assert visited.errors == []
    context.close()
