"""The same question gives the same passages, with all that is said of them, through every face.

Python, command line (search, ask), REST (search, ask), the OpenAI style (vector store, chat), Dify, MCP
(search, ask), LangChain, LlamaIndex, Haystack; and every id is a page.
"""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.support.libraries import QUESTION, open_small

from youju import Library, Scope

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
ROOT = Path(__file__).parents[2]
DEPTH = 4
FONT = "STSong-Light"
COLLECTION = "default"
"""Asked alone: a vector store and a knowledge base of Dify are one collection."""
SCOPE = Scope(collections=frozenset({COLLECTION}))
# Everything of the real server but its encoder.
SERVER = """
import socket, sys
from tests.support.encoders import BigramEncoder
from youju import Library, Scope
from youju.settings import Settings
from youju_ui.server import build
import uvicorn
listener = socket.create_server(("127.0.0.1", 0))
with Library.open(sys.argv[1], encoder=BigramEncoder()) as library:
    app = build(library, settings=Settings())
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
"""
# The real command line but for its encoder.
COMMAND = """
import sys
from tests.support.encoders import BigramEncoder
from youju import Library
from youju_ui.cli import main

def opened(path, *, create, settings):
    return Library.open(path, create=create, settings=settings, encoder=BigramEncoder())

main(sys.argv[1:], opener=opened)
"""


@dataclass(frozen=True)
class Found:
    """What every list of passages carries, in every face."""

    id: str
    document_id: str
    document: str
    page: int | None
    heading_path: tuple[str, ...]
    start: int
    end: int
    score: float


Ranking = list[Found]


@dataclass(frozen=True)
class Place:
    """An open library and the address of the server over it."""

    library: Library
    address: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The server runs in a process of its own, over the same folder."""
    folder = tmp_path_factory.mktemp("same") / "library"
    with open_small(folder) as library:
        library.add_bytes(paged(), "填表说明.pdf")
        command = [sys.executable, "-c", SERVER, str(folder)]
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = {**os.environ, "PYTHONPATH": paths}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        ) as server:
            assert server.stdout is not None
            try:
                yield Place(library, server.stdout.readline().strip())
            finally:
                server.terminate()
                server.stdout.close()


def needs(module: str) -> None:
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        pytest.skip(f"there is no {module} here")
    # What other tests left to the collector goes now: inside an import its warning would be an error.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def paged() -> bytes:
    """A document with pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "申请表由部门主管签字后交人事处存档。")
    canvas.save()
    return target.getvalue()


def from_record(one: Mapping[str, Any], *, id_is: str = "passage_id") -> Found:
    """A passage as the records of docs/records.md have it, in whatever they are carried."""
    return Found(
        one[id_is],
        one["document_id"],
        one["document"],
        one.get("page"),
        tuple(one["heading_path"]),
        one["start"],
        one["end"],
        one["score"],
    )


def over_python(place: Place) -> Ranking:
    return [
        Found(
            hit.passage.id,
            hit.passage.document.id,
            hit.passage.document.name,
            hit.passage.page,
            hit.passage.heading_path,
            hit.passage.span.start,
            hit.passage.span.end,
            hit.score,
        )
        for hit in place.library.search(QUESTION, k=DEPTH, scope=SCOPE)
    ]


def called(place: Place, tool: str, **arguments: Any) -> Any:
    async def call() -> Any:
        async with Client(f"{place.address}/mcp") as client:
            result = await client.call_tool(tool, {**arguments, "collection": COLLECTION})
            return result.structured_content

    return asyncio.run(call())


def over_mcp_search(place: Place) -> Ranking:
    found = called(place, "search", query=QUESTION, k=DEPTH)["results"]
    return [
        from_record({**one["metadata"], "id": one["id"], "score": one["score"]}, id_is="id")
        for one in found
    ]


def over_mcp_ask(place: Place) -> Ranking:
    return [from_record(one) for one in called(place, "ask", question=QUESTION)["retrieved"]][
        :DEPTH
    ]


def over_langchain(place: Place) -> Ranking:
    needs("langchain_core")
    from youju.integrations.langchain import YoujuRetriever

    found = YoujuRetriever(library=place.library, k=DEPTH, scope=SCOPE).invoke(QUESTION)
    assert [one.id for one in found] == [one.metadata["passage_id"] for one in found]
    return [from_record(one.metadata) for one in found]


def over_llama_index(place: Place) -> Ranking:
    needs("llama_index")
    from youju.integrations.llama_index import YoujuRetriever

    found = YoujuRetriever(place.library, k=DEPTH, scope=SCOPE).retrieve(QUESTION)
    for one in found:
        assert one.node_id == one.metadata["passage_id"]
        assert one.score == pytest.approx(one.metadata["score"], abs=1e-6)
        assert one.node.start_char_idx == one.metadata["start"]  # type: ignore[attr-defined]
        assert one.node.end_char_idx == one.metadata["end"]  # type: ignore[attr-defined]
    return [from_record(one.metadata) for one in found]


def over_haystack(place: Place) -> Ranking:
    needs("haystack")
    from youju.integrations.haystack import YoujuRetriever

    only = {"field": "meta.collection", "operator": "==", "value": COLLECTION}
    found = YoujuRetriever(place.library, filters=only, top_k=DEPTH).run(query=QUESTION)[
        "documents"
    ]
    for one in found:
        assert one.id == one.meta["passage_id"]
        assert one.score == pytest.approx(one.meta["score"], abs=1e-6)
    return [from_record(one.meta) for one in found]


def over_rest_search(place: Place) -> Ranking:
    body = {"query": QUESTION, "k": DEPTH, "collections": [COLLECTION]}
    return [from_record(one) for one in post(place, "/api/v1/search", body)["passages"]]


def over_rest_ask(place: Place) -> Ranking:
    body = {"question": QUESTION, "collections": [COLLECTION]}
    return [from_record(one) for one in post(place, "/api/v1/ask", body)["retrieved"][:DEPTH]]


def over_openai_store(place: Place) -> Ranking:
    body = {"query": QUESTION, "max_num_results": DEPTH}
    found = post(place, f"/v1/vector_stores/{COLLECTION}/search", body)["data"]
    return [
        from_record(
            {
                **one["attributes"],
                "document": one["filename"],
                "heading_path": [
                    part for part in one["attributes"]["heading_path"].split(" > ") if part
                ],
                "score": one["score"],
            }
        )
        for one in found
    ]


def over_openai_chat(place: Place) -> Ranking:
    """The cited passages come as ``sources``, the ranking in the record."""
    messages = [{"role": "user", "content": QUESTION}]
    body = {"model": f"youju/{COLLECTION}", "messages": messages}
    found = post(place, "/v1/chat/completions", body)
    record = found["youju"]
    cited = [from_record(one) for one in found["sources"]]
    assert cited
    assert cited == [from_record(one) for one in record["citations"]]
    return [from_record(one) for one in record["retrieved"][:DEPTH]]


def over_dify(place: Place) -> Ranking:
    setting = {"top_k": DEPTH, "score_threshold": 0}
    body = {"knowledge_id": COLLECTION, "query": QUESTION, "retrieval_setting": setting}
    found = post(place, "/dify/retrieval", body)["records"]
    assert [one["title"] for one in found] == [one["metadata"]["document"] for one in found]
    return [from_record({**one["metadata"], "score": one["score"]}) for one in found]


def over_search_command(place: Place) -> Ranking:
    found = typed(place, "search", QUESTION, "-k", str(DEPTH), "--collection", COLLECTION)
    return [from_record(one) for one in found]


def over_ask_command(place: Place) -> Ranking:
    found = typed(place, "ask", QUESTION, "--collection", COLLECTION)["retrieved"]
    return [from_record(one) for one in found[:DEPTH]]


def typed(place: Place, *words: str) -> Any:
    command = [sys.executable, "-c", COMMAND, "--library", str(place.library.path), *words]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [*command, "--json"],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return json.loads(done.stdout)


def post(place: Place, path: str, body: dict[str, Any]) -> Any:
    headers = {"Authorization": "Bearer none"}
    response = httpx.post(
        f"{place.address}{path}", json=body, headers=headers, timeout=60, trust_env=False
    )
    return response.raise_for_status().json()


@pytest.mark.parametrize(
    "face",
    [
        over_mcp_search,
        over_mcp_ask,
        over_langchain,
        over_llama_index,
        over_haystack,
        over_rest_search,
        over_rest_ask,
        over_openai_store,
        over_openai_chat,
        over_dify,
        over_search_command,
        over_ask_command,
    ],
)
def test_passages_are_those_of_the_library_with_all_that_is_said_of_them(
    place: Place, face: Callable[[Place], Ranking]
) -> None:
    expected, found = over_python(place), face(place)
    assert len(expected) == DEPTH
    assert {one.page for one in expected} == {None, 1}, "with and without pages"
    assert any(one.heading_path for one in expected)
    assert [replace(one, score=0) for one in found] == [replace(one, score=0) for one in expected]
    assert [one.score for one in found] == pytest.approx([one.score for one in expected], abs=1e-6)
    assert all(0 <= one.score <= 1 for one in found)


def test_every_id_is_a_page_and_a_record(place: Place) -> None:
    for one in over_mcp_search(place):
        page = httpx.get(f"{place.address}/passages/{one.id}", trust_env=False)
        assert page.status_code == 200
        asked = {"accept": "application/json"}
        record = httpx.get(f"{place.address}/passages/{one.id}", headers=asked, trust_env=False)
        assert from_record({**record.json(), "score": one.score}) == one
