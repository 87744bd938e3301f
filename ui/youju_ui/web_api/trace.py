"""What every request passes first: it gets an id, its time is taken, and its body has a limit."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from youju_ui.web_api.metrics import Metrics

_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_UNMATCHED = "other"

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Trace:
    """ASGI middleware: ``X-Request-Id`` (the caller's own, if it sends one) and the time taken."""

    def __init__(self, app: _Application, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((v for n, v in scope["headers"] if bytes(n).lower() == b"x-request-id"), b"")
        text = bytes(given).decode("latin-1")
        identity = text if _ID.fullmatch(text) else uuid4().hex
        state = scope["state"] = {**scope.get("state", {}), "request_id": identity}
        status, begun = 500, perf_counter()

        async def named(message: _Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                headers = [*message.get("headers", ()), (b"x-request-id", identity.encode())]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(scope, receive, named)
        finally:
            route = str(state.get("route", _UNMATCHED))
            self._metrics.observe(route, scope["method"], status, perf_counter() - begun)


class BodyLimit:
    """ASGI middleware: a body of more bytes than ``limit_of(path)`` is refused with 413."""

    def __init__(self, app: _Application, *, limit_of: Callable[[str], int]) -> None:
        self._app = app
        self._limit_of = limit_of

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit, taken = self._limit_of(str(scope["path"])), 0

        async def limited() -> _Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                from starlette.exceptions import HTTPException

                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)
