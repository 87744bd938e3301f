"""Citations, reasons and words as a person meets them: hints, previous and next, why, languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser

GDP = "白鹭镇2024年地区生产总值是多少？"
BOTH = "白鹭镇2024年和2025年新建公园哪年更多？"


@pytest.mark.parametrize("width", [390, 1440])
def test_hovering_a_number_shows_its_quote_inside_the_page(
    visit: Callable[..., Visit], width: int
) -> None:
    visited = visit(width=width, height=844)
    visited.ask(GDP)
    page = visited.page
    page.locator(".yj-chip").first.hover()
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.yj-chip'), '::after').opacity === '1'"
    )
    hint = page.evaluate(
        "() => { const chip = document.querySelector('.yj-chip');"
        " const style = getComputedStyle(chip, '::after'); const box = chip.getBoundingClientRect();"
        " const [width, aside] = [parseFloat(style.width), parseFloat(style.translate)];"
        " const shift = parseFloat(chip.style.getPropertyValue('--yj-aside'));"
        " const left = box.left + box.width / 2 - width / 2 + shift;"
        " return { text: style.content, left, right: left + width, aside }; }"
    )
    assert "12.6亿元" in hint["text"]
    assert "白鹭镇报告.txt" in hint["text"]
    assert hint["left"] >= 0
    assert hint["right"] <= width


def test_previous_and_next_lead_through_the_citations(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(BOTH)
    page = visited.page
    assert page.locator(".yj-reply .yj-chip").count() >= 2
    page.locator(".yj-chip").first.click()
    mark = page.locator("#yj-source mark").first
    mark.wait_for(state="visible")
    first = mark.inner_text()
    page.get_by_role("button", name="下一处").click()
    page.wait_for_function(
        "was => { const mark = document.querySelector('#yj-source mark');"
        " return mark && mark.innerText !== was; }",
        arg=first,
    )
    assert page.locator(".yj-chip[aria-current]").first.inner_text() == "2"
    page.get_by_role("button", name="上一处").click()
    page.wait_for_function(
        "was => document.querySelector('#yj-source mark')?.innerText === was", arg=first
    )


def test_why_is_told_in_words_with_ranks_and_the_next_three(visit: Callable[..., Visit]) -> None:
    visited = visit()
    visited.ask(GDP)
    page = visited.page
    page.locator(".yj-why summary").click()
    cited, *others = page.locator(".yj-why > ol > li").all()
    told = cited.inner_text()
    for said in ("已引用", "相关度", "意思相近", "词语相同", "两者合计", "命中的词"):
        assert said in told
    assert cited.locator("em").count()
    assert others
    assert all("为什么没有引用它" in one.inner_text() for one in others[:3])


def test_a_question_is_stopped_and_can_be_asked_again(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    # A long question takes long enough to be stopped as soon as that is offered.
    page.evaluate(
        "() => new MutationObserver(() => {"
        " const stop = document.querySelector('#yj-question .stop-button');"
        " if (stop && !window.stopped) { window.stopped = stop.ariaLabel; stop.click(); }"
        " }).observe(document.body, { childList: true, subtree: true })"
    )
    box = page.locator("#yj-question textarea")
    box.fill(GDP * 110)
    box.press("Enter")
    page.locator(".yj-exchange[data-state=stopped]").wait_for(timeout=PATIENCE)
    assert page.evaluate("stopped") == "停止"
    assert page.locator(".yj-exchange [data-act=retry]").is_visible()


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("zh-CN", r"^[^\u4e00-\u9fff]*[A-Za-z]{3}"), ("en-US", r"[\u4e00-\u9fff]")],
)
def test_every_name_and_hint_is_in_the_language_of_the_page(
    visit: Callable[..., Visit], language: str, foreign: str
) -> None:
    visited = visit(language=language)
    visited.ask("What is absent here?" if language == "en-US" else GDP)
    page = visited.page
    page.locator("[data-view=shelf]").click()
    page.locator("[data-view=trials]").click()
    page.wait_for_timeout(500)
    named = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')].filter("
        "(one) => !one.closest('svg, .yj-language, template, abbr, #yj-threads ul, #yj-trials tbody'))"
        ".flatMap((one) => ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name)))"
        ".filter(Boolean)"
    )
    assert len(named) > 20
    # Names of documents and of measures stand in hints as they are; conversations and runs are not looked at.
    known = re.compile(r"白鹭镇|钥匙|租赁|answer_|quote_|citation_|evidence|refusal|@|中文")
    assert [one for one in named if re.search(foreign, one) and not known.search(one)] == []
