"""Files the chat hands out: page images, exports, judged answers, reports, what installing needs."""

from __future__ import annotations

import gc
import io
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from tests.ui.chat.test_markup import read

from youju import Library
from youju.settings import Settings
from youju_ui.assets import demo_documents
from youju_ui.chat.context import LOCAL_USER
from youju_ui.chat.history import FILE, History
from youju_ui.chat.session import Exchange, Progression, slim
from youju_ui.server import build

QUESTION = "租赁合同的押金是多少？"


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with a PDF under its own path."""
    folder = tmp_path_factory.mktemp("downloads")
    sample = next(one for one in demo_documents() if one.name.endswith(".pdf"))
    place = folder / sample.name
    place.write_bytes(sample.read_bytes())
    with Library.open(folder / "library") as opened:
        opened.add(place)
        yield opened


@pytest.fixture(scope="module")
def conversation(contract: Library) -> str:
    history = History(contract.path / FILE)
    identifier = history.begin(LOCAL_USER, "押金 <script>alert(1)</script> | # *")
    answer = slim(contract.ask(QUESTION))
    done = Exchange(1, f"{QUESTION}<img src=x>", Progression.ANSWERED, answer)
    history.put(LOCAL_USER, identifier, done)
    history.close()
    return identifier


@pytest.fixture(scope="module")
def client(contract: Library, conversation: str) -> Iterator[TestClient]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = build(contract, settings=Settings())
        gc.collect()
    with TestClient(app, base_url="http://127.0.0.1:7860") as opened:
        yield opened


def test_a_page_is_drawn_with_its_quote_marked(client: TestClient, contract: Library) -> None:
    citation = contract.ask(QUESTION).citations[0]
    quote, document = citation.quotes[0], citation.passage.document
    path = f"/documents/{document.id}/pages/{quote.page}.png"
    plain = client.get(path)
    marked = client.get(path, params={"quotes": f"{quote.span.start}-{quote.span.end}"})
    assert plain.status_code == marked.status_code == 200
    assert plain.headers["content-type"] == "image/png"
    assert not _yellow(plain.content)
    left, top, right, bottom = _yellow(marked.content)
    assert right - left > 80
    assert bottom - top < 60


def _yellow(png: bytes) -> tuple[int, int, int, int] | tuple[()]:
    """The box of what is marked on an image, empty when nothing is."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    blue = image.getchannel("B").point(lambda value: 255 if value < 180 else 0)
    red = image.getchannel("R").point(lambda value: 255 if value > 240 else 0)
    black = Image.new("L", image.size)
    box = Image.composite(blue, black, red).getbbox()
    return box or ()


def test_pages_that_are_not_there_are_told_apart_from_nothing_else(
    client: TestClient, contract: Library
) -> None:
    document = contract.documents()[0]
    for path in (
        f"/documents/{document.id}/pages/0.png",
        f"/documents/{document.id}/pages/99.png",
        "/documents/none/pages/1.png",
    ):
        assert client.get(path).status_code == 404
    assert client.get(f"/documents/{document.id}/pages/x.png").status_code == 422


@pytest.mark.parametrize("form", ["md", "html", "json", "docx"])
def test_a_conversation_is_exported_with_its_sources(
    client: TestClient, conversation: str, form: str
) -> None:
    answer = client.get(f"/conversations/{conversation}/export.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    text = _words(answer.content, form)
    assert "押金为两个月租金" in text
    assert "枫桥里房屋租赁合同.pdf" in text
    assert QUESTION in text


def _words(content: bytes, form: str) -> str:
    if form == "docx":
        import docx

        return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    text = content.decode()
    if form == "html":
        seen = read(text)
        assert {"script", "img"}.isdisjoint(seen.tags)
        return seen.text
    if form == "json":
        record = json.loads(text)["exchanges"][0]
        assert record["citations"][0]["quotes"]
        return text
    assert not re.search(r"(?<!\\)[<>]", text.replace("   > ", ""))
    assert "\\[1\\]" in text
    return text.replace("\\", "")


def test_only_conversations_of_ones_own_are_exported(client: TestClient, conversation: str) -> None:
    assert client.get(f"/conversations/{'0' * 32}/export.md").status_code == 404
    assert client.get(f"/conversations/{conversation}/export.exe").status_code == 404


def test_judged_answers_can_be_fetched_as_questions(client: TestClient) -> None:
    assert client.get("/feedback/questions.jsonl").status_code == 200
    assert client.get("/feedback/to-judge.jsonl").status_code == 200
    assert client.get("/feedback/passwords").status_code == 404
    assert client.get("/evaluations/none/report.html").status_code == 404


def test_the_browser_can_install_it_and_every_address_is_its_own(client: TestClient) -> None:
    manifest = client.get("/manifest.json", headers={"accept-language": "zh"})
    assert manifest.headers["content-type"] == "application/manifest+json"
    told = manifest.json()
    assert told["name"] == "有据"
    assert told["display"] == "standalone"
    for icon in told["icons"]:
        assert "://" not in icon["src"]
        drawn = Image.open(io.BytesIO(client.get(f"/{icon['src']}").content))
        assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    worker = client.get("/worker.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert client.get("/icons/passwd").status_code == 404


def test_a_passage_page_leads_into_the_chat(client: TestClient, contract: Library) -> None:
    passage = contract.ask(QUESTION).citations[0].passage
    page = client.get(f"/passages/{passage.id}")
    assert f'href="/#passages/{passage.id.replace("#", "%23")}' in page.text


def test_what_was_kept_stands_beside_the_library(contract: Library, conversation: str) -> None:
    assert (Path(contract.path) / FILE).is_file()
