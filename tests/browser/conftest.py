"""The real server in a process of its own, and Debian's Chromium to look at it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from youju_ui.assets import demo_documents

PICTURES = Path(__file__).resolve().parents[2] / "artefacts" / "browser"
"""The last look of every page, by the name of its test; not kept in the repository."""
DEPOSIT = "租赁合同的押金是多少？"

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 60_000
"""Milliseconds; a busy machine is no failure."""

REPORT = """白鹭镇2024年工作报告

一、2024年工作回顾
全镇地区生产总值完成12.6亿元，比上年增长5.2%。粮食总产量1.8万吨。
新建公园3个，改造道路9公里。

二、2025年工作安排
地区生产总值增长5.5%左右。计划新建公园2个。
"""
HOSTILE = "钥匙由王小满保管<img src=x onerror=\"document.title='hacked'\">，电话0000-1234567。\n"

START = """
import sys
from pathlib import Path
from youju.settings import ServerSettings, Settings
from youju_ui.server import serve
library, port, *paths = sys.argv[1:]
serve(Path(library), settings=Settings(server=ServerSettings(port=int(port))),
      paths=tuple(Path(path) for path in paths), open_browser=False)
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of the chat with every address it asked for and every error it logged."""

    page: Page
    url: str
    requested: list[str]
    errors: list[str]

    def ask(self, question: str) -> None:
        """Ask and wait for what comes of it."""
        self.page.locator("#yj-question .stop-button").wait_for(state="detached")
        before = self.page.locator(".yj-exchange").count()
        box = self.page.locator("#yj-question textarea")
        box.fill(question)
        box.press("Enter")
        settled = ".yj-exchange:not([data-state=pending])"
        self.page.wait_for_function(
            f"count => document.querySelectorAll('{settled}').length > count",
            arg=before,
            timeout=PATIENCE,
        )


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core (MPL-2.0, so it is fetched, not kept here), from $YOUJU_AXE or npm."""
    given = os.environ.get("YOUJU_AXE")
    if given:
        return Path(given).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm or "", "install", "--no-save", "--prefix", str(folder), "axe-core@4"]
    done = npm and subprocess.run(command, capture_output=True, timeout=90, check=False)
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not done or not script.is_file():
        pytest.skip("axe-core is not here: npm install axe-core, then YOUJU_AXE=…/axe.min.js")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's documents lie, and its library, as ``library``."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    report, hostile = folder / "白鹭镇报告.txt", folder / "钥匙<b>.txt"
    report.write_text(REPORT, encoding="utf-8")
    hostile.write_text(HOSTILE, encoding="utf-8")
    contract = folder / "租赁合同.pdf"
    contract.write_bytes(
        next(one for one in demo_documents() if one.name.endswith(".pdf")).read_bytes()
    )
    with serving(folder / "library", (report, hostile, contract)) as url:
        yield url


@contextmanager
def serving(library: Path, paths: Iterable[Path], *, port: int = 0) -> Iterator[str]:
    """A server of its own over a library, as long as the ``with``; its address once the paths are in."""
    command = [sys.executable, "-c", START, str(library), str(port), *map(str, paths)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            yield _ready(server.stderr)
        finally:
            server.terminate()
            server.stderr.close()


def _ready(lines: IO[str]) -> str:
    """The address the server says it is ready at, once its documents are in."""
    import httpx

    told: list[str] = []
    for line in lines:
        told.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            for _ in range(600):
                if not httpx.get(f"{found[0]}/healthz", trust_env=False).json()["preparing"]:
                    return found[0]
                time.sleep(0.2)
    raise AssertionError("the server did not get ready:\n" + "".join(told))


@pytest.fixture
def visit(
    chromium: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visit]]:
    contexts: list[BrowserContext] = []

    def open_page(
        *, language: str = "zh-CN", scheme: str = "light", width: int = 1440, height: int = 900
    ) -> Visit:
        context = chromium.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": height}
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        opened = Visit(page=page, url=address, requested=[], errors=[])
        page.on("request", lambda request: opened.requested.append(request.url))
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.goto(address)
        page.wait_for_selector("body.yj-ready")
        page.wait_for_selector(".yj-examples, .yj-welcome")
        return opened

    yield open_page
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        keep_picture(page, f"{request.node.name}-{number}")
    for context in contexts:
        context.close()


def keep_picture(page: Page, name: str) -> None:
    """How a page looks at the end of its test, whatever came of it; what cannot be drawn is no failure."""
    from playwright.sync_api import Error

    PICTURES.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^\w.-]+", "-", name)[:120]
    with suppress(Error):
        page.screenshot(path=PICTURES / f"{safe}.png", timeout=5000)


def deposit_set(folder: Path) -> Path:
    """Two questions on the contract: one that is answered well, one whose right answer is wrong."""
    questions = folder / "押金.jsonl"
    rows = (
        {
            "id": "1",
            "type": "figure",
            "question": DEPOSIT,
            "answers": ["两个月"],
            "evidence": ["押金为两个月租金"],
        },
        {
            "id": "2",
            "type": "wrong",
            "question": DEPOSIT,
            "answers": ["一千元"],
            "evidence": ["一千元"],
        },
    )
    questions.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    return questions
