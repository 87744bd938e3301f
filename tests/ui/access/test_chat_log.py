"""What is asked and changed in the chat: logged as by the other faces, and at the same desk as they are."""

import json
import threading
from types import SimpleNamespace

import anyio
import pytest
from anyio import to_thread
from tests.support import serving
from tests.support.serving import QUESTION
from tests.ui.chat.conftest import context_over, event

from youju.settings import ServerSettings, Settings
from youju_ui.access import Access, Role
from youju_ui.access.audit import FILE_NAME
from youju_ui.chat.choices import NO_CHOICES
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.ingestion import Upload
from youju_ui.web_api.conducting import ServedConduct
from youju_ui.web_api.people import name_of, rights_of
from youju_ui.web_api.service import Service

# Gradio's own use of pandas; warnings are errors here.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

EDITOR = Access("user:王小满", Role.EDITOR, frozenset({"default"}))


def by(access):
    """A request of the chat that the gate let through."""
    inner = SimpleNamespace(scope={"state": {"access": access}})
    return SimpleNamespace(request=inner, session_hash="tab", username=None)


@pytest.fixture
def opened(library, tmp_path):
    """The handlers of a chat whose server logs, and the server's service."""
    from dataclasses import replace

    server = ServerSettings(concurrency=1, audit="always", audit_content=True)
    service = Service.over(library, settings=Settings(server=server))
    history = History(tmp_path / "conversations.sqlite")
    plain = context_over(library, tmp_path, history)
    conduct = ServedConduct(service)
    context = replace(plain, rights=rights_of, user_name=name_of, conduct=conduct)
    yield Handlers.over(context), service
    service.close()
    history.close()


def lines(library):
    """The log, without its times."""
    written = (library.path / FILE_NAME).read_text(encoding="utf-8").splitlines()
    return [{k: v for k, v in json.loads(one).items() if k != "time"} for one in written]


def ask(handlers, question=QUESTION):
    """Ask as Gradio has it asked: in a thread of the event loop."""

    def asked():
        return list(handlers.questions.ask(question, "", "zh-CN", NO_CHOICES, by(EDITOR)))

    return to_thread.run_sync(asked)


def test_a_question_of_the_page_is_logged_with_who_asked_it(opened, library):
    handlers, _ = opened
    shown = anyio.run(ask, handlers)
    assert "10天" in str(shown[-1])
    assert lines(library) == [{"who": "user:王小满", "action": "chat.ask", "content": QUESTION}]


def test_documents_added_renamed_removed_and_put_back_are_logged(opened, library, tmp_path):
    handlers, _ = opened
    sent = tmp_path / "sent.txt"
    sent.write_text("食堂每天中午十二点开饭。", encoding="utf-8")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK no archive")
    uploads = [Upload(sent, "食堂.txt"), Upload(broken, "坏.docx")]
    handlers.adding.receive(uploads, "zh-CN", "default", by(EDITOR))
    list(handlers.adding.add("zh-CN", by(EDITOR)))
    (document,) = [one for one in library.documents() if one.name == "食堂.txt"]
    this = event(document=document.id, name="饭堂")
    handlers.shelf.rename("zh-CN", this, by(EDITOR))
    handlers.shelf.remove("zh-CN", this, by(EDITOR))
    handlers.shelf.unremove("zh-CN", this, by(EDITOR))
    told = {"who": "user:王小满", "document": document.id, "collection": "default"}
    assert lines(library) == [
        {**told, "action": "document.add", "name": "食堂.txt"},
        {**told, "action": "document.rename", "name": "饭堂.txt"},
        {**told, "action": "document.remove", "name": "饭堂.txt"},
        {**told, "action": "document.restore", "name": "饭堂.txt"},
    ]


def test_what_may_not_be_changed_is_not_logged(opened, library):
    handlers, _ = opened
    (hidden,) = [one for one in library.documents() if one.collection == "报告"]
    handlers.shelf.remove("zh-CN", event(document=hidden.id), by(EDITOR))
    assert not (library.path / FILE_NAME).exists()


def test_the_chat_and_the_apis_share_the_questions_answered_at_once(opened, library, monkeypatch):
    handlers, service = opened
    inside, most, lock, go = 0, 0, threading.Lock(), threading.Event()
    answer = library.ask

    def watched(*arguments, **options):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        try:
            go.wait(30)
            return answer(*arguments, **options)
        finally:
            with lock:
                inside -= 1

    monkeypatch.setattr(library, "ask", watched)

    async def both():
        async with anyio.create_task_group() as tasks:
            for number in range(3):
                tasks.start_soon(ask, handlers, f"{QUESTION}{number}")
                tasks.start_soon(service.desk.run, lambda: library.ask(QUESTION))
            with anyio.fail_after(30):
                while service.desk.inside < 6:
                    await anyio.sleep(0.01)
            go.set()

    anyio.run(both)
    assert most == 1
    assert service.desk.inside == 0


def test_a_question_given_up_while_it_waits_leaves_no_place_taken(opened):
    _, service = opened
    go = threading.Event()

    async def left():
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(service.desk.run, lambda: go.wait(10))
            await anyio.sleep(0.02)

            def waiting():
                with service.desk.turn():
                    raise AssertionError("there was no turn")

            with anyio.move_on_after(0.1):
                await to_thread.run_sync(waiting)
            go.set()

    try:
        anyio.run(left)
    except BaseExceptionGroup as group:
        assert not group.subgroup(AssertionError)
    assert service.desk.inside == 0


def test_the_served_chat_logs_its_programs(library):
    """Through the application as it is served, with a key."""
    import gc
    import warnings

    from youju_ui.access import Registry
    from youju_ui.server import build

    registry = Registry(library.path)
    _, key = registry.create_key("reader")
    registry.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = build(library, settings=Settings())
        gc.collect()
    from fastapi.testclient import TestClient

    with TestClient(app, base_url=serving.BASE) as client:
        headers = {"authorization": f"Bearer {key}"}
        for name, data in (("ask", [QUESTION, *[None] * 6]), ("search", ["年假", 3])):
            begun = client.post(
                f"/gradio_api/call/{name}", json={"data": data}, headers=headers
            ).json()
            told = client.get(f"/gradio_api/call/{name}/{begun['event_id']}", headers=headers).text
            assert "event: complete" in told
    assert lines(library) == [
        {"who": "key:reader", "action": "chat.ask"},
        {"who": "key:reader", "action": "chat.search"},
    ]
