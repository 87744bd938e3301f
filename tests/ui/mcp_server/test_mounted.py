"""MCP behind the gate: a key's collections, no key, the queue and the log, over the real client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult
from tests.support.asgi import served
from tests.support.libraries import QUESTION, open_small

from youju import Library
from youju.settings import ServerSettings, Settings
from youju_ui.access import Role
from youju_ui.mcp_server.server import http_app
from youju_ui.web_api.assistants import conduct_of, readable_by
from youju_ui.web_api.mounting import build_application, guard
from youju_ui.web_api.service import Service


@dataclass(frozen=True)
class Guarded:
    """A server with one key for everything and one for the reports."""

    library: Library
    address: str
    all: str
    reports: str

    def call(self, key: str, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        return asyncio.run(self.called(key, tool, arguments))

    async def called(
        self, key: str, tool: str, arguments: dict[str, Any], **more: str
    ) -> CallToolResult:
        """``more`` are headers, with ``_`` for ``-``."""
        headers = {"Authorization": f"Bearer {key}"}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as http,
            Client(streamable_http_client(f"{self.address}/mcp", http_client=http)) as client,
        ):
            return await client.call_tool(tool, arguments)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    with open_small(tmp_path / "library") as library:
        server = ServerSettings(concurrency=1, queue=1, audit_content=True)
        service = Service.over(library, settings=Settings(server=server))
        _, everything = service.registry.create_key("all", role=Role.READER, collections=None)
        _, reports = service.registry.create_key(
            "reports", role=Role.READER, collections=frozenset({"报告"})
        )
        app = build_application(service)
        conduct = conduct_of(service)
        http_app(library, rights=readable_by, conduct=conduct, language="zh-CN", hosts=None).mount(
            app
        )
        guard(app, service)
        with served(app) as address:
            yield Guarded(library, address, everything, reports)


def names(result: CallToolResult) -> set[str]:
    assert result.structured_content is not None
    return {one["name"] for one in result.structured_content["documents"]}


def test_a_key_sees_its_collections_and_no_key_sees_nothing(guarded: Guarded) -> None:
    assert names(guarded.call(guarded.all, "list_documents", {})) == {"员工手册.md", "工作报告.txt"}
    assert names(guarded.call(guarded.reports, "list_documents", {})) == {"工作报告.txt"}
    hidden = guarded.library.search(QUESTION, k=1)[0].passage.id
    assert not guarded.call(guarded.all, "fetch", {"id": hidden}).is_error
    assert guarded.call(guarded.reports, "fetch", {"id": hidden}).is_error
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answer = httpx2.post(f"{guarded.address}/mcp", json=body, trust_env=False)
    assert answer.status_code == 401


CHINESE = ("没有提到“火星”", "资料库里没有编号为 none")
ENGLISH = ('do not mention "火星"', "There is no passage or document none")


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, CHINESE),
        ({"accept_language": "*"}, CHINESE),
        ({"accept_language": "zh-TW,en;q=0.5"}, CHINESE),
        ({"accept_language": "en-GB,zh;q=0.5"}, ENGLISH),
        ({"accept_language": "fr"}, ENGLISH),
    ],
)
def test_reasons_and_errors_are_in_the_language_that_the_client_asks_for(
    guarded: Guarded, headers: dict[str, str], told: tuple[str, str]
) -> None:
    question = {"question": "火星基地的电话号码是多少？"}
    answer = asyncio.run(guarded.called(guarded.all, "ask", question, **headers))
    assert answer.structured_content is not None
    assert told[0] in answer.structured_content["reason"]
    wrong = asyncio.run(guarded.called(guarded.all, "fetch", {"id": "none"}, **headers))
    assert wrong.is_error
    assert told[1] in str(wrong.content[0])


def test_who_asked_is_logged(guarded: Guarded) -> None:
    guarded.call(guarded.all, "ask", {"question": QUESTION})
    lines = (guarded.library.path / "audit.jsonl").read_text("utf-8").splitlines()
    found = [entry for entry in map(json.loads, lines) if entry["action"] == "mcp.ask"]
    assert [(one["who"], one["content"]) for one in found] == [("key:all", QUESTION)]


def test_beyond_the_queue_a_question_is_told_to_come_back(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, ask = Event(), guarded.library.ask

    def slow(*arguments: Any, **options: Any) -> Any:
        go_on.wait(30)
        return ask(*arguments, **options)

    monkeypatch.setattr(guarded.library, "ask", slow)

    async def crowd() -> list[CallToolResult]:
        calls = [
            asyncio.create_task(guarded.called(guarded.all, "ask", {"question": QUESTION}))
            for _ in range(4)
        ]
        await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        go_on.set()
        return list(await asyncio.gather(*calls))

    results = asyncio.run(crowd())
    refused = [one for one in results if one.is_error]
    assert len(refused) == 2
    assert all("秒" in str(one.content[0]) for one in refused)
