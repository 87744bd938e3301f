"""The page in a browser, opened from disk: no error, no request, and everything by keyboard."""

import pytest

from youju_eval.report import write_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory, run, better):
    path = tmp_path_factory.mktemp("report") / "报告.html"
    write_report([run, better], path)
    return path.as_uri()


@pytest.fixture
def opened(chromium, address):
    contexts = []

    def open_page(*, width=1280, scheme="light"):
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.requested, page.errors = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def ids(page):
    return page.locator(".open").all_inner_texts()


def test_questions_are_browsed_by_keyboard(opened, address):
    page = opened()
    assert ids(page) == ["q1", "q2", "q3", "q4", "q5", "q6"]
    first = page.locator(".open").first
    first.focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("aria-expanded") == "true"
    detail = page.locator(".detail").first
    assert detail.locator("mark").first.inner_text() == "享有10天\n带薪年假"
    assert "享有10天\n带薪年假" in detail.locator(".passages u").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".detail").count() == 0
    page.locator(".open").nth(3).click()
    assert "onerror" in page.locator(".detail .passage").first.inner_text()
    assert page.title() == "手册<i> · 评测报告"
    assert page.requested == [address]
    assert page.errors == []


def test_filters_order_and_search(opened):
    page = opened()
    show, kind, order, _ = page.locator(".controls select").all()
    show.select_option("failures")
    assert ids(page) == ["q2", "q4", "q5", "q6"]
    show = page.locator(".controls select").first
    show.select_option("lost")
    assert ids(page) == ["q4"]
    show.select_option("won")
    assert page.locator(".empty").is_visible()
    show.select_option("all")
    kind.select_option("figure")
    order.select_option("order_slow")
    assert ids(page) == ["q4", "q1", "q6"]
    page.locator(".controls input").fill("下班")
    assert ids(page) == ["q6"]
    page.locator("[data-show=withheld]").click()
    assert ids(page) == ["q3"]
    assert page.errors == []


def test_language_and_colours_are_switched_in_the_page(opened):
    page = opened(scheme="dark")
    assert page.locator("#measures h2 .zh").is_visible()
    page.locator("#language").click()
    assert not page.locator("#measures h2 .zh").is_visible()
    assert page.locator("#measures h2").inner_text() == "Measures"
    assert page.title() == "手册<i> · Evaluation report"
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.locator("#theme").click()
    assert page.evaluate(background) != dark
    assert page.errors == []


def test_a_narrow_screen_shows_everything_without_sideways_scrolling(opened):
    page = opened(width=390)
    page.locator(".open").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".detail").is_visible()
