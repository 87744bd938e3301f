"""The MCP server over an open library, run over stdio or mounted as streamable HTTP.

The tools' work is in ``tools``. This module imports ``mcp``: import it where the server starts.
"""

# Annotations are evaluated here: the server reads the tools' schemas from them.
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeAlias, TypeVar

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette
from starlette.requests import Request

from youju import Library, YoujuError, __version__
from youju_ui.chat.language import preferred
from youju_ui.mcp_server.tools import MOST_RESULTS, Tools
from youju_ui.mcp_server.values import Answered, Documents, Fetched, SearchResults
from youju_ui.messages import mcp as texts

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_READS_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Rights: TypeAlias = Callable[[Mapping[str, Any]], frozenset[str] | None]
"""The collections that the asker of a request may read, from its ASGI scope; None is all."""
_Collection = Annotated[str | None, Field(description="Only this collection; all when left out.")]
_T = TypeVar("_T")


class Conduct(Protocol):
    """How a tool's call, which blocks, is carried out: in which thread, after which queue, logged or not."""

    async def __call__(
        self, scope: Mapping[str, Any] | None, tool: str, content: str, call: Callable[[], _T], /
    ) -> _T:
        """The call's result.

        Args:
            scope: ASGI scope of the request; None over stdio.
            tool: its name.
            content: the question, query or id.
            call: the work itself.

        Raises:
            YoujuError: what the asker is told instead, for instance that too many are asking.
        """
        ...


async def in_a_thread(
    _scope: Mapping[str, Any] | None, _tool: str, _content: str, call: Callable[[], _T]
) -> _T:
    """At once, in a thread of its own."""
    return await to_thread.run_sync(call)


class _Carry(Protocol):
    async def __call__(
        self, context: Context, tool: str, content: str, call: Callable[[Tools], _T], /
    ) -> _T: ...


def build_server(
    library: Library,
    *,
    readable: frozenset[str] | None = None,
    rights: Rights | None = None,
    conduct: Conduct = in_a_thread,
    language: str = "en",
    address: str = "http://127.0.0.1:7860",
) -> MCPServer:
    """The server with its four tools; whoever opened the library closes it.

    Args:
        library: the open library, which may go on changing.
        readable: the collections that may be read at all; None is all of them.
        rights: narrows them further for each HTTP request.
        conduct: how calls are carried out.
        language: of descriptions; of reasons and errors where a request does not ask for another.
        address: where ``youju serve`` shows passages; over HTTP links follow the request.
    """

    async def carry(context: Context, tool: str, content: str, call: Callable[[Tools], _T]) -> _T:
        request = context.request_context.request
        scope, allowed, base, spoken = None, readable, address, language
        if isinstance(request, Request):
            scope, base = request.scope, str(request.base_url)
            spoken = preferred(request.headers.get("accept-language")) or language
            if rights is not None:
                allowed = _both(readable, rights(scope))
        tools = Tools(library, allowed, spoken, base.rstrip("/"))
        try:
            return await conduct(scope, tool, content, lambda: call(tools))
        except YoujuError as error:
            raise ToolError(error.message.localized(spoken)) from error

    server = MCPServer(
        "youju",
        title="有据 youju",
        instructions=texts.INSTRUCTIONS.localized(language),
        version=__version__,
        log_level="WARNING",
    )
    _add_tools(server, carry, language)
    return server


def _add_tools(server: MCPServer, carry: _Carry, language: str) -> None:
    """Offer the tools."""

    async def search(
        query: Annotated[str, Field(description="What to look for, in plain words.")],
        context: Context,
        collection: _Collection = None,
        k: Annotated[int, Field(ge=1, le=MOST_RESULTS, description="Passages at most.")] = 10,
    ) -> SearchResults:
        return await carry(
            context, "search", query, lambda tools: tools.search(query, k=k, collection=collection)
        )

    async def fetch(
        id: Annotated[str, Field(description="Of a passage or a document.")],  # noqa: A002 (the contract's name)
        context: Context,
        start: Annotated[int, Field(ge=0, description="Of a document: where to read on.")] = 0,
    ) -> Fetched:
        return await carry(context, "fetch", id, lambda tools: tools.fetch(id, start=start))

    async def ask(
        question: Annotated[str, Field(description="One question in plain words.")],
        context: Context,
        history: Annotated[
            list[str] | None, Field(description="Earlier questions, oldest first.")
        ] = None,
        collection: _Collection = None,
    ) -> Answered:
        earlier = history or []
        return await carry(
            context,
            "ask",
            question,
            lambda tools: tools.ask(question, history=earlier, collection=collection),
        )

    async def list_documents(context: Context, collection: _Collection = None) -> Documents:
        return await carry(
            context, "list_documents", "", lambda tools: tools.list_documents(collection=collection)
        )

    for function, text in (
        (search, texts.SEARCH),
        (fetch, texts.FETCH),
        (ask, texts.ASK),
        (list_documents, texts.LIST_DOCUMENTS),
    ):
        server.tool(
            description=text.localized(language), annotations=_READS_ONLY, structured_output=True
        )(function)


@dataclass(frozen=True, slots=True)
class HttpFace:
    """The server as streamable HTTP at ``/mcp``: ``app`` by itself, or mounted on another."""

    server: MCPServer
    app: Starlette

    def mount(self, app: Starlette) -> None:
        """Put ``/mcp`` on an application, and its sessions' manager into the lifespan.

        Do it before anything is mounted that takes every path, and once: the manager runs once.
        """
        inner = app.router.lifespan_context

        @asynccontextmanager
        async def lifespan(owner: Any) -> AsyncGenerator[Any, None]:  # noqa: ANN401 (as inner has it)
            async with self.server.session_manager.run(), inner(owner) as state:
                yield state

        app.router.lifespan_context = lifespan
        app.router.routes.extend(self.app.routes)


def http_app(
    library: Library,
    *,
    readable: frozenset[str] | None = None,
    rights: Rights | None = None,
    conduct: Conduct = in_a_thread,
    language: str = "en",
    hosts: Iterable[str] | None = LOOPBACK,
) -> HttpFace:
    """Streamable HTTP at ``/mcp``: no sessions, JSON answers, so that any proxy will do.

    ``hosts`` are the names under which requests may come: other host names and pages of other
    origins are refused, as a page elsewhere could reach a server on loopback through a name of its
    own (DNS rebinding). None leaves that to whoever mounts it.
    """
    server = build_server(
        library, readable=readable, rights=rights, conduct=conduct, language=language
    )
    app = server.streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        transport_security=_security(hosts),
    )
    return HttpFace(server, app)


def _security(hosts: Iterable[str] | None) -> TransportSecuritySettings:
    """Which host names and origins are welcome, with any port."""
    if hosts is None:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = [f"[{host}]" if ":" in host else host for host in hosts]
    origins = [f"{scheme}://{name}" for name in names for scheme in ("http", "https")]
    return TransportSecuritySettings(
        allowed_hosts=[form for name in names for form in (name, f"{name}:*")],
        allowed_origins=[form for origin in origins for form in (origin, f"{origin}:*")],
    )


def _both(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    """The collections in both limits; None is no limit."""
    if first is None or second is None:
        return second if first is None else first
    return first & second
