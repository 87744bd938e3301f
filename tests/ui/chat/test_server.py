"""The application: who may ask, what the pages are, and where it refuses to start."""

from __future__ import annotations

import gc
import json
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from youju import Library
from youju.errors import ConfigError
from youju.schema import Change
from youju.settings import ServerSettings, Settings
from youju_ui.assets import demo_documents, demo_text
from youju_ui.chat.examples import DemoExamples, DrawnExamples
from youju_ui.chat.language import language_of
from youju_ui.chat.listening import is_loopback, listen
from youju_ui.chat.opening import Preparation
from youju_ui.chat.reader import Reader
from youju_ui.server import build, serve

BASE = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    # Gradio leaves event loops of its own open while it is built; they are collected here, where
    # their warnings are not ours.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = build(library, settings=Settings())
        gc.collect()
    with TestClient(app, base_url=BASE) as opened:
        yield opened


def test_the_health_check_counts_documents(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["documents"] == 2
    assert answer.json()["preparing"] is False


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:7860", "", "[::1"]
)
def test_a_foreign_host_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/healthz", headers={"host": host})
    assert answer.status_code == 403
    assert "127.0.0.1" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:9", "[::1]:7860", "LOCALHOST"])
def test_the_names_of_this_machine_are_welcome(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:9999"])
def test_a_page_elsewhere_cannot_post(client: TestClient, origin: str) -> None:
    answer = client.post("/gradio_api/queue/join", json={}, headers={"origin": origin})
    assert answer.status_code == 403


def test_every_answer_carries_a_policy_that_names_no_other_host(client: TestClient) -> None:
    for path in ("/", "/healthz", "/passages/none"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_a_passage_has_a_page_of_its_own(client: TestClient, library: Library) -> None:
    citation = library.ask("白鹭镇2024年地区生产总值是多少？").citations[0]
    quote = citation.quotes[0].span
    answer = client.get(
        f"/passages/{citation.passage.id}", params={"quotes": f"{quote.start}-{quote.end}"}
    )
    assert answer.status_code == 200
    assert "<mark>" in answer.text
    assert "白鹭镇报告.txt" in answer.text


def test_assistants_find_the_tools_under_mcp(client: TestClient) -> None:
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "search", "arguments": {"query": "白鹭镇粮食总产量"}},
    }
    accept = {"accept": "application/json, text/event-stream"}
    answer = client.post("/mcp", json=body, headers=accept)
    assert answer.status_code == 200
    found = answer.json()["result"]["structuredContent"]["results"][0]
    assert found["url"] == f"{BASE}/passages/{found['id']}"
    assert client.get(f"/passages/{found['id']}").status_code == 200
    foreign = {**accept, "origin": "https://evil.example"}
    assert client.post("/mcp", json=body, headers=foreign).status_code == 403


def test_an_unknown_passage_is_told_in_the_readers_language(client: TestClient) -> None:
    answer = client.get("/passages/none", headers={"accept-language": "en-GB,en;q=0.8"})
    assert answer.status_code == 404
    assert "No such passage" in answer.text
    assert "没有这个段落" in client.get("/passages/none?lang=zh").text


def test_files_of_the_machine_are_not_served(client: TestClient) -> None:
    assert client.get("/gradio_api/file=/etc/passwd").status_code in {403, 404}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.com", "::"])
def test_off_loopback_it_refuses_to_start(tmp_path: Path, host: str) -> None:
    settings = Settings(server=ServerSettings(host=host))
    with pytest.raises(ConfigError, match="Refusing") as caught:
        serve(tmp_path / "library", settings=settings, open_browser=False)
    assert "登录" in caught.value.message.zh
    assert not (tmp_path / "library").exists()


def test_loopback_addresses_are_known() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("10.0.0.1")


def test_a_taken_port_is_told_with_a_free_one(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        settings = Settings(server=ServerSettings(port=port))
        with pytest.raises(ConfigError, match=f"{port} is in use") as caught:
            serve(tmp_path / "library", settings=settings, open_browser=False)
    assert "--port 0" in caught.value.message.zh
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))


@pytest.mark.parametrize(
    ("query", "cookies", "accept", "expected"),
    [
        ({}, {}, "zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        ({}, {}, "en-US,en;q=0.9,zh;q=0.8", "en"),
        ({}, {"youju_language": "en"}, "zh-CN", "en"),
        ({"lang": "zh"}, {"youju_language": "en"}, "en", "zh-CN"),
        ({}, {}, "", "zh-CN"),
        ({}, {}, "fr;q=x", "zh-CN"),
    ],
)
def test_the_language_follows_choice_then_browser(
    query: dict[str, str], cookies: dict[str, str], accept: str, expected: str
) -> None:
    headers = {"accept-language": accept}
    assert language_of(query=query, cookies=cookies, headers=headers, default="zh-CN") == expected


def test_the_demo_has_questions_in_both_languages(library: Library) -> None:
    assert len(DemoExamples().questions("zh-CN", Reader(library))) >= 4
    assert len(DemoExamples().questions("en", Reader(library))) >= 4


def test_questions_are_drawn_from_the_library_and_answered_by_it(library: Library) -> None:
    questions = DrawnExamples().questions("zh-CN", Reader(library))
    assert all(library.ask(question).citations for question in questions)


def test_a_preparation_adds_paths_in_the_background_and_tells_failures(tmp_path: Path) -> None:
    (tmp_path / "好.txt").write_text("图书馆每天九点开门。", encoding="utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    told: list[str] = []
    with Library.open(tmp_path / "library") as library:
        paths = (tmp_path / "好.txt", tmp_path / "坏.pdf")
        preparation = Preparation(library, lambda message: told.append(message.zh), paths=paths)
        preparation.start()
        until = time.monotonic() + 60
        while preparation.state() is not None and time.monotonic() < until:
            time.sleep(0.05)
        preparation.stop()
        assert [document.name for document in library.documents()] == ["好.txt"]
    assert any(line.startswith("没有加入 坏.pdf") for line in told)


@pytest.mark.slow
def test_the_demo_answers_its_own_examples(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        for sample in demo_documents():
            outcome = library.add_bytes(sample.read_bytes(), sample.name)
            assert outcome.change is Change.ADDED, outcome.error
        entries = json.loads(demo_text("examples.json"))
        for entry in (*entries["zh-CN"], *entries["en"]):
            earlier = [entry["follows"]] if "follows" in entry else []
            answer = library.ask(entry["question"], history=earlier)
            assert answer.status.value == entry.get("expected", "answered"), entry["question"]


def test_naming_the_server_loads_no_heavy_library() -> None:
    code = (
        "import sys, youju_ui.server;"
        "print([name for name in ('gradio', 'torch', 'sentence_transformers', 'faiss') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
