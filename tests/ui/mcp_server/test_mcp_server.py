"""The four tools, asked by the real MCP client over stdio and over streamable HTTP."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent
from tests.support.asgi import served
from tests.support.libraries import QUESTION, open_small

from youju import Library
from youju.errors import QuestionError
from youju.records import AnswerRecord, CitationRecord, PassageRecord, RankedRecord, answer_record
from youju.schema import Scope
from youju_ui.mcp_server import tools
from youju_ui.mcp_server.server import http_app
from youju_ui.mcp_server.values import Answered, Cited, Ranked

ROOT = Path(__file__).parents[3]
# The real command; only the encoder is a cheap one.
START = """
import sys
from tests.support.encoders import BigramEncoder
from youju import Library
from youju_ui.cli import main
def opener(path, *, create, settings):
    return Library.open(path, create=create, settings=settings, encoder=BigramEncoder())
sys.exit(main(sys.argv[1:], opener=opener))
"""

Talk = Callable[[Callable[[Client], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp") / "library"


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with open_small(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(http_app(library).app) as url:
        yield url


def stdio_server(folder: Path, *options: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable,
        args=["-c", START, "--lang", "en", "--library", str(folder), "mcp", *options],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        cwd=ROOT,
    )


@pytest.fixture(params=["stdio", "http"])
def talk(request: pytest.FixtureRequest, folder: Path, library: Library) -> Talk:
    """Run a conversation with the server over one of the transports."""

    def run(conversation: Callable[[Client], Awaitable[Any]]) -> Any:
        async def connected() -> Any:
            if request.param == "stdio":
                transport: Any = stdio_client(stdio_server(folder))
            else:
                transport = f"{request.getfixturevalue('address')}/mcp"
            async with Client(transport) as client:
                return await conversation(client)

        return asyncio.run(connected())

    return run


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def words(result: CallToolResult) -> str:
    return " ".join(part.text for part in result.content if isinstance(part, TextContent))


def test_every_tool_is_offered_with_both_schemas_and_answers(talk: Talk, library: Library) -> None:
    async def conversation(client: Client) -> dict[str, Any]:
        tools = (await client.list_tools()).tools
        found = structured(await client.call_tool("search", {"query": QUESTION, "k": 3}))
        identity = found["results"][0]["id"]
        return {
            "tools": tools,
            "search": found,
            "fetch": structured(await client.call_tool("fetch", {"id": identity})),
            "ask": structured(await client.call_tool("ask", {"question": QUESTION})),
            "documents": structured(await client.call_tool("list_documents", {})),
        }

    told = talk(conversation)
    assert [tool.name for tool in told["tools"]] == ["search", "fetch", "ask", "list_documents"]
    for tool in told["tools"]:
        assert tool.description
        assert tool.output_schema is not None
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
    # The same ids and scores as the library itself gives.
    hits = library.search(QUESTION, k=3)
    results = told["search"]["results"]
    assert [one["id"] for one in results] == [hit.passage.id for hit in hits]
    assert [one["score"] for one in results] == [round(hit.score, 6) for hit in hits]
    assert all(one["url"].endswith(f"/passages/{one['id']}") for one in results)
    assert {"id", "title", "url", "text"} <= set(results[0])
    # The offsets are true of the document.
    place = results[0]["metadata"]
    text = library.document(place["document_id"]).text
    assert text[place["start"] : place["end"]] == results[0]["text"]
    assert told["fetch"]["text"] == results[0]["text"]
    assert set(told["fetch"]) == {"id", "title", "text", "url", "metadata"}
    # The answer is the record that every face gives.
    record = answer_record(library.ask(QUESTION), language="en")
    answer = told["ask"]
    for key in ("status", "answer", "confidence", "reason"):
        assert answer[key] == record[key]
    assert [one["passage_id"] for one in answer["citations"]] == [
        one["passage_id"] for one in record["citations"]
    ]
    assert "10天" in answer["answer"]
    assert {one["name"] for one in told["documents"]["documents"]} == {
        "员工手册.md",
        "工作报告.txt",
    }


def test_an_unknown_id_is_told_in_words_and_breaks_nothing(talk: Talk) -> None:
    async def conversation(client: Client) -> tuple[CallToolResult, CallToolResult]:
        failed = await client.call_tool("fetch", {"id": "none"})
        return failed, await client.call_tool("search", {"query": "年假"})

    failed, after = talk(conversation)
    assert failed.is_error
    assert "no passage or document none" in words(failed)
    assert structured(after)["results"]


def test_stdio_can_be_limited_to_collections(folder: Path, library: Library) -> None:
    hidden = library.search(QUESTION, k=1)[0].passage

    async def conversation() -> tuple[Any, ...]:
        async with Client(stdio_client(stdio_server(folder, "-c", "报告"))) as client:
            return (
                structured(await client.call_tool("list_documents", {})),
                structured(await client.call_tool("search", {"query": QUESTION})),
                await client.call_tool("fetch", {"id": hidden.id}),
                await client.call_tool("fetch", {"id": hidden.document.id}),
                structured(await client.call_tool("search", {"query": "年假", "collection": "default"})),
                structured(await client.call_tool("ask", {"question": QUESTION})),
            )  # fmt: skip

    documents, found, passage, document, other, answer = asyncio.run(conversation())
    assert [one["name"] for one in documents["documents"]] == ["工作报告.txt"]
    assert {one["metadata"]["collection"] for one in found["results"]} == {"报告"}
    assert passage.is_error
    assert document.is_error
    assert other["results"] == []
    assert {one["document"] for one in answer["retrieved"]} <= {"工作报告.txt"}


def test_over_http_each_request_has_its_own_rights(library: Library) -> None:
    def rights(scope: Any) -> frozenset[str]:
        key = dict(scope["headers"]).get(b"authorization", b"")
        return frozenset({"报告"}) if key == b"Bearer reports" else frozenset()

    async def documents(url: str, key: str) -> list[str]:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=60) as http,
            Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
        ):
            told = structured(await client.call_tool("list_documents", {}))
            return [one["name"] for one in told["documents"]]

    with served(http_app(library, rights=rights).app) as url:
        assert asyncio.run(documents(url, "reports")) == ["工作报告.txt"]
        assert asyncio.run(documents(url, "other")) == []
    limited = http_app(library, rights=rights, readable=frozenset({"default"}))
    with served(limited.app) as url:
        assert asyncio.run(documents(url, "reports")) == []


def test_calls_go_through_the_conduct_that_the_server_is_given(library: Library) -> None:
    carried = []

    async def conduct(scope: Any, tool: str, content: str, call: Callable[[], Any]) -> Any:
        carried.append((scope["path"], tool, content))
        if content == "再来一个":
            raise QuestionError(zh="问的人太多。", en="Too many are asking.")
        return await asyncio.to_thread(call)

    async def conversation(url: str) -> tuple[CallToolResult, CallToolResult]:
        async with Client(f"{url}/mcp") as client:
            return (
                await client.call_tool("ask", {"question": QUESTION}),
                await client.call_tool("ask", {"question": "再来一个"}),
            )

    with served(http_app(library, conduct=conduct).app) as url:
        answered, refused = asyncio.run(conversation(url))
    assert "10天" in structured(answered)["answer"]
    assert refused.is_error
    assert "Too many are asking." in words(refused)
    assert carried == [("/mcp", "ask", QUESTION), ("/mcp", "ask", "再来一个")]


def test_a_long_document_is_read_in_parts(library: Library, monkeypatch: Any) -> None:
    monkeypatch.setattr(tools, "LONGEST_TEXT", 40)
    document = library.documents(scope=Scope(collections=frozenset({"报告"})))[0]
    reader = tools.Tools(library, None, "en", "http://127.0.0.1:1")
    text, start = "", 0
    for _ in range(20):
        part = reader.fetch(document.id, start=start)
        text += part.text
        start = part.metadata.end
        if start == part.metadata.length:
            break
    assert text == library.document(document.id).text


def test_a_fetched_passage_names_its_neighbours(library: Library) -> None:
    reader = tools.Tools(library, None, "en", "http://127.0.0.1:1")
    document = library.documents()[0]
    identity: str | None = library.passages(document.id)[0].id
    walked = []
    while identity is not None:
        fetched = reader.fetch(identity, start=0)
        walked.append(fetched.id)
        identity = fetched.metadata.next
    assert walked == [one.id for one in library.passages(document.id)]


def test_the_answer_has_the_keys_of_the_record() -> None:
    assert set(Answered.model_fields) == set(AnswerRecord.__annotations__)
    passage = set(PassageRecord.__annotations__) | {"url"}
    assert set(Ranked.model_fields) == passage | set(RankedRecord.__annotations__)
    assert set(Cited.model_fields) == passage | set(CitationRecord.__annotations__)


@pytest.mark.parametrize(
    "headers", [{"host": "evil.example"}, {"origin": "https://evil.example"}], ids=str
)
def test_a_page_elsewhere_is_refused(address: str, headers: dict[str, str]) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    answer = httpx2.post(
        f"{address}/mcp", json=body, headers={**accept, **headers}, trust_env=False
    )
    assert answer.status_code in {403, 421}
