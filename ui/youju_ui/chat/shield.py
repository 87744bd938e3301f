"""What every request passes first: only this machine's names as host, only our own pages as origin.

A page elsewhere can make a browser talk to a server on loopback, under a name of its own that it
lets point there (DNS rebinding). Refusing foreign host names and origins closes that way; the
policy in the headers keeps the browser from asking any other host for anything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from youju_ui.messages import chat as texts

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})

# Gradio builds its page from inline styles and scripts, and gr.HTML compiles its templates.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    # Not "no-referrer": with it a browser names no origin for a form it sends, and nobody could log in.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Shield:
    """ASGI middleware: checks host and origin, adds the security headers."""

    def __init__(self, app: _Application, *, hosts: Iterable[str] | None = LOOPBACK_NAMES) -> None:
        # None where others reach us, by names we cannot know: every request needs a key or login there.
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request or refuse it with 403."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {bytes(name).lower(): bytes(value) for name, value in scope["headers"]}
        if not self._welcome(headers.get(b"host", b""), headers.get(b"origin")):
            await _refuse(scope, send)
            return

        async def guarded(message: _Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(message.get("headers", ()))}
            await send(message)

        await self._app(scope, receive, guarded)

    def _welcome(self, host: bytes, origin: bytes | None) -> bool:
        name = host_name(host.decode("latin-1"))
        if not name or (self._hosts is not None and name not in self._hosts):
            return False
        if origin is None:
            return True
        # The same page only: another server on this machine is another origin.
        return urlsplit(origin.decode("latin-1")).netloc.lower() == host.decode("latin-1").lower()


def host_name(header: str) -> str:
    """The name in a ``Host`` header without its port, lower case; empty when it is malformed."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _with_headers(known: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    ours = {name for name, _ in _HEADERS}
    return [(name, value) for name, value in known if name.lower() not in ours] + list(_HEADERS)


async def _refuse(scope: _Message, send: _Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    text = f"{texts.FOREIGN_HOST.zh}\n{texts.FOREIGN_HOST.en}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": text})
