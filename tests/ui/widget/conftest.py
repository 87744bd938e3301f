"""A guarded server with its real faces, and a page of another origin that has the bubble on it."""

from __future__ import annotations

import gc
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI, Response
from tests.support.asgi import served
from tests.support.libraries import open_small

from youju import Library
from youju.settings import ServerSettings, Settings
from youju_ui.access import Registry
from youju_ui.server import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

HOSTILE = "仓库的钥匙<img src=x onerror=\"document.title='hacked'\">由王小满保管，编号𬭎𬭎1234。\n"
SECRET = "金库的密码是7788。\n"


@dataclass
class Site:
    """A page elsewhere: its policy lets in the widget's server and nothing else, not even styles."""

    server: str = ""
    html: str = ""

    def application(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/", self.page, response_model=None)
        app.add_api_route("/page.css", self.style, response_model=None)
        app.add_api_route("/example", self.example, response_model=None)
        return app

    def page(self, attributes: str = "", css: str = "") -> Response:
        html = (
            f"<!doctype html><html><head><meta charset=utf-8><title>别人的网站</title>"
            f"<link rel=stylesheet href='/page.css?css={quote(css)}'></head>"
            f"<body><h1>别人的网站</h1><p>正文</p>"
            f'<script src="{self.server}/widget/widget.js" {attributes}></script></body></html>'
        )
        allowed = f"script-src {self.server}; connect-src {self.server}"
        policy = f"default-src 'none'; style-src 'self'; {allowed}"
        return Response(html, media_type="text/html", headers={"content-security-policy": policy})

    def style(self, css: str = "") -> Response:
        return Response(css, media_type="text/css")

    def example(self) -> Response:
        return Response(self.html, media_type="text/html")


@dataclass(frozen=True)
class Place:
    """The library, its keys, the server over it, and the addresses of two sites."""

    library: Library
    keys: Registry
    app: FastAPI
    server: str
    site: Site
    address: str
    stranger: str
    """The same page where the server does not allow it."""

    def key(self, name: str, *collections: str) -> str:
        return self.keys.create_key(name, collections=frozenset(collections) or None)[1]


@dataclass
class Visit:
    """A foreign page with the bubble on it; not frozen, as Playwright writes into whoever listens."""

    page: Page
    requested: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def open(self) -> None:
        self.page.locator("button.bubble").click()

    def ask(self, question: str) -> None:
        """Ask and wait for what is said."""
        before = self.page.locator(".said").count()
        self.page.locator("textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".send:not(:disabled)").wait_for()
        assert self.page.locator(".said").count() == before + 1

    def cite(self) -> None:
        """Open the first citation and wait for its passage."""
        self.said.locator("button.number").first.click()
        self.evidence.locator("p:not([role=status])").wait_for()

    @property
    def said(self) -> Any:
        return self.page.locator(".said").last

    @property
    def evidence(self) -> Any:
        return self.page.locator(".evidence")

    def note(self, request: Request) -> None:
        self.requested.append(request.url)
        if request.method == "POST" and request.url.endswith("/ask"):
            self.asked.append(json.loads(request.post_data or "{}"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The server as it is started, but for its encoder; it is guarded from the start."""
    folder = tmp_path_factory.mktemp("widget") / "library"
    site = Site()
    with (
        open_small(folder) as library,
        served(site.application()) as address,
        served(site.application()) as stranger,
    ):
        library.add_bytes(HOSTILE.encode(), "<b>钥匙</b>.txt")
        library.add_bytes(SECRET.encode(), "金库.txt", collection="机密")
        keys = Registry(library.path)
        keys.create_key("管理员")
        # Gradio leaves event loops open while it is built; their warnings are not ours.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            app = build(library, settings=Settings(server=ServerSettings(origins=address)))
            gc.collect()
        with served(app) as server:
            site.server = server
            yield Place(library, keys, app, server, site, address, stranger)
        keys.close()


@pytest.fixture(scope="module")
def key(place: Place) -> str:
    """A read-only key for what all may read."""
    return place.key("网站", "default", "报告")


@pytest.fixture
def visit(chromium: Browser, place: Place, key: str) -> Iterator[Callable[..., Visit]]:
    contexts: list[BrowserContext] = []

    def open_page(
        attributes: str = "",
        *,
        given: str = key,
        css: str = "",
        language: str = "zh-CN",
        scheme: Any = "light",
        width: int = 1000,
        address: str = place.address,
        path: str = "",
    ) -> Visit:
        context = chromium.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": 760}
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        visited = Visit(context.new_page())
        page = visited.page
        page.on("request", visited.note)
        page.on("pageerror", lambda error: visited.problems.append(str(error)))
        page.on(
            "console",
            lambda line: visited.problems.append(line.text) if line.type == "error" else None,
        )
        sent = quote(f'data-key="{given}" {attributes}')
        page.goto(f"{address}/{path}?attributes={sent}&css={quote(css)}")
        page.locator("button.bubble").wait_for()
        return visited

    yield open_page
    for context in contexts:
        context.close()
