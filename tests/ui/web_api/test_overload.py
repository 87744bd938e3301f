"""More questions than can be answered: refused at once, with a time to come back, and then answered again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.support import serving
from tests.support.serving import QUESTION

from youju.schema import Change, Outcome

BODIES = {
    "/api/v1/search": {"query": QUESTION},
    "/api/v1/ask": {"question": QUESTION},
    "/v1/chat/completions": {"messages": [{"role": "user", "content": QUESTION}]},
    "/dify/retrieval": {
        "knowledge_id": "default",
        "query": QUESTION,
        "retrieval_setting": {"top_k": 1},
    },
}


@pytest.fixture
def held(library, monkeypatch):
    """A library that answers nothing until the event is set."""
    go = threading.Event()
    search, ask = library.search, library.ask

    def held_search(*arguments, **options):
        go.wait(30)
        return search(*arguments, **options)

    def held_ask(*arguments, **options):
        go.wait(30)
        return ask(*arguments, **options)

    yield_app = serving.application(library, concurrency=1, queue=2)
    with serving.client(yield_app) as client:
        monkeypatch.setattr(library, "search", held_search)
        monkeypatch.setattr(library, "ask", held_ask)
        yield client, go
        go.set()


def fill(client, pool):
    """Take every place: one is worked on, two wait."""
    sent = [pool.submit(client.post, "/api/v1/search", json={"query": QUESTION}) for _ in range(3)]
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if "\nyouju_questions 3\n" in client.get("/metrics").text:
            return sent
        time.sleep(0.02)
    raise AssertionError("the places were not taken")


@pytest.mark.parametrize("path", BODIES)
def test_beyond_its_places_every_face_refuses_at_once_and_recovers(held, path):
    client, go = held
    with ThreadPoolExecutor(3) as pool:
        sent = fill(client, pool)
        begun = time.perf_counter()
        refused = client.post(path, json=BODIES[path])
        took = time.perf_counter() - begun
        assert refused.status_code == 503
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert took < 1
        streamed = client.post(path, json={**BODIES[path], "stream": True})
        assert streamed.status_code in {422, 503}
        go.set()
        assert [one.result().status_code for one in sent] == [200, 200, 200]
    assert client.post(path, json=BODIES[path]).status_code == 200
    assert "\nyouju_questions 0\n" in client.get("/metrics").text
    assert 'youju_events_total{event="question_refused"}' in client.get("/metrics").text


def test_a_full_desk_leaves_everything_else_alone(held, library):
    client, _ = held
    with ThreadPoolExecutor(3) as pool:
        fill(client, pool)
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200
        upload = client.post("/api/v1/documents", files={"file": ("新.txt", b"new text")})
        assert serving.finished(client, upload.headers["location"])["state"] == "done"
        held[1].set()


def test_an_upload_that_takes_long_holds_up_no_question(library, monkeypatch):
    started, go = threading.Event(), threading.Event()

    def slow(data, name, **options):
        started.set()
        go.wait(30)
        return Outcome(name, Change.UNCHANGED)

    monkeypatch.setattr(library, "add_bytes", slow)
    with serving.client(serving.application(library)) as client:
        for number in range(3):
            client.post("/api/v1/documents", files={"file": (f"{number}.txt", b"x")})
        assert started.wait(10)
        answer = client.post("/api/v1/ask", json={"question": QUESTION})
        assert answer.json()["status"] == "answered"
        states = [one["state"] for one in client.get("/api/v1/jobs").json()["jobs"]]
        assert states == ["queued", "queued", "running"]
        go.set()


def test_a_client_that_leaves_gives_its_place_back(held):
    client, go = held
    with client.stream(
        "POST", "/api/v1/ask", json={"question": QUESTION, "stream": True}
    ) as answer:
        assert answer.status_code == 200
        go.set()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if "\nyouju_questions 0\n" in client.get("/metrics").text:
            return
        time.sleep(0.02)
    raise AssertionError("the place was not given back")


def test_too_many_uploads_are_told_to_wait(library, monkeypatch):
    go = threading.Event()

    def slow(data, name, **options):
        go.wait(30)
        return Outcome(name, Change.UNCHANGED)

    monkeypatch.setattr(library, "add_bytes", slow)
    with serving.client(serving.application(library)) as client:
        codes = set()
        for number in range(110):
            answer = client.post("/api/v1/documents", files={"file": (f"{number}.txt", b"x")})
            codes.add(answer.status_code)
        assert codes == {202, 503}
        assert answer.headers["retry-after"]
        go.set()
