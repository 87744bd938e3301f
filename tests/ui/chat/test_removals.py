"""Removed documents: kept aside over a restart, put back whole, deleted for good after their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.encoders import BigramEncoder
from tests.ui.chat.conftest import context_over, event, request
from tests.ui.chat.test_shelf import TEXT, add, only, upload

from youju import Library
from youju.errors import AlreadyThereError
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.originals import Originals
from youju_ui.chat.removals import KEPT_DAYS, Removals

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def after_restart(own: Library, tmp_path: Path, history: History) -> Handlers:
    return Handlers.over(context_over(own, tmp_path, history))


def removals(own: Library, tmp_path: Path, *, days: float = 0.0) -> Removals:
    originals = Originals(tmp_path / "originals")
    return Removals(originals, own.path / "removed", now=lambda: NOW + timedelta(days=days))


def test_a_removed_document_comes_back_after_a_restart(
    own: Library, tmp_path: Path, history: History
) -> None:
    before = after_restart(own, tmp_path, history)
    add(before, upload(tmp_path), collection="馆")
    document = own.document(only(own).id)
    passages = own.passages(document.id)
    vectors = own.store.vectors([passages[0].id])
    told, *_ = before.shelf.remove("zh-CN", event(document=document.id), request())
    assert f"{KEPT_DAYS} 天内可以放回" in told
    assert own.documents() == ()
    again = after_restart(own, tmp_path, history)
    _, _, page = again.page.listing("zh-CN", request())
    assert "最近移除（1）" in page
    assert "馆 · 20" in page
    again.shelf.unremove("zh-CN", event(document=document.id), request())
    assert own.document(document.id) == document
    assert own.passages(document.id) == passages
    assert (own.store.vectors([passages[0].id]) == vectors).all()
    assert again.shelf.context.originals.find(document) == TEXT.encode()
    assert own.check() == ()
    assert "最近移除" not in again.page.listing("zh-CN", request())[2]


def test_what_is_kept_is_found_by_no_question(own: Library, tmp_path: Path) -> None:
    own.add_bytes(TEXT.encode(), "图书馆.txt")
    removals(own, tmp_path).remove(own, only(own).id)
    assert own.search("图书馆几点开门") == ()
    assert own.stats().documents == 0


def test_after_its_time_it_is_gone_from_the_disk(own: Library, tmp_path: Path) -> None:
    own.add_bytes(TEXT.encode(), "图书馆.txt")
    document = only(own)
    removals(own, tmp_path).originals.keep(document, TEXT.encode())
    removals(own, tmp_path).remove(own, document.id)
    assert len(removals(own, tmp_path, days=KEPT_DAYS).kept(own, None)) == 1
    later = removals(own, tmp_path, days=KEPT_DAYS + 0.1)
    assert later.kept(own, None) == ()
    assert not (own.path / "removed").exists()
    assert list((tmp_path / "originals").iterdir()) == []
    assert later.restore(own, document.id, readable=None) is None


def test_only_what_is_old_goes(own: Library, tmp_path: Path) -> None:
    for name, days in (("旧.txt", 0), ("新.txt", 20)):
        own.add_bytes(f"{name}：{TEXT}".encode(), name)
        removals(own, tmp_path, days=days).remove(own, only(own).id)
    (kept,) = removals(own, tmp_path, days=KEPT_DAYS + 1).kept(own, None)
    assert kept.document.name == "新.txt"
    assert kept.since == NOW + timedelta(days=20)
    assert "youju.removed" not in kept.document.metadata


def test_a_document_added_again_is_not_overwritten(own: Library, tmp_path: Path) -> None:
    own.add_bytes(TEXT.encode(), "图书馆.txt")
    held = removals(own, tmp_path)
    removed = held.remove(own, only(own).id)
    own.add_bytes(b"a newer text", "图书馆.txt")
    with pytest.raises(AlreadyThereError):
        held.restore(own, removed.id, readable=None)
    assert own.document(removed.id).text.strip() == "a newer text"
    assert len(held.kept(own, None)) == 1


def test_whoever_may_not_read_it_neither_sees_restores_nor_deletes_it(
    own: Library, tmp_path: Path, history: History
) -> None:
    handlers = after_restart(own, tmp_path, history)
    add(handlers, upload(tmp_path), collection="馆")
    this = event(document=only(own).id)
    handlers.shelf.remove("zh-CN", this, request())
    for who in (request("乙", readable="other"), request("丙", edits=False)):
        assert "最近移除" not in handlers.page.listing("zh-CN", who)[2]
        for act in (handlers.shelf.unremove, handlers.shelf.purge):
            told, *_ = act("zh-CN", this, who)
            assert "来不及" in told or "你的权限是 reader" in told
    assert "最近移除（1）" in handlers.page.listing("zh-CN", request())[2]
    told, *_ = handlers.shelf.purge("zh-CN", this, request())
    assert "已彻底删除《图书馆.txt》" in told
    assert "来不及" in handlers.shelf.unremove("zh-CN", this, request())[0]
    assert not (own.path / "removed").exists()


def test_what_another_model_encoded_is_encoded_again_to_be_put_back(tmp_path: Path) -> None:
    place, originals = tmp_path / "library", Originals(tmp_path / "originals")
    with Library.open(place, encoder=BigramEncoder()) as former:
        former.add_bytes(TEXT.encode(), "图书馆.txt")
        removed = Removals(originals, tmp_path / "removed").remove(former, only(former).id)
    with Library.open(tmp_path / "other") as own:
        held = Removals(originals, tmp_path / "removed")
        assert [one.document.name for one in held.kept(own, None)] == ["图书馆.txt"]
        assert held.restore(own, removed.id, readable=None) is not None
        assert "九点" in own.ask("白鹭镇图书馆几点开门？").text
        assert own.check() == ()
