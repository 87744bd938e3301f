"""MCP: the tools of a running server over streamable HTTP: ``mcp_client.py ADDRESS [KEY]``."""

import asyncio
import sys

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860"
HEADERS = {"Authorization": f"Bearer {sys.argv[2]}"} if len(sys.argv) > 2 else {}
QUESTION = "员工每年享有几天带薪年假？"


async def main() -> None:
    """Ask, then fetch what was cited."""
    async with (
        httpx2.AsyncClient(headers=HEADERS, timeout=60) as http,
        Client(streamable_http_client(f"{ADDRESS}/mcp", http_client=http)) as client,
    ):
        print([tool.name for tool in (await client.list_tools()).tools])
        answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content or {}
        print(answer["answer"])
        for citation in answer["citations"]:
            fetched = await client.call_tool("fetch", {"id": citation["passage_id"]})
            passage = fetched.structured_content or {}
            print(f"[{citation['number']}]", passage["title"], passage["url"])


asyncio.run(main())
