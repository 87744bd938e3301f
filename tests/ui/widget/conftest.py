"""A server with the widget and the contract it talks to, and a page of another origin that uses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI, Request, Response
from tests.support.asgi import served
from tests.support.libraries import open_small

from youju import Library, Role, Turn
from youju.records import answer_record
from youju_ui.widget import add_widget

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

KEY = "read-only-key"
HOSTILE = "仓库的钥匙<img src=x onerror=\"document.title='hacked'\">由王小满保管，编号𬭎𬭎1234。\n"


@dataclass
class Service:
    """``POST /api/v1/ask`` as docs/records.md and design say; counts what it was asked."""

    library: Library
    allowed: set[str] = field(default_factory=set)
    asked: list[dict[str, Any]] = field(default_factory=list)
    busy: bool = False

    def application(self) -> FastAPI:
        app = FastAPI()
        add_widget(app)

        def allow(response: Response, origin: str) -> Response:
            if origin in self.allowed:
                response.headers["access-control-allow-origin"] = origin
                response.headers["access-control-allow-headers"] = (
                    "authorization, content-type, accept-language"
                )
                response.headers["access-control-expose-headers"] = "retry-after"
            return response

        async def preflight(request: Request) -> Response:
            return allow(Response(status_code=204), request.headers.get("origin", ""))

        async def ask(request: Request) -> Response:
            return allow(await self.answer(request), request.headers.get("origin", ""))

        app.add_api_route("/api/v1/ask", preflight, methods=["OPTIONS"], response_model=None)
        app.add_api_route("/api/v1/ask", ask, methods=["POST"], response_model=None)
        return app

    async def answer(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return Response(status_code=401)
        if self.busy:
            return Response(status_code=429, headers={"retry-after": "7"})
        body = await request.json()
        self.asked.append(body)
        turns = [Turn(Role(one["role"]), one["content"]) for one in body["history"]]
        answer = self.library.ask(body["question"], history=turns)
        language = request.headers["accept-language"]
        record = json.dumps(answer_record(answer, language=language), ensure_ascii=False)
        return Response(record, media_type="application/json")


@dataclass(frozen=True)
class Visit:
    """A foreign page with the bubble on it."""

    page: Page
    requested: list[str]
    problems: list[str]

    def open(self) -> None:
        self.page.locator("button.bubble").click()

    def ask(self, question: str) -> None:
        """Ask and wait for what is said."""
        before = self.page.locator(".said").count()
        self.page.locator("textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".send:not(:disabled)").wait_for()
        assert self.page.locator(".said").count() == before + 1

    @property
    def said(self) -> Any:
        return self.page.locator(".said").last


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_small(tmp_path_factory.mktemp("widget") / "library") as library:
        library.add_bytes(HOSTILE.encode(), "<b>钥匙</b>.txt")
        yield Service(library)


@pytest.fixture(scope="module")
def server(service: Service) -> Iterator[str]:
    with served(service.application()) as url:
        yield url


@pytest.fixture(scope="module")
def site(server: str, service: Service) -> Iterator[str]:
    """Another origin: its policy lets in the widget's server and nothing else, not even styles."""
    app = FastAPI()

    def page(attributes: str = "", css: str = "") -> Response:
        html = (
            f"<!doctype html><html><head><meta charset=utf-8><title>别人的网站</title>"
            f"<link rel=stylesheet href='/page.css?css={css}'></head><body><h1>别人的网站</h1><p>正文</p>"
            f'<script src="{server}/widget/widget.js" {attributes}></script></body></html>'
        )
        policy = f"default-src 'none'; style-src 'self'; script-src {server}; connect-src {server}"
        return Response(html, media_type="text/html", headers={"content-security-policy": policy})

    def style(css: str = "") -> Response:
        return Response(css, media_type="text/css")

    app.add_api_route("/", page, response_model=None)
    app.add_api_route("/page.css", style, response_model=None)
    with served(app) as url:
        service.allowed.add(url)
        yield url


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    contexts: list[BrowserContext] = []

    def open_page(
        attributes: str = f'data-key="{KEY}"',
        *,
        css: str = "",
        language: str = "zh-CN",
        scheme: Any = "light",
        width: int = 1000,
        address: str = site,
    ) -> Visit:
        from urllib.parse import quote

        context = chromium.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": 760}
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        visited = Visit(page, [], [])
        page.on("request", lambda request: visited.requested.append(request.url))
        page.on("pageerror", lambda error: visited.problems.append(str(error)))
        page.on(
            "console",
            lambda line: visited.problems.append(line.text) if line.type == "error" else None,
        )
        page.goto(f"{address}/?attributes={quote(attributes)}&css={quote(css)}")
        page.locator("button.bubble").wait_for()
        return visited

    yield open_page
    for context in contexts:
        context.close()
