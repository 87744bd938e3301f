"""The page of documents lists many of them a leaf at a time, and finds any by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ui.chat.conftest import context_over, event, request

from youju import Library
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.sifting import ROWS, Sifting, Siftings


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("many") / "library") as opened:
        for number in range(ROWS + 4):
            opened.add_bytes(f"第{number}号。".encode(), f"通知{number:03}.txt")
        opened.add_bytes("押金两千元。".encode(), "租赁合同.txt", collection="合同")
        yield opened


@pytest.fixture
def handlers(many: Library, tmp_path: Path, history: History) -> Handlers:
    return Handlers.over(context_over(many, tmp_path, history))


def names(shelf: str) -> list[str]:
    return re.findall(r'<tr data-document="[^"]*" data-name="([^"]*)"', shelf)


def sift(handlers: Handlers, session: str = "tab", **data: object) -> str:
    return handlers.page.sift("zh-CN", event(**data), request(session=session))


def test_the_list_comes_a_leaf_at_a_time(handlers: Handlers) -> None:
    first = handlers.page.listing("zh-CN", request())[2]
    assert len(names(first)) == ROWS
    assert f"第 1–{ROWS} 份，共 {ROWS + 5} 份" in first
    assert f'data-start="{ROWS}"' in first
    second = sift(handlers, start=str(ROWS), text="")
    assert len(names(second)) == 5
    assert set(names(first)) | set(names(second)) == {one.name for one in _all(handlers)}
    assert "下一页" not in second
    assert f"{ROWS + 5} 份文档，{ROWS + 5} 个段落" in second


def test_any_document_is_found_by_its_name_or_collection(handlers: Handlers) -> None:
    assert names(sift(handlers, text="租赁", start="0")) == ["租赁合同.txt"]
    assert names(sift(handlers, text="合同", start="0")) == ["租赁合同.txt"]
    assert names(sift(handlers, text="03 通知1", start="0")) == ["通知103.txt"]
    assert "没有名字里含有这些字的文档" in sift(handlers, text="不存在", start="0")


def test_what_is_listed_stays_when_the_library_changes_and_is_each_pages_own(
    handlers: Handlers,
) -> None:
    sift(handlers, text="租赁", start="0")
    assert names(handlers.page.listing("zh-CN", request())[2]) == ["租赁合同.txt"]
    assert len(names(handlers.page.listing("zh-CN", request(session="other"))[2])) == ROWS


@pytest.mark.parametrize("start", ["100000", "-1", "x", None, 7])
def test_a_leaf_that_is_not_there_is_the_nearest(handlers: Handlers, start: object) -> None:
    assert names(sift(handlers, text="", start=start))


def test_a_filter_is_shown_again_and_inert(handlers: Handlers) -> None:
    shown = sift(handlers, text='"><script>alert(1)</script>', start="0")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_siftings_of_pages_long_gone_are_forgotten() -> None:
    siftings = Siftings()
    for number in range(2_001):
        siftings.put(str(number), Sifting("x"))
    assert siftings.get("0") == Sifting()
    assert siftings.get("2000") == Sifting("x")


def _all(handlers: Handlers) -> tuple[object, ...]:
    return handlers.page.context.library.documents()
