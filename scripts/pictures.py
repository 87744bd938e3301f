"""Takes the pictures of the chat for the README: ``python scripts/pictures.py``.

Starts the real server over the sample documents, asks in headless Chromium, and writes
docs/images/chat-*.png. Needs the development environment and Debian's chromium and fonts-noto-cjk.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
CHINESE = ("云溪区2024年地区生产总值是多少？", "那2025年的目标呢？")
ENGLISH = ("When do the English guided tours start?", "How long is lost property kept?")
SHOTS: tuple[tuple[str, str, str, int, int, float, tuple[str, ...]], ...] = (
    ("chat-zh", "zh-CN", "light", 1440, 900, 1, CHINESE),
    ("chat-en", "en-US", "light", 1440, 900, 1, ENGLISH),
    ("chat-dark", "zh-CN", "dark", 1440, 900, 1, CHINESE),
    ("chat-phone", "zh-CN", "light", 390, 844, 2, CHINESE[:1]),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "youju_ui.cli", "--library", f"{folder}/library", "serve"]
        server = subprocess.Popen(
            [*command, "--demo", "--port", "0", "--no-open"], stderr=subprocess.PIPE, text=True
        )
        try:
            address = ready(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM)
                for name, language, scheme, width, height, scale, questions in SHOTS:
                    context = browser.new_context(
                        locale=language,
                        color_scheme=scheme,  # type: ignore[arg-type]
                        viewport={"width": width, "height": height},
                        device_scale_factor=scale,
                    )
                    page = context.new_page()
                    page.goto(address)
                    page.wait_for_selector("body.yj-ready")
                    for question in questions:
                        ask(page, question)
                    if width > 600:
                        page.locator(".yj-chip").first.click()
                        page.locator("#yj-source mark").first.wait_for(state="visible")
                    page.wait_for_timeout(800)
                    keep(page, name)
                    if name == "chat-zh":
                        more_pages(page)
                    context.close()
        finally:
            server.terminate()


def more_pages(page: Page) -> None:
    """The page of a contract, and all documents."""
    page.keyboard.press("Escape")
    ask(page, "租赁合同的押金是多少？")
    page.locator(".yj-chip").last.click()
    page.get_by_role("button", name="看原页").click()
    page.wait_for_function("document.querySelector('.yj-page-image')?.naturalWidth > 500")
    page.wait_for_timeout(800)
    keep(page, "chat-page")
    page.locator("[data-view=shelf]").click()
    page.wait_for_timeout(600)
    keep(page, "chat-documents")


def keep(page: Page, name: str) -> None:
    """Write what the page shows; a palette is enough, at a third of the size."""
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).quantize(256).save(path, optimize=True)


def ready(server: subprocess.Popen[str]) -> str:
    """The server's address once its documents are in."""
    assert server.stderr is not None
    for line in server.stderr:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            while httpx.get(f"{found[0]}/healthz", trust_env=False).json()["preparing"]:
                time.sleep(0.2)
            return found[0]
    raise SystemExit("the server did not start")


def ask(page: Page, question: str) -> None:
    """Ask and wait for what comes of it."""
    before = page.locator(".yj-exchange").count()
    box = page.locator("#yj-question textarea")
    box.fill(question)
    box.press("Enter")
    settled = ".yj-exchange:not([data-state=pending])"
    page.wait_for_function(
        f"count => document.querySelectorAll('{settled}').length > count",
        arg=before,
        timeout=60_000,
    )


if __name__ == "__main__":
    main()
