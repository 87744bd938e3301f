"""Adding files as a person does it: chosen, dropped, in folders, at the same time, stopped, failing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser


def test_two_files_one_bad_are_told_apart_and_the_good_one_is_added(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    good, bad = tmp_path / "图书馆（开放时间）.txt", tmp_path / "坏的.pdf"
    good.write_text("白鹭镇图书馆每天上午九点开门，周一闭馆。", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 broken")
    visited = visit()
    page = visited.page
    page.locator("#yj-uploads input[type=file]").set_input_files([str(bad), str(good)])
    page.locator(".yj-additions-end").wait_for()
    failed = page.locator(".yj-additions li[data-state=failed]")
    assert "坏的.pdf" in failed.inner_text()
    assert "没有加入" in failed.inner_text()
    assert (
        "图书馆（开放时间）.txt" in page.locator(".yj-additions li[data-state=done]").inner_text()
    )
    visited.ask("白鹭镇图书馆周几闭馆？")
    assert "周一" in page.locator(".yj-short").last.inner_text()
    page.locator("[data-view=shelf]").click()
    row = page.locator("#yj-shelf tbody tr", has_text="图书馆（开放时间）")
    row.locator("[data-act=remove]").click()
    row.wait_for(state="detached")


def test_files_chosen_while_others_are_sent_are_added_too(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    visited = visit()
    page = visited.page
    # On a slow network the drop zone is still sending when the next file is chosen.
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.route("**/upload?*", hold_the_first)
    names = ("一（甲）.txt", "二（乙）.txt", "三（丙）.txt", "四（丁）.txt")
    for name in names:
        place = tmp_path / name
        place.write_text(f"白鹭镇{name}里写着电话号码。", encoding="utf-8")
        with page.expect_file_chooser() as chooser:
            page.locator("#yj-uploads").click()
        chooser.value.set_files(str(place))
    page.locator("#yj-uploads[data-waiting='还有 3 份等着上传']").wait_for()
    held[0].continue_()
    for name in names:
        page.locator("#yj-document-rows li", has_text=name).wait_for()
    assert page.locator("#yj-uploads[data-waiting^='还有']").count() == 0
    page.locator("[data-view=shelf]").click()
    # Taken away faster than the server answers, and all of them go.
    page.evaluate(
        """async names => {
            const rows = [...document.querySelectorAll("#yj-shelf tbody tr")];
            for (const row of rows.filter(row => names.includes(row.dataset.name))) {
                row.querySelector("[data-act=remove]").click();
                await new Promise(done => setTimeout(done, 15));
            }
        }""",
        list(names),
    )
    for name in names:
        page.locator("#yj-shelf tbody tr", has_text=name).wait_for(state="detached")


def test_a_folder_is_chosen_and_files_are_dropped(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    inner = tmp_path / "资料" / "里层"
    inner.mkdir(parents=True)
    (inner / "泳池（时间）.txt").write_text("白鹭镇泳池每天早上七点开放。", encoding="utf-8")
    (inner / ".hidden.txt").write_text("不该加入。", encoding="utf-8")
    visited = visit()
    page = visited.page
    page.locator("[data-view=shelf]").click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-act=addfolder]").click()
    chooser.value.set_files(tmp_path / "资料")
    page.locator("#yj-shelf tbody tr", has_text="泳池（时间）.txt").wait_for()
    page.evaluate(
        "() => { const held = new DataTransfer();"
        " held.items.add(new File(['白鹭镇球场周二休息。'], '球场（拖放）.txt'));"
        " for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent("
        "new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true })); }"
    )
    page.locator("#yj-shelf tbody tr", has_text="球场（拖放）.txt").wait_for()
    dropped = tmp_path / "拖来的" / "里层"
    dropped.mkdir(parents=True)
    (dropped / "影院（夜场）.txt").write_text("白鹭镇影院夜场十点开始。", encoding="utf-8")
    (dropped / ".hidden.txt").write_text("不该加入。", encoding="utf-8")
    drop(page, dropped.parent)
    page.locator("#yj-shelf tbody tr", has_text="影院（夜场）.txt").wait_for()
    assert page.locator("#yj-shelf tbody tr", has_text="hidden").count() == 0
    for name in ("泳池（时间）.txt", "球场（拖放）.txt", "影院（夜场）.txt"):
        row = page.locator("#yj-shelf tbody tr", has_text=name)
        row.locator("[data-act=remove]").click()
        row.wait_for(state="detached")


def drop(page: Page, place: Path) -> None:
    """Drop a file or folder of the disk on the page, as the system does it."""
    session = page.context.new_cdp_session(page)
    held = {"items": [], "files": [str(place)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 700, "y": 400, "data": held})


def test_a_file_that_failed_stays_told_while_the_next_one_is_added(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    bad, good = tmp_path / "坏表格.xlsx", tmp_path / "电话（总机）.txt"
    bad.write_bytes(b"PK broken")
    good.write_text("白鹭镇的总机号码写在公告栏里。", encoding="utf-8")
    visited = visit()
    page = visited.page
    for place in (bad, good):
        with page.expect_file_chooser() as chooser:
            page.locator("#yj-uploads").click()
        chooser.value.set_files(str(place))
    page.locator(".yj-additions li[data-state=done]", has_text=good.name).wait_for()
    failed = page.locator(".yj-additions li[data-state=failed]", has_text=bad.name)
    failed.wait_for()
    page.locator("[data-act=dismiss]").click()
    failed.wait_for(state="detached")
    page.locator("[data-view=shelf]").click()
    row = page.locator("#yj-shelf tbody tr", has_text=good.name)
    row.locator("[data-act=remove]").click()
    row.wait_for(state="detached")


def test_adding_can_be_stopped(visit: Callable[..., Visit], tmp_path: Path) -> None:
    places = []
    for number in range(3):
        place = tmp_path / f"长文{number}.txt"
        lines = (
            f"第{number}组第{line}条规定，编号为{line * 7}的事项应当单独处理并记录在案。"
            for line in range(1500)
        )
        place.write_text("\n".join(lines), encoding="utf-8")
        places.append(str(place))
    visited = visit()
    page = visited.page
    page.locator("#yj-uploads input[type=file]").set_input_files(places)
    # Each file says how far it is and how long it still takes.
    told = page.locator(".yj-additions li[data-state=busy]")
    told.filter(has_text=re.compile(r"建立索引 \d+/\d+ · 约剩 \d+ (秒|分钟)")).first.wait_for()
    assert told.filter(has_text="等待中").count() == 2
    # Meanwhile the drop zone is free for the next ones.
    assert page.locator("#yj-uploads button.upload-container:not(.icon-mode)").is_visible()
    late = tmp_path / "后来的.txt"
    late.write_text("后来才选的文件。", encoding="utf-8")
    page.locator("#yj-uploads input[type=file]").set_input_files(str(late))
    told.filter(has_text=late.name).filter(has_text="等待中").wait_for()
    page.locator("[data-act=halt]").click()
    page.locator(".yj-additions-end").wait_for()
    assert page.locator(".yj-additions li[data-state=stopped]").count() >= 3
    assert page.locator("#yj-document-rows li", has_text=late.name).count() == 0
    assert page.locator("#yj-document-rows li", has_text="长文2").count() == 0


def test_hostile_file_names_and_endless_lines_stay_inert(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    place = tmp_path / "<img src=x onerror=document.title='hacked'>\u202egnp.txt"
    place.write_text("无尽" * 50_000 + "<script>document.title='hacked'</script>", encoding="utf-8")
    visited = visit()
    page = visited.page
    page.locator("#yj-uploads input[type=file]").set_input_files(str(place))
    page.locator(".yj-additions-end").wait_for()
    page.locator("[data-view=shelf]").click()
    row = page.locator("#yj-shelf tbody tr", has_text="onerror")
    row.locator("[data-act=document]").click()
    page.locator("#yj-source .yj-document").wait_for()
    assert page.title() != "hacked"
    assert page.locator("#yj-shelf img, #yj-source img, #yj-document-rows img").count() == 0
    assert "\u202e" not in row.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    row.locator("[data-act=remove]").click()
    row.wait_for(state="detached")
    assert visited.errors == []
