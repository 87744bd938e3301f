"""Turns away files from whoever may not add any, before Gradio writes them to the disk.

What the chat's events may change is decided by its handlers (``chat.context.Context.require_editor``);
a file alone changes nothing, it would only fill the disk.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from youju_ui.access.gate import own_path
from youju_ui.access.values import Access, Role
from youju_ui.messages import access as texts

_UPLOAD = re.compile(r"/gradio_api/upload(/.*)?")

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Uploads:
    """ASGI middleware behind the gate."""

    def __init__(self, app: _Application) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serve one request, or refuse it with 403."""
        found = scope.get("state", {}).get("access")
        limited = isinstance(found, Access) and not found.may(Role.EDITOR)
        if scope["type"] == "http" and limited and _UPLOAD.fullmatch(own_path(scope)):
            await _refuse(send)
        else:
            await self._app(scope, receive, send)


async def _refuse(send: _Send) -> None:
    text = f"{texts.READERS_ONLY_READ.zh}\n{texts.READERS_ONLY_READ.en}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": text})
