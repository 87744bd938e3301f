"""``youju serve --host 0.0.0.0`` as it is typed: refused while anyone could come in, then guarded."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.support.serving import HANDBOOK, QUESTION

NAME, PASSWORD = "王小满", "正确的 马 电池"
HTML = {"accept": "text/html"}


def command(library: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "youju_ui.cli", "--library", str(library), *words]


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, **more}


def typed(
    library: Path, *words: str, said: str = "", lang: str = "zh-CN"
) -> subprocess.CompletedProcess[str]:
    """What somebody types, and what he is asked for on standard input."""
    return subprocess.run(
        command(library, "--lang", lang, *words),
        input=said,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
        env=environment(),
    )


SERVE = ("serve", "--host", "0.0.0.0", "--port", "0", "--no-open")


@dataclass(frozen=True)
class Place:
    """A server that listens on every address, asked over loopback."""

    address: str
    key: str

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=60, trust_env=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("others")
    (place / "员工手册.md").write_text(HANDBOOK, encoding="utf-8")
    added = typed(place / "library", "add", str(place / "员工手册.md"))
    assert added.returncode == 0, added.stderr
    return place / "library"


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_without_user_or_key_it_does_not_start_and_says_what_to_type(
    tmp_path: Path, lang: str
) -> None:
    done = typed(tmp_path / "library", *SERVE, lang=lang)
    assert done.returncode == 1
    assert "youju users add" in done.stderr
    assert "youju keys create" in done.stderr
    assert "0.0.0.0" in done.stderr
    assert not (tmp_path / "library").exists()


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[Place]:
    """After a user and a key were made as the refusal says."""
    added = typed(folder, "users", "add", NAME, said=f"{PASSWORD}\n")
    assert added.returncode == 0, added.stderr
    made = typed(folder, "keys", "create", "网页", "--collection", "default")
    assert made.returncode == 0, made.stderr
    with subprocess.Popen(
        command(folder, *SERVE), stderr=subprocess.PIPE, text=True, env=environment()
    ) as server:
        assert server.stderr is not None
        told = ""
        for line in server.stderr:
            told += line
            if port := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                break
        else:
            raise AssertionError(told)
        for_others = server.stderr.readline()
        assert f"端口 {port[1]}" in for_others or f"port {port[1]}" in for_others
        try:
            yield Place(f"http://127.0.0.1:{port[1]}", made.stdout.strip())
        finally:
            server.send_signal(signal.SIGTERM)
            server.stderr.read()
    assert server.returncode == 0


def test_nobody_gets_anything_without_a_key_or_a_login(place: Place) -> None:
    with place.client() as client:
        page = client.get("/", headers=HTML)
        assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2F")
        for path in ("/api/v1/documents", "/v1/models", "/metrics", "/gradio_api/info"):
            assert client.get(path).status_code == 401, path
        body = {"question": QUESTION}
        refused = client.post("/api/v1/ask", json=body)
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["code"] == "key_needed"
        assert client.post("/mcp", json={}).status_code == 401
        alive = client.get("/healthz").json()
        assert alive["status"] == "ok"
        assert "documents" not in alive


def test_a_user_logs_in_and_has_the_chat_and_the_apis(place: Place) -> None:
    with place.client() as client:
        sent = {"name": NAME, "password": "falsch", "next": "/"}
        assert client.post("/login", data=sent).status_code == 401
        entered = client.post("/login", data={**sent, "password": PASSWORD})
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        page = client.get("/", headers=HTML)
        assert page.status_code == 200
        assert "gradio" in page.text
        answer = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert "10天" in answer["answer"]
        file = {"file": ("a.txt", b"text")}
        assert client.post("/api/v1/documents", files=file).status_code == 403
        client.post("/logout")
        assert client.get("/", headers=HTML).status_code == 303


def test_a_key_asks_and_the_link_of_its_citation_opens_after_a_login_with_the_key(
    place: Place,
) -> None:
    with place.client() as client:
        bearer = {"authorization": f"Bearer {place.key}"}
        answer = client.post("/api/v1/ask", json={"question": QUESTION}, headers=bearer).json()
        citation = answer["citations"][0]
        path = f"/passages/{citation['passage_id']}"
        # As a browser opens the widget's link: without the key, so by way of the login page.
        led = client.get(path, headers=HTML)
        assert led.status_code == 303
        form = client.get(led.headers["location"], headers=HTML)
        wanted = re.search(r'name="next" value="([^"]*)"', form.text)
        assert wanted is not None
        assert wanted[1] == path
        sent = {"name": "", "password": place.key, "next": wanted[1]}
        entered = client.post("/login", data=sent)
        assert (entered.status_code, entered.headers["location"]) == (303, path)
        page = client.get(path, headers=HTML)
        assert page.status_code == 200
        assert citation["text"][:10] in page.text
