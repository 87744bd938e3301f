"""The same question gives the same passages with the same scores through every face."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client
from tests.support.libraries import QUESTION, open_small

from youju import Library, Scope

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
ROOT = Path(__file__).parents[2]
DEPTH = 3
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
Ranking = list[tuple[str, float]]


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


def over_python(place: Place) -> Ranking:
    return [
        (hit.passage.id, hit.score) for hit in place.library.search(QUESTION, k=DEPTH, scope=SCOPE)
    ]


def over_mcp(place: Place) -> Ranking:
    async def search() -> Any:
        async with Client(f"{place.address}/mcp") as client:
            arguments = {"query": QUESTION, "k": DEPTH, "collection": COLLECTION}
            result = await client.call_tool("search", arguments)
            return result.structured_content

    return [(one["id"], one["score"]) for one in asyncio.run(search())["results"]]


def over_langchain(place: Place) -> Ranking:
    needs("langchain_core")
    from youju.integrations.langchain import YoujuRetriever

    found = YoujuRetriever(library=place.library, k=DEPTH, scope=SCOPE).invoke(QUESTION)
    return [(str(one.id), one.metadata["score"]) for one in found]


def over_llama_index(place: Place) -> Ranking:
    needs("llama_index")
    from youju.integrations.llama_index import YoujuRetriever

    found = YoujuRetriever(place.library, k=DEPTH, scope=SCOPE).retrieve(QUESTION)
    return [(one.node_id, one.score or 0.0) for one in found]


def over_haystack(place: Place) -> Ranking:
    needs("haystack")
    from youju.integrations.haystack import YoujuRetriever

    only = {"field": "meta.collection", "operator": "==", "value": COLLECTION}
    found = YoujuRetriever(place.library, filters=only, top_k=DEPTH).run(query=QUESTION)[
        "documents"
    ]
    return [(one.id, one.score or 0.0) for one in found]


def over_rest(place: Place) -> Ranking:
    needs("youju_ui.web_api.rest")
    body = {"query": QUESTION, "k": DEPTH, "collections": [COLLECTION]}
    found = post(place, "/api/v1/search", body)["passages"]
    return [(one["passage_id"], one["score"]) for one in found]


def over_openai(place: Place) -> Ranking:
    needs("youju_ui.web_api.openai")
    body = {"query": QUESTION, "max_num_results": DEPTH}
    found = post(place, f"/v1/vector_stores/{COLLECTION}/search", body)["data"]
    return [(one["attributes"]["passage_id"], one["score"]) for one in found]


def over_dify(place: Place) -> Ranking:
    needs("youju_ui.web_api.dify")
    setting = {"top_k": DEPTH, "score_threshold": 0}
    body = {"knowledge_id": COLLECTION, "query": QUESTION, "retrieval_setting": setting}
    found = post(place, "/dify/retrieval", body)["records"]
    return [(one["metadata"]["passage_id"], one["score"]) for one in found]


def over_search_command(place: Place) -> Ranking:
    found = typed(place, "search", QUESTION, "-k", str(DEPTH), "--collection", COLLECTION)
    return [(one["passage_id"], one["score"]) for one in found]


def over_ask_command(place: Place) -> Ranking:
    found = typed(place, "ask", QUESTION, "--collection", COLLECTION)["retrieved"]
    return [(one["passage_id"], one["score"]) for one in found[:DEPTH]]


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
        over_mcp,
        over_langchain,
        over_llama_index,
        over_haystack,
        over_rest,
        over_openai,
        over_dify,
        over_search_command,
        over_ask_command,
    ],
)
def test_ids_and_scores_are_those_of_the_library(
    place: Place, face: Callable[[Place], Ranking]
) -> None:
    expected, found = over_python(place), face(place)
    assert len(expected) == DEPTH
    assert [one for one, _ in found] == [one for one, _ in expected]
    assert [score for _, score in found] == pytest.approx(
        [score for _, score in expected], abs=1e-6
    )


def test_a_link_from_mcp_shows_the_passage(place: Place) -> None:
    identity = over_mcp(place)[0][0]
    page = httpx.get(f"{place.address}/passages/{identity}", trust_env=False)
    assert page.status_code == 200
    assert "带薪年假" in page.text
