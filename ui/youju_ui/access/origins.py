"""Which pages elsewhere may call the APIs from a browser: those named in ``server.origins``, and no others.

Stands before the shield, which refuses every foreign origin: a request of an allowed page to an API
goes on without its ``Origin``, so it passes, and its answer says to the browser that it may be read.
Cookies are never allowed along; such a page needs a key.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from youju_ui.access.gate import LIMITED, PUBLIC_PREFIXES, is_under, own_path

_METHODS = b"GET, POST, PUT, DELETE, OPTIONS"
_ALLOWED = (
    b"authorization, content-type, accept, accept-language, x-api-key, x-request-id, "
    b"idempotency-key, if-match, if-none-match, last-event-id, "
    b"mcp-session-id, mcp-protocol-version"
)
_EXPOSED = b"x-request-id, retry-after, etag, link, location, mcp-session-id"
_SECONDS = b"600"

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


def origins_of(setting: str) -> frozenset[str]:
    """The origins in a setting, parted by blanks or commas; ``https://a.example`` without a path."""
    return frozenset(one.rstrip("/").lower() for one in setting.replace(",", " ").split())


class Origins:
    """ASGI middleware for requests of pages elsewhere."""

    def __init__(self, app: _Application, *, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request; one that is none of this module's business goes on as it came."""
        if scope["type"] != "http" or not self._allowed:
            await self._app(scope, receive, send)
            return
        path = own_path(scope)
        origin = next((bytes(v) for n, v in scope["headers"] if bytes(n).lower() == b"origin"), b"")
        if is_under(path, PUBLIC_PREFIXES):
            # A script tag sends no origin; without this the browser would not run the script.
            extra = [(b"cross-origin-resource-policy", b"cross-origin")]
            if origin.decode("latin-1").lower() in self._allowed:
                extra += [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]
            await self._app(_without_origin(scope), receive, _adding(send, extra))
            return
        foreign = origin.decode("latin-1").lower() in self._allowed
        if not foreign or not is_under(path, LIMITED):
            await self._app(scope, receive, send)
            return
        extra = [
            (b"access-control-allow-origin", origin),
            (b"access-control-expose-headers", _EXPOSED),
            (b"cross-origin-resource-policy", b"cross-origin"),
            (b"vary", b"Origin"),
        ]
        if scope["method"] == "OPTIONS":
            extra += [
                (b"access-control-allow-methods", _METHODS),
                (b"access-control-allow-headers", _ALLOWED),
                (b"access-control-max-age", _SECONDS),
            ]
            await send({"type": "http.response.start", "status": 204, "headers": extra})
            await send({"type": "http.response.body", "body": b""})
            return
        scope.setdefault("state", {})["foreign"] = True
        await self._app(_without_cookies(_without_origin(scope)), receive, _adding(send, extra))


def _without_origin(scope: _Message) -> _Message:
    return _without(scope, b"origin")


def _without_cookies(scope: _Message) -> _Message:
    return _without(scope, b"cookie")


def _without(scope: _Message, dropped: bytes) -> _Message:
    kept = [(name, value) for name, value in scope["headers"] if bytes(name).lower() != dropped]
    return {**scope, "headers": kept}


def _adding(send: _Send, extra: list[tuple[bytes, bytes]]) -> _Send:
    """A ``send`` whose answers have these headers instead of others of the same name."""
    ours = {name for name, _ in extra}

    async def adding(message: _Message) -> None:
        if message["type"] == "http.response.start":
            known = [(n, v) for n, v in message.get("headers", ()) if bytes(n).lower() not in ours]
            message = {**message, "headers": [*known, *extra]}
        await send(message)

    return adding
