"""Sources and the pages of documents and evaluation, as a person uses them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.browser.conftest import DEPOSIT, Visit, deposit_set

pytestmark = pytest.mark.browser

TEXT = "白鹭镇体育馆每天晚上八点关门。"


def opened(visited: Visit, question: str) -> None:
    """Ask and open the first source."""
    visited.ask(question)
    visited.page.locator(".yj-chip").first.click()
    visited.page.locator("#yj-source mark").first.wait_for(state="visible")


def test_words_are_found_in_the_whole_document(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    opened(visited, DEPOSIT)
    page.get_by_role("button", name="查看全文").click()
    page.locator(".yj-find").fill("押金")
    first = page.locator(".yj-found").inner_text()
    assert first.startswith("1/")
    page.keyboard.press("Enter")
    assert page.locator(".yj-found").inner_text() == first.replace("1/", "2/")
    page.locator(".yj-find").fill("没有这个词")
    assert page.locator(".yj-found").inner_text() == "没有"
    page.locator(".yj-outline summary").click()
    page.locator(".yj-outline a", has_text="第八条").click()
    page.wait_for_function(
        "() => { const goal = [...document.querySelectorAll('.yj-document .yj-heading')].at(-1);"
        " const box = goal.getBoundingClientRect(); return box.top < innerHeight && box.top > 0; }"
    )


def test_the_page_of_a_pdf_is_shown_with_the_quote(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    opened(visited, DEPOSIT)
    page.get_by_role("button", name="看原页").click()
    page.wait_for_function(
        "() => { const image = document.querySelector('.yj-page-image');"
        " return image?.complete && image.naturalWidth > 500; }"
    )
    assert "quotes=" in str(page.locator(".yj-page-image").get_attribute("src"))
    page.get_by_role("button", name="下一页").click()
    page.get_by_text("第 2 / 2 页").wait_for()
    page.get_by_role("button", name="看文字").click()
    page.locator("#yj-source mark").first.wait_for(state="visible")


def test_a_reference_is_copied_and_a_link_opens_in_the_chat(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visited.url)
    opened(visited, DEPOSIT)
    page.get_by_role("button", name="复制引文").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "《房屋租赁合同》第三条第3段，第1页"
    path = page.locator("[data-act=link]").get_attribute("data-path")
    page.goto(f"{visited.url}/{path}")
    page.get_by_role("link", name="在对话里打开").click()
    page.locator("body.yj-ready #yj-source mark").first.wait_for(state="visible")


def test_a_document_goes_into_a_collection_is_renamed_removed_and_put_back(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    place = tmp_path / "体育馆.txt"
    place.write_text(TEXT, encoding="utf-8")
    visited = visit()
    page = visited.page
    page.locator("[data-view=shelf]").click()
    page.locator("[data-into]").select_option("")
    page.locator(".yj-into .yj-field").fill("场馆")
    page.keyboard.press("Enter")
    page.locator("#yj-uploads input[type=file]").set_input_files(str(place))
    row = page.locator("#yj-shelf tbody tr", has_text="体育馆.txt")
    row.wait_for()
    assert "场馆" in row.inner_text()
    assert "可提问" in row.inner_text()
    row.locator("[data-act=rename]").click()
    page.locator("#yj-shelf .yj-field").fill("体育馆开放时间")
    page.keyboard.press("Enter")
    named = page.locator("#yj-shelf tbody tr", has_text="体育馆开放时间.txt")
    named.wait_for()
    named.locator("[data-act=move]").click()
    page.locator("[data-move]").select_option("default")
    page.locator("[data-act=moveback]").wait_for()
    assert "场馆" not in named.inner_text()
    page.locator("[data-act=moveback]").click()
    page.locator("#yj-shelf tbody tr", has_text="场馆").wait_for()
    listed = page.locator("#yj-shelf tbody tr")
    page.locator(".yj-filter").press_sequentially("体育馆")
    listed.nth(1).wait_for(state="detached")
    assert page.locator(".yj-filter:focus").count() == 1
    page.locator("[name=yj-rows]").check()
    assert page.locator("[name=yj-row]:checked").count() == 1
    page.locator("[data-move]").select_option(label="新建集合…")
    page.locator(".yj-mover .yj-field").fill("体育场馆")
    page.keyboard.press("Enter")
    page.locator("#yj-shelf tbody tr", has_text="体育场馆").wait_for()
    page.locator("[data-act=moveback]").click()
    page.locator("#yj-shelf tbody tr", has_text="体育场馆").wait_for(state="detached")
    named.locator("[data-act=reindex]").click()
    page.locator(".yj-additions-end").wait_for()
    named.locator("[data-act=remove]").click()
    named.wait_for(state="detached")
    page.locator(".yj-notice [data-act=unremove]").click()
    named.wait_for()
    page.locator(".yj-filter").fill("")
    listed.nth(1).wait_for()
    named.locator("[data-act=askonly]").click()
    visited.ask("体育馆几点关门？")
    assert "八点" in page.locator(".yj-short").last.inner_text()
    page.locator("[data-act=tab][data-tab=sources]").click()
    assert page.locator(".yj-collection", has_text="场馆").count() == 1
    page.locator("[data-view=shelf]").click()
    named.locator("[data-act=remove]").click()
    named.wait_for(state="detached")
    page.reload()
    page.wait_for_selector("body.yj-ready")
    page.locator("[data-view=shelf]").click()
    page.locator(".yj-removed summary").click()
    kept = page.locator(".yj-removed li", has_text="体育馆开放时间.txt")
    kept.locator("[data-act=unremove]").click()
    named.wait_for()
    named.locator("[data-act=remove]").click()
    named.wait_for(state="detached")
    page.locator(".yj-removed summary").click()
    page.once("dialog", lambda dialog: dialog.accept())
    kept.locator("[data-act=purge]").click()
    kept.wait_for(state="detached")


def test_a_notice_stays_its_own_time(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.locator("[data-view=shelf]").click()
    rows = page.locator("#yj-shelf tbody tr")
    rows.nth(1).wait_for()
    first = rows.nth(0).locator(".yj-shelf-name").inner_text()
    second = rows.nth(1).locator(".yj-shelf-name").inner_text()
    for name, pause in ((first, 9000), (second, 5000)):
        row = page.locator("#yj-shelf tbody tr", has_text=name)
        row.locator("[data-act=remove]").click()
        row.wait_for(state="detached")
        page.wait_for_timeout(pause)
    # The twelve seconds of the first are over, those of the second are not.
    page.locator(".yj-notice", has_text=second).locator("[data-act=unremove]").click()
    page.locator("#yj-shelf tbody tr", has_text=second).wait_for()
    page.locator(".yj-removed summary").click()
    page.locator(".yj-removed li", has_text=first).locator("[data-act=unremove]").click()
    page.locator("#yj-shelf tbody tr", has_text=first).wait_for()


def test_a_tick_stays_with_its_document(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.locator("[data-view=shelf]").click()
    rows = page.locator("#yj-shelf tbody tr")
    ticked = page.locator("#yj-shelf tbody tr:has([name=yj-row]:checked)")
    rows.nth(1).locator("[name=yj-row]").check()
    before, first = rows.nth(1).inner_text(), rows.first.get_attribute("data-name")
    rows.first.locator("[data-act=remove]").click()
    page.locator(f'#yj-shelf tbody tr[data-name="{first}"]').wait_for(state="detached")
    assert ticked.all_inner_texts() == [before]
    page.locator(".yj-notice [data-act=unremove]").click()
    page.locator(f'#yj-shelf tbody tr[data-name="{first}"]').wait_for()
    assert ticked.all_inner_texts() == [before]


def test_a_set_is_evaluated_and_its_report_downloaded(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    questions = deposit_set(tmp_path)
    visited = visit()
    page = visited.page
    page.locator("[data-view=trials]").click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-act=addset]").click()
    chooser.value.set_files(str(questions))
    page.get_by_text("已添加问题集").wait_for()
    page.locator("#yj-set").select_option("押金")
    page.locator("[data-act=trial]").click()
    page.get_by_text("没答好的问题（1）").wait_for()
    # The last word of the run may draw the page once more, with everything folded.
    page.wait_for_function(
        "() => { const one = document.querySelector('.yj-failure'); if (!one) return false;"
        " one.open = true; return one.querySelector('.yj-sides').innerText.includes('一千元'); }"
    )
    assert page.locator(".yj-types .yj-bar").count() >= 2
    with page.expect_download() as download:
        page.locator("[data-act=save][data-path*=report]").first.click()
    assert "answer_hit" in Path(download.value.path()).read_text(encoding="utf-8")
    ticks = page.locator("[name=yj-run]")
    before = ticks.count()
    page.locator("[data-act=trial]").click()
    ticks.nth(before).wait_for()
    for number in range(2):
        ticks.nth(number).check()
    page.locator("[data-act=compare]").click()
    page.get_by_text("p 值").wait_for()


def test_a_set_with_its_own_documents_is_evaluated(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    row = {
        "id": "1",
        "question": "球馆几点关门？",
        "answers": ["晚上八点"],
        "evidence": ["晚上八点"],
    }
    place = tmp_path / "球馆.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("questions.jsonl", json.dumps(row, ensure_ascii=False))
        archive.writestr("documents/球馆.txt", "球馆每天晚上八点关门，周一不开放。")
    visited = visit(language="en")
    page = visited.page
    page.locator("[data-view=trials]").click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-act=addset]").click()
    chooser.value.set_files(str(place))
    page.get_by_text("Added the set 球馆").wait_for()
    page.locator("[data-act=trial]").click()
    page.get_by_text("asked of its own documents (1)").wait_for()
    assert page.locator("abbr[title='answer_hit']").first.inner_text() == "Right answers"
    assert page.locator("#yj-document-rows", has_text="球馆").count() == 0
    assert visited.errors == []


def test_it_can_be_installed(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    manifest = page.locator("link[rel=manifest]").first.get_attribute("href")
    assert manifest is not None
    told = page.evaluate("async (path) => (await fetch(path)).json()", manifest)
    assert told["display"] == "standalone"
    page.wait_for_function(
        "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
    )
