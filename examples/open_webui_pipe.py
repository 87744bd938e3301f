"""
title: 有据 youju
description: Answers from your own documents with cited passages, no language model needed.
requirements: httpx
version: 0.1.0
"""

# A Pipe for Open WebUI (Admin panel, Functions, +): it appears as a model. Citations are shown in Open
# WebUI's own way, and a follow-up is understood from the conversation.

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from pydantic import BaseModel, Field

Emitter = Callable[[dict[str, Any]], Awaitable[None]]


class Pipe:
    """One model that asks a youju server."""

    class Valves(BaseModel):
        """What the administrator fills in."""

        address: str = Field("http://127.0.0.1:7860", description="Where youju serve runs.")
        key: str = Field("", description="A read-only key, where the server wants one.")
        collection: str = Field("", description="Only this collection; empty for all.")
        language: str = Field("zh-CN", description="zh-CN or en, for reasons and errors.")
        seconds: float = Field(60, description="How long to wait for an answer.")

    def __init__(self) -> None:
        self.valves = self.Valves()

    def pipes(self) -> list[dict[str, str]]:
        """The model's name in the list."""
        return [{"id": "youju", "name": "有据 youju"}]

    async def pipe(self, body: dict[str, Any], __event_emitter__: Emitter | None = None) -> str:
        """The answer's text; its citations go to the emitter."""
        *history, question = [
            {"role": message["role"], "content": _text(message["content"])}
            for message in body["messages"]
            if message["role"] in {"user", "assistant"}
        ]
        request: dict[str, Any] = {"question": question["content"], "history": history[-10:]}
        if self.valves.collection:
            request["collections"] = [self.valves.collection]
        try:
            record = await self._ask(request)
        except httpx.HTTPStatusError as error:
            return f"youju: HTTP {error.response.status_code} {error.response.text[:300]}"
        except httpx.HTTPError as error:
            return f"youju: {self.valves.address}: {error}"
        if __event_emitter__ is not None:
            for citation in record["citations"]:
                await __event_emitter__({"type": "citation", "data": self._citation(citation)})
        if record["status"] != "answered":
            return str(record["reason"] or record["status"])
        return "\n\n".join(part for part in (record["answer"], record["reason"]) if part)

    async def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        headers = {"accept-language": self.valves.language}
        if self.valves.key:
            headers["authorization"] = f"Bearer {self.valves.key}"
        async with httpx.AsyncClient(timeout=self.valves.seconds, headers=headers) as http:
            response = await http.post(f"{self.valves.address}/api/v1/ask", json=request)
            response.raise_for_status()
            record: dict[str, Any] = response.json()
            return record

    def _citation(self, citation: dict[str, Any]) -> dict[str, Any]:
        where = " › ".join((citation["document"], *citation["heading_path"]))
        url = f"{self.valves.address}/passages/{citation['passage_id']}"
        return {
            "document": [quote["text"] for quote in citation["quotes"]],
            "metadata": [{"source": where, "page": quote["page"]} for quote in citation["quotes"]],
            "source": {"name": f"[{citation['number']}] {where}", "url": url},
            "distances": [citation["score"]] * len(citation["quotes"]),
        }


def _text(content: str | list[dict[str, Any]]) -> str:
    """The words of a message, which may hold pictures too."""
    if isinstance(content, str):
        return content
    return "\n".join(part["text"] for part in content if part.get("type") == "text")
