"""Who sends a request: told from its key or its session, and written into the request's state.

The faces under ``APIS`` refuse by themselves, each in the form its clients expect; everything else
is refused here: a browser is led to the login page, a program gets 401.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from youju_embeddings.errors import Message
from youju_ui.access.passes import PARAMETER, pass_access
from youju_ui.access.rate import RateLimit
from youju_ui.access.registry import Registry
from youju_ui.access.values import LOCAL, VISITOR, Access, Denial
from youju_ui.messages import access as texts

COOKIE = "youju_session"
APIS = ("/api/v1", "/v1", "/dify")
"""Prefixes of the applications that refuse in their own words."""
LIMITED = (*APIS, "/mcp")
"""Prefixes of what programs call: every request takes from its asker's rate."""
PUBLIC = frozenset({"/healthz", "/readyz", "/login", "/logout", "/favicon.ico"})
"""What anyone may see; the health checks say more to who has access."""
PUBLIC_PREFIXES = ("/widget",)
"""Files of the widget: they hold no data."""
_GRADIO = ("/gradio_api",)
_TEXT = b"text/plain; charset=utf-8"
_PASSAGES = "/passages/"
"""Pages that a pass opens."""

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Gate:
    """ASGI middleware that identifies every asker.

    Args:
        app: what it guards.
        registry: the keys and users.
        required: ask who it is even while no key or user was made (off loopback).
        rate: requests a minute of one asker.
    """

    def __init__(
        self, app: _Application, *, registry: Registry, required: bool, rate: RateLimit
    ) -> None:
        self._app = app
        self._registry = registry
        self._required = required
        self._rate = rate

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
            for name, value in scope["headers"]
        }
        path = own_path(scope)
        state = scope.setdefault("state", {})
        found = self.identify(headers)
        if found is LOCAL and state.get("foreign"):
            found = VISITOR
        passed = self._passed(scope, path)
        if passed is Denial.WRONG and isinstance(found, Denial):
            await _answer(send, 403, _both(texts.LINK_OVER))
            return
        state["passed"] = isinstance(passed, Access)
        state["access"] = found = passed if isinstance(passed, Access) else found
        state["wait"] = 0.0
        limited = is_under(path, LIMITED) or state["passed"]
        if isinstance(found, Access) and found is not LOCAL and limited:
            state["wait"] = self._rate.take(found.name)
        if is_under(path, APIS) or path in PUBLIC or is_under(path, PUBLIC_PREFIXES):
            await self._app(scope, receive, send)
        elif isinstance(found, Denial):
            await _refuse(scope, headers, send)
        elif state["wait"]:
            await _postpone(send, state["wait"])
        else:
            await self._app(scope, receive, send)

    def _passed(self, scope: _Message, path: str) -> Access | Denial | None:
        """Who opens a passage's page by a pass; None where there is none."""
        query = bytes(scope.get("query_string", b"")).decode("latin-1")
        sent = parse_qs(query).get(PARAMETER)
        if not sent or not path.startswith(_PASSAGES) or scope.get("method") != "GET":
            return None
        return pass_access(self._registry, sent[0], path.removeprefix(_PASSAGES)) or Denial.WRONG

    def identify(self, headers: Mapping[str, str]) -> Access | Denial:
        """Who sends these headers."""
        if not self._required and not self._registry.guarded:
            return LOCAL
        key = headers.get("x-api-key", "")
        authorization = headers.get("authorization", "")
        if authorization and not key:
            kind, _, key = authorization.partition(" ")
            if kind.lower() != "bearer" or not key.strip():
                return Denial.MALFORMED
        if key:
            return self._registry.key_access(key.strip()) or Denial.WRONG
        # A session serves our own pages only, also where other origins are allowed.
        if is_foreign(headers):
            return Denial.MISSING
        session = _cookie(headers.get("cookie", ""))
        if not session:
            return Denial.MISSING
        return self._registry.session_access(session) or Denial.WRONG


def own_path(scope: Mapping[str, Any]) -> str:
    """The path of a request below the place where the application is mounted."""
    path, root = str(scope["path"]), str(scope.get("root_path", "")).rstrip("/")
    return path.removeprefix(root) or "/" if root and path.startswith(f"{root}/") else path


def is_under(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path is one of the prefixes or below it."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in prefixes)


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether a page of another origin sends the request."""
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def access_of(scope: Mapping[str, Any]) -> Access:
    """The asker of a request that the gate let through, from its ASGI scope.

    Raises:
        PermissionError: it did not; whoever calls this serves no such request.
    """
    found = scope.get("state", {}).get("access")
    if not isinstance(found, Access):
        raise PermissionError("the request has no access")
    return found


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return "" if morsel is None else morsel.value


async def _refuse(scope: _Message, headers: Mapping[str, str], send: _Send) -> None:
    """Lead a browser to the login, tell a program that it needs a key."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        root = str(scope.get("root_path", "")).rstrip("/")
        query = bytes(scope.get("query_string", b"")).decode("latin-1")
        wanted = own_path(scope) + (f"?{query}" if query else "")
        place = f"{root}/login?next={quote(wanted, safe='')}"
        await _answer(send, 303, b"", [(b"location", place.encode("latin-1"))])
        return
    body, kind = _both(texts.KEY_NEEDED), _TEXT
    if is_under(own_path(scope), _GRADIO):
        # Gradio's clients read nothing else, and tell of a syntax error instead.
        body, kind = json.dumps({"detail": body.decode()}).encode(), b"application/json"
    await _answer(send, 401, body, [(b"www-authenticate", b"Bearer")], kind=kind)


async def _postpone(send: _Send, seconds: float) -> None:
    wait = str(int(seconds) + 1).encode()
    await _answer(send, 429, _both(texts.TOO_OFTEN), [(b"retry-after", wait)])


def _both(message: Message) -> bytes:
    return f"{message.zh}\n{message.en}\n".encode()


async def _answer(
    send: _Send,
    status: int,
    body: bytes,
    headers: Sequence[tuple[bytes, bytes]] = (),
    *,
    kind: bytes = _TEXT,
) -> None:
    headers = [(b"content-type", kind), *headers]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
