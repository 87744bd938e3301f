"""Keeps readers from changing documents through the chat, whose events are numbers to the outside.

The chat itself knows which collections someone reads; what he may do is told here, before Gradio.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from youju_ui.access.gate import own_path
from youju_ui.access.values import Access, Role
from youju_ui.messages import access as texts

_EVENT = re.compile(r"/gradio_api/(queue/join|run/.*|api/.*|call/.*)")
_UPLOAD = re.compile(r"/gradio_api/upload(/.*)?")
_LONGEST = 64 * 1024 * 1024

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Readers:
    """ASGI middleware behind the gate.

    Args:
        app: the application with Gradio in it.
        changing: numbers and names of the events that add, rename or remove documents; Gradio
            runs an event by either, also one it does not list.
    """

    def __init__(self, app: _Application, *, changing: frozenset[int | str]) -> None:
        self._app = app
        self._changing = changing

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request, or refuse it with 403."""
        found = scope.get("state", {}).get("access")
        limited = isinstance(found, Access) and not found.may(Role.EDITOR)
        if scope["type"] != "http" or scope["method"] != "POST" or not limited:
            await self._app(scope, receive, send)
            return
        path = own_path(scope)
        if _UPLOAD.fullmatch(path):
            await _refuse(send)
            return
        if not _EVENT.fullmatch(path):
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None or self._changes(body) or self._changing.intersection(path.split("/")):
            await _refuse(send)
            return
        await self._app(scope, _again(body, receive), send)

    def _changes(self, body: bytes) -> bool:
        """Whether an event is one of those; one that cannot be read is not let through either."""
        try:
            sent = json.loads(body or b"{}")
        except ValueError:
            return True
        number = sent.get("fn_index") if isinstance(sent, dict) else None
        return number is not None and (not isinstance(number, int) or number in self._changing)


async def _read(receive: _Receive) -> bytes | None:
    """The whole body; None when it is longer than any event's."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > _LONGEST:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return body


def _again(body: bytes, receive: _Receive) -> _Receive:
    """A ``receive`` that gives the body that was read, then what comes after it."""
    given = False

    async def again() -> _Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(send: _Send) -> None:
    text = f"{texts.READERS_ONLY_READ.zh}\n{texts.READERS_ONLY_READ.en}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": text})
