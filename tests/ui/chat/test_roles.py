"""What readers and editors may change: every handler asks, and refuses in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.ui.chat.conftest import context_over, event, request
from tests.ui.chat.test_shelf import add, upload

from youju import Library
from youju.schema import Document
from youju_ui.chat.choices import NO_CHOICES
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.trialling import Trialling
from youju_ui.chat.trialruns import Trials

READER = request("甲", edits=False)
EDITOR_OF_A = request("乙", readable="A")
QUESTIONS = json.dumps(
    {"id": "1", "question": "图书馆几点开门？", "answers": ["九点"], "evidence": ["九点"]}
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add_bytes("A馆每天上午九点开门。".encode(), "甲.txt", collection="A")
        opened.add_bytes("B馆每天上午十点开门。".encode(), "乙.txt", collection="B")
        yield opened


@pytest.fixture
def handlers(own: Library, tmp_path: Path, history: History) -> Handlers:
    return Handlers.over(context_over(own, tmp_path, history))


def one(own: Library, name: str) -> Document:
    return next(document for document in own.documents() if document.name == name)


def told(handlers: Handlers, act: str, who: Any, **sent: object) -> str:
    """What somebody hears who sends an event by hand."""
    owner = handlers.adding if act == "reindex" else handlers.shelf
    done = getattr(owner, act)("zh-CN", event(**sent), who)
    return str(done[0] if isinstance(done, tuple) else list(done)[-1][0])


@pytest.mark.parametrize("act", ["reindex", "remove", "unremove", "rename", "move"])
def test_a_reader_who_sends_an_event_by_hand_changes_nothing(
    handlers: Handlers, own: Library, act: str
) -> None:
    before, generation = own.documents(), own.store.generation
    known = one(own, "甲.txt").id
    heard = told(
        handlers, act, READER, document=known, documents=[known], name="新", collection="B"
    )
    assert "你的权限是 reader" in heard
    assert own.documents() == before
    assert own.store.generation == generation


def test_a_reader_cannot_add_or_put_back(handlers: Handlers, own: Library, tmp_path: Path) -> None:
    sent = upload(tmp_path)
    assert "你的权限是 reader" in add(handlers, sent, collection="A", who=READER)
    assert not sent.path.exists()
    known = one(own, "甲.txt").id
    told(handlers, "remove", request(), document=known)
    assert "你的权限是 reader" in told(handlers, "unremove", READER, document=known)
    assert [document.name for document in own.documents()] == ["乙.txt"]


@pytest.mark.parametrize("act", ["reindex", "remove", "rename", "move"])
def test_an_editor_of_one_collection_cannot_touch_another(
    handlers: Handlers, own: Library, act: str
) -> None:
    generation = own.store.generation
    foreign = one(own, "乙.txt").id
    heard = told(
        handlers, act, EDITOR_OF_A, document=foreign, documents=[foreign], name="新", collection="A"
    )
    assert "没有这份文档" in heard
    assert own.store.generation == generation


def test_an_editor_moves_nothing_into_what_is_not_his(handlers: Handlers, own: Library) -> None:
    mine = one(own, "甲.txt").id
    for place in ("B", "新集合", ""):
        heard = told(handlers, "move", EDITOR_OF_A, documents=[mine], collection=place)
        assert "不归你管理" in heard
    assert one(own, "甲.txt").collection == "A"
    both = request("丙", readable="A,B")
    heard = told(handlers, "move", both, documents=[mine], collection="B")
    assert "已把《甲.txt》移到集合“B”" in heard
    assert 'data-act="moveback"' in heard
    assert one(own, "甲.txt").collection == "B"
    assert handlers.shelf.context.reader(EDITOR_OF_A).documents() == ()


def test_a_kept_answer_follows_its_document_into_another_collection(
    handlers: Handlers, own: Library
) -> None:
    who = request("乙", readable="A")
    *_, last = handlers.questions.ask("A馆几点开门？", "", "zh-CN", NO_CHOICES, who)
    conversation = event(conversation=str(last[0]))
    assert "九点" in handlers.keeping.open("zh-CN", conversation, who)[1]
    own.move(one(own, "甲.txt").id, collection="B")
    assert "无权阅读" in handlers.keeping.open("zh-CN", conversation, who)[1]
    own.move(one(own, "甲.txt").id, collection="A")
    assert "九点" in handlers.keeping.open("zh-CN", conversation, who)[1]


def test_what_one_may_not_do_is_not_offered(handlers: Handlers) -> None:
    *_, offered = handlers.page.listing("zh-CN", request())
    *_, looked = handlers.page.listing("zh-CN", READER)
    for act in ("add", "addfolder", "reindex", "rename", "move", "remove"):
        assert f'data-act="{act}"' in offered or act == "reindex"
        assert f'data-act="{act}"' not in looked
    assert "data-move" not in looked
    assert 'data-act="askonly"' in looked
    *_, mine = handlers.page.listing("zh-CN", EDITOR_OF_A)
    assert '<option value="A">' in mine
    assert '<option value="default">' not in mine
    assert "新建集合" not in mine


def test_the_first_collection_of_an_editor_takes_what_is_added(
    handlers: Handlers, own: Library, tmp_path: Path
) -> None:
    assert "已添加" in add(handlers, upload(tmp_path), collection="", who=EDITOR_OF_A)
    assert one(own, "图书馆.txt").collection == "A"


def test_a_reader_looks_at_evaluations_but_runs_none(
    own: Library, tmp_path: Path, history: History
) -> None:
    trials = Trials(tmp_path / "evaluations")
    trialling = Trialling(context_over(own, tmp_path, history), trials)
    trialling.add_set("zh-CN", event(name="题.jsonl", text=QUESTIONS), request())
    list(trialling.start("zh-CN", event(set="题"), request()))
    (run,) = trials.runs()
    (page,) = trialling.start("zh-CN", event(set="题"), READER)
    assert "你的权限是 reader" in page
    assert "题" in page
    assert 'data-act="trial"' not in page
    for act, sent in (("drop", {"run": run.folder.path.name}), ("add_set", {"name": "n"})):
        page = getattr(trialling, act)("zh-CN", event(**sent, text=QUESTIONS), READER)
        assert "你的权限是 reader" in page
    trialling.halt(READER)
    assert not trialling.stopped.is_set()
    assert len(trials.runs()) == 1
    assert trials.sets() == ("题",)
