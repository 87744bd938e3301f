"""Documents added, stopped, read again, renamed, removed and put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.ui.chat.conftest import context_over, event, request

from youju import Library
from youju.schema import Document, Progress, Stage
from youju_ui.chat.additions import Addition, render_additions
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.ingestion import Ingestion, Upload, time_left
from youju_ui.chat.originals import Originals
from youju_ui.chat.page import collections_of

TEXT = "白鹭镇图书馆每天上午九点开门，周一闭馆。"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def shelf(own: Library, tmp_path: Path, history: History) -> Handlers:
    return Handlers.over(context_over(own, tmp_path, history))


def upload(folder: Path, name: str = "图书馆.txt", text: str = TEXT) -> Upload:
    place = folder / f"sent-{name}"
    place.write_text(text, encoding="utf-8")
    return Upload(place, name)


def add(shelf: Handlers, sent: Upload, *, collection: str = "default", who: Any = None) -> str:
    received = shelf.adding.receive([sent], "zh-CN", collection, who or request())
    *_, last = shelf.adding.add("zh-CN", who or request())
    return str(last[0] if isinstance(last[0], str) else received)


def only(own: Library) -> Document:
    (document,) = own.documents()
    return document


def test_an_upload_goes_into_its_collection_and_its_original_is_kept(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    assert "已添加" in add(shelf, upload(tmp_path), collection="制度")
    document = only(own)
    assert document.collection == "制度"
    assert shelf.shelf.context.originals.find(document) == TEXT.encode()
    _, listed, page = shelf.page.listing("zh-CN", request())
    assert "图书馆.txt" in listed
    assert '<option value="制度">' in page
    assert collections_of(own.documents()) == ("default", "制度")


def test_nobody_adds_to_or_changes_what_he_may_not_read(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    stranger = request("乙", readable="other")
    assert "不归你管理" in add(shelf, upload(tmp_path), who=stranger)
    add(shelf, upload(tmp_path))
    document = only(own)
    this = event(document=document.id, name="新名字")
    for act in (shelf.shelf.remove, shelf.shelf.rename):
        told, *_ = act("zh-CN", this, stranger)
        assert "没有这份文档" in told
    assert only(own).name == "图书馆.txt"
    shelf.shelf.remove("zh-CN", this, request())
    told, *_ = shelf.shelf.unremove("zh-CN", this, stranger)
    assert "来不及" in told


def test_a_removed_document_comes_back_as_it_was(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    add(shelf, upload(tmp_path))
    document = only(own)
    before = own.passages(document.id)
    this = event(document=document.id)
    told, *_ = shelf.shelf.remove("zh-CN", this, request())
    assert 'data-act="unremove"' in told
    assert own.documents() == ()
    assert shelf.shelf.context.originals.find(document) is None
    shelf.shelf.unremove("zh-CN", this, request())
    assert own.passages(document.id) == before
    assert own.check() == ()
    assert own.ask("白鹭镇图书馆周几闭馆？").citations[0].passage.id == before[0].id
    assert shelf.shelf.context.originals.find(document) is not None


def test_a_document_keeps_its_suffix_and_passages_under_another_name(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    add(shelf, upload(tmp_path))
    document = only(own)
    before = [passage.id for passage in own.passages(document.id)]
    shelf.shelf.rename("zh-CN", event(document=document.id, name="../开放 时间"), request())
    assert only(own).name == "开放 时间.txt"
    assert [passage.id for passage in own.passages(document.id)] == before
    assert own.check() == ()
    shelf.shelf.rename("zh-CN", event(document=document.id, name="  "), request())
    assert only(own).name == "开放 时间.txt"


def test_reading_again_takes_the_file_as_it_is_now(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    place = tmp_path / "报告.txt"
    place.write_text("图书馆周一闭馆。", encoding="utf-8")
    own.add(place)
    place.write_text("图书馆周五闭馆，其余各天都开放。", encoding="utf-8")
    _, _, page = shelf.page.listing("zh-CN", request())
    assert "原文件已改动" in page
    list(shelf.adding.reindex("zh-CN", event(document=only(own).id), request()))
    assert "周五" in own.document(only(own).id).text
    assert place.is_file()
    place.write_bytes(b"\x00\x01\x02" * 50)
    list(shelf.adding.reindex("zh-CN", event(document=only(own).id), request()))
    assert "周五" in own.document(only(own).id).text
    place.unlink()
    *_, last = shelf.adding.reindex("zh-CN", event(document=only(own).id), request())
    assert "读不到" in last[0]
    assert len(own.documents()) == 1


def test_stopping_leaves_out_what_is_not_in_yet(own: Library, tmp_path: Path) -> None:
    stopped = Event()
    first, second = upload(tmp_path, "一.txt"), upload(tmp_path, "二.txt", "第二份文件的内容。")
    ingestion = Ingestion(own, Originals(tmp_path / "originals"), cancelled=stopped)
    states: list[tuple[Addition, ...]] = []
    for state in ingestion.take((first, second)):
        states.append(state)
        if state[0].finished:
            stopped.set()
    assert [one.cancelled for one in states[-1]] == [False, True]
    assert [one.name for one in own.documents()] == ["一.txt"]
    assert "已停止，没有加入" in render_additions(states[-1], "zh-CN")
    assert not second.path.exists()


def test_files_join_those_that_are_being_added_for_the_same_page(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    first, second = upload(tmp_path, "一.txt"), upload(tmp_path, "二.txt", "第二份文件的内容。")
    other = upload(tmp_path, "别人.txt", "别的页面的文件。")
    waiting = shelf.adding.receive([first], "zh-CN", "default", request())
    assert "等待中" in waiting
    adding = shelf.adding.add("zh-CN", request())
    next(adding)
    assert "一.txt" not in str(shelf.adding.receive([second], "zh-CN", "制度", request()))
    shelf.adding.receive([other], "zh-CN", "default", request(session="other"))
    *_, last = adding
    assert last[0].count('data-state="done"') == 2
    assert {(one.name, one.collection) for one in own.documents()} == {
        ("一.txt", "default"),
        ("二.txt", "制度"),
    }
    # The event that came with the second finds nothing left to do.
    ((told, *_),) = shelf.adding.add("zh-CN", request())
    assert not isinstance(told, str)


def test_files_that_wait_for_others_can_be_given_up(
    shelf: Handlers, own: Library, tmp_path: Path
) -> None:
    sent = upload(tmp_path)
    shelf.adding.receive([sent], "zh-CN", "default", request())
    assert "已停止，没有加入" in shelf.adding.halt("zh-CN", request())
    assert not sent.path.exists()
    list(shelf.adding.add("zh-CN", request()))
    assert own.documents() == ()


def test_what_comes_after_stopping_is_added(shelf: Handlers, own: Library, tmp_path: Path) -> None:
    first, second = upload(tmp_path, "一.txt"), upload(tmp_path, "二.txt", "第二份文件的内容。")
    third = upload(tmp_path, "三.txt", "第三份文件的内容。")
    shelf.adding.receive([first, second], "zh-CN", "default", request())
    for told, *_ in shelf.adding.add("zh-CN", request()):
        if 'data-state="done"' in told:
            shelf.adding.halt("zh-CN", request())
            shelf.adding.receive([third], "zh-CN", "default", request())
            break
    list(shelf.adding.add("zh-CN", request()))
    assert "三.txt" in {one.name for one in own.documents()}


def test_the_time_left_follows_the_pace() -> None:
    halfway = Progress("甲", 1, 1, Stage.ENCODE, done=50, total=150)
    assert time_left(halfway, 10.0) == pytest.approx(20.0)
    assert time_left(Progress("甲", 1, 1, Stage.PARSE), 10.0) is None
    busy = Addition("甲", progress=halfway, seconds_left=20.0)
    assert "约剩 20 秒" in render_additions([busy], "zh-CN")
    assert 'data-act="halt"' in render_additions([busy], "zh-CN")
    assert "about 5 min left" in render_additions(
        [Addition("a", progress=halfway, seconds_left=300.0)], "en"
    )


def test_an_original_that_was_changed_is_not_the_original(tmp_path: Path) -> None:
    place = tmp_path / "甲.txt"
    place.write_text("原来", encoding="utf-8")
    document = Document(
        id="d1", sha256="0" * 64, source=str(place), name="甲.txt", title="", text=""
    )
    originals = Originals(tmp_path / "kept")
    assert originals.find(document) is None
    relative = Document(id="d2", sha256="", source="甲.txt", name="甲.txt", title="", text="")
    assert not originals.is_there(relative)
