"""Long conversations and answers stay smooth: measured on a real conversation of 500 messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.browser.conftest import PATIENCE, Visit

from youju_ui.chat.history import FILE, History

pytestmark = pytest.mark.browser

GDP = "白鹭镇2024年地区生产总值是多少？"
EXCHANGES = 250
LONGEST = 10_000
WATCH = (
    "() => { window.tasks = []; new PerformanceObserver((list) => {"
    " for (const one of list.getEntries()) window.tasks.push(one.duration); })"
    ".observe({ type: 'longtask' }); }"
)


@pytest.fixture
def long_conversation(visit: Callable[..., Visit], folder: Path) -> tuple[Visit, str]:
    """A page on which a question was asked, and the id of its conversation, made 500 messages long."""
    visited = visit()
    visited.ask(GDP)
    identifier = visited.page.evaluate("location.hash.slice('#chat='.length)")
    history = History(folder / "library" / FILE)
    asked = history.exchange("local", identifier, 1)
    assert asked is not None
    assert asked.answer is not None
    for number in range(2, EXCHANGES + 1):
        history.put("local", identifier, replace(asked, number=number))
    long = replace(asked.answer, text="字" * LONGEST)
    history.put("local", identifier, replace(asked, number=EXCHANGES, answer=long))
    history.close()
    return visited, identifier


def test_five_hundred_messages_open_scroll_and_grow_without_a_stutter(
    long_conversation: tuple[Visit, str],
) -> None:
    visited, identifier = long_conversation
    page = visited.page
    page.goto(f"{visited.url}/?again#chat={identifier}")
    last = page.locator(f"#yj-exchange-{EXCHANGES}")
    last.wait_for()
    opened = page.evaluate("performance.now()")
    assert len(last.locator(".yj-short").inner_text()) >= LONGEST
    page.evaluate(WATCH)
    while page.locator("[data-act=earlier]").count():
        before = page.locator(".yj-exchange").count()
        page.locator("[data-act=earlier]").click()
        page.wait_for_function(
            "count => document.querySelectorAll('.yj-exchange').length > count", arg=before
        )
    assert page.locator(".yj-exchange").count() == EXCHANGES
    frames = page.evaluate(
        "() => new Promise((done) => { const view = document.getElementById('yj-scroll');"
        " const frames = []; let was = performance.now(); let at = 0;"
        " const step = (now) => { frames.push(now - was); was = now; at += 1;"
        " view.scrollTop = view.scrollHeight * at / 60;"
        " if (at < 60) requestAnimationFrame(step); else done(frames); };"
        " requestAnimationFrame(step); })"
    )
    visited.ask("白鹭镇2024年新建公园几个？")
    tasks = page.evaluate("tasks")
    # Measured: open after 0.8 s, frames of 33 ms, no task over 0.15 s (docs/chat.md); CI machines are slower.
    assert opened < 15_000
    assert sorted(frames)[len(frames) // 2] < 100
    assert max(tasks, default=0) < 2_000
    assert "3" in page.locator(".yj-exchange").last.locator(".yj-short").inner_text(
        timeout=PATIENCE
    )
