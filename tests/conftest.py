"""Shared by all tests: one cache directory a session, so that nothing of the user's is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A busy machine is no defect: examples are counted, not timed.
settings.register_profile("youju", deadline=None)
settings.load_profile("youju")

pytest.register_assert_rewrite(
    "youju.testing",
    "youju.store.contract",
    "youju.store.contract_moving",
    "youju_embeddings.contracts",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright's event loop stays, and none other can run beside it.

    In several processes too: a file goes to one of them whole, but for its tests with a browser.
    """
    items.sort(key=_has_browser)
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            kind = "browser " if _has_browser(item) else ""
            item.add_marker(pytest.mark.xdist_group(f"{kind}{item.path}"))


def _has_browser(item: pytest.Item) -> bool:
    return "chromium" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session", autouse=True)
def _own_directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep caches and libraries of the user out of the tests, and the tests out of theirs."""
    before = {name: os.environ.get(name) for name in ("YOUJU_CACHE", "YOUJU_LIBRARY", "YOUJU_LANG")}
    os.environ["YOUJU_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ.pop("YOUJU_LIBRARY", None)
    os.environ.pop("YOUJU_LANG", None)
    yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests: Playwright cannot be started twice in a process."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: install the packages chromium and fonts-noto-cjk")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()
