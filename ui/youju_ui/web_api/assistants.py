"""How MCP's calls are carried out on the server: by the gate's rights, at the same desk, in the same log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from youju_ui.access.gate import access_of

if TYPE_CHECKING:
    from youju_ui.mcp_server.server import Conduct
    from youju_ui.web_api.service import Service

_T = TypeVar("_T")


def readable_by(scope: Mapping[str, Any]) -> frozenset[str] | None:
    """The collections that the asker of a request may read; None is all of them."""
    return access_of(scope).readable


def conduct_of(service: Service) -> Conduct:
    """Calls wait with the questions of the other faces, and are logged as theirs are."""

    async def conduct(
        scope: Mapping[str, Any] | None, tool: str, content: str, call: Callable[[], _T], /
    ) -> _T:
        result = await service.desk.run(call)
        if scope is not None:
            service.audit(access_of(scope), f"mcp.{tool}", content=content)
        return result

    return conduct
