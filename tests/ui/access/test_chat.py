"""The chat under the gate: its pages, its programs and its events know who asks."""

import gc
import json
import time
import warnings

import pytest
from fastapi.testclient import TestClient
from tests.support import serving
from tests.support.serving import SECRET

from youju.settings import ServerSettings, Settings
from youju_ui.access import Registry, Role
from youju_ui.chat.app import INGESTION
from youju_ui.server import build
from youju_ui.web_api import people

# Gradio's own use of pandas; warnings are errors here.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUESTION = "白鹭镇2024年地区生产总值是多少？"


@pytest.fixture(scope="module")
def served(_served_library, tmp_path_factory):
    folder = tmp_path_factory.mktemp("chat") / "library"
    with serving.opened(_served_library, folder) as library:
        registry = Registry(folder)
        keys = {
            "all": registry.create_key("all")[1],
            "some": registry.create_key("some", collections=frozenset({"default"}))[1],
            "editor": registry.create_key("editor", role=Role.EDITOR)[1],
        }
        registry.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            app = build(library, settings=Settings())
            gc.collect()
        with TestClient(app, base_url=serving.BASE) as client:
            yield client, keys, library


def bearer(text):
    return {"authorization": f"Bearer {text}"}


def asked(client, name, data, headers):
    """What one of the chat's programs answers."""
    listed = client.get("/gradio_api/info", headers=headers).json()["named_endpoints"]
    (path,) = [one for one in listed if one.startswith(f"/{name}")]
    begun = client.post(f"/gradio_api/call{path}", json={"data": data}, headers=headers)
    assert begun.status_code == 200, begun.text
    event = begun.json()["event_id"]
    told = client.get(f"/gradio_api/call{path}/{event}", headers=headers).text
    assert "event: complete" in told
    return json.dumps(json.loads(told.rpartition("data: ")[2]), ensure_ascii=False)


def test_without_a_key_the_page_is_the_login(served):
    client, _, _ = served
    answer = client.get("/", headers={"accept": "text/html"}, follow_redirects=False)
    assert answer.headers["location"] == "/login?next=%2F"
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    assert client.get("/gradio_api/info").status_code == 401


def test_the_programs_of_the_chat_answer_within_the_rights_of_the_key(served):
    client, keys, _ = served
    assert SECRET in asked(client, "ask", [QUESTION, *[None] * 6], bearer(keys["all"]))
    told = asked(client, "ask", [QUESTION, *[None] * 6], bearer(keys["some"]))
    assert SECRET not in told
    assert "not_found" in told
    assert "白鹭镇" not in asked(client, "documents", [], bearer(keys["some"]))


def test_a_passage_opens_as_a_page_and_as_json_for_who_may_read_it(served):
    client, keys, library = served
    hidden = next(one for one in library.documents() if one.collection == "报告")
    passage = library.passages(hidden.id)[1]
    path = f"/passages/{passage.id}"
    page = client.get(path, headers={**bearer(keys["all"]), "accept": "text/html"})
    assert SECRET in page.text
    for found in (
        client.get(path, headers={**bearer(keys["all"]), "accept": "application/json"}),
        client.get(f"{path}?format=json", headers=bearer(keys["all"])),
        client.get(f"/api/v1{path}", headers=bearer(keys["all"])),
    ):
        assert found.json()["passage_id"] == passage.id
        assert found.json()["text"] == passage.text
        again = client.get(
            f"{path}?format=json",
            headers={**bearer(keys["all"]), "if-none-match": found.headers["etag"]},
        )
        assert (again.status_code, again.content) == (304, b"")
    for accept in ("text/html", "application/json"):
        refused = client.get(path, headers={**bearer(keys["some"]), "accept": accept})
        assert refused.status_code == 404
        assert "白鹭镇" not in refused.text


def event_told(client, number, headers, data, sent):
    """What the page hears after an event that a program sends by its number."""
    body = {"fn_index": number, "data": data, "event_data": sent, "session_hash": f"s{number}"}
    begun = client.post("/gradio_api/queue/join", json=body, headers=headers)
    assert begun.status_code == 200, begun.text
    path = f"/gradio_api/queue/data?session_hash=s{number}"
    lines = client.get(path, headers=headers).text.splitlines()
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line]
    return json.dumps(told, ensure_ascii=False)


def test_readers_change_nothing_through_the_chat(served):
    client, keys, library = served
    changing = {
        event.fn.__name__: number
        for number, event in client.app.state.blocks.fns.items()
        if event.concurrency_id == INGESTION
    }
    assert set(changing) == {"add", "remove", "reindex", "rename", "unremove", "purge", "move"}
    before = library.store.generation
    document = library.documents()[0]
    sent = {"document": document.id, "documents": [document.id], "name": "x", "collection": "y"}
    for name in sorted(set(changing) - {"add"}):
        told = event_told(client, changing[name], bearer(keys["all"]), [None], sent)
        assert "你的权限是 reader" in told, name
    assert library.store.generation == before
    assert len(library.documents()) == 2


def test_readers_files_are_turned_away_before_they_are_written(served):
    client, keys, _ = served
    upload = {"files": {"files": ("新.txt", b"x")}}
    refused = client.post("/gradio_api/upload", headers=bearer(keys["some"]), **upload)
    assert (refused.status_code, "reader" in refused.text) == (403, True)
    taken = client.post("/gradio_api/upload", headers=bearer(keys["editor"]), **upload)
    assert taken.status_code == 200


def test_a_request_that_passed_no_gate_reads_nothing():
    class Bare:
        request = None

    with pytest.raises(PermissionError):
        people.rights_of(Bare())


def test_the_server_is_ready_once_its_model_is_loaded(served):
    client, _, _ = served
    until = time.monotonic() + 30
    while client.get("/readyz").status_code != 200 and time.monotonic() < until:
        time.sleep(0.05)
    assert client.get("/readyz").json() == {"status": "ready"}


def test_off_loopback_any_name_is_welcome_and_everyone_is_asked(_served_library, tmp_path):
    with serving.opened(_served_library, tmp_path / "library") as library:
        settings = Settings(server=ServerSettings(host="0.0.0.0"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            app = build(library, settings=settings)
            gc.collect()
        with TestClient(app, base_url="http://files.example") as client:
            assert client.get("/healthz").json() == {"status": "ok", "preparing": False}
            assert client.get("/gradio_api/info").status_code == 401
