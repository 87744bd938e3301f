"""``youju mcp``: the library for assistants over stdio; over HTTP it is part of ``youju serve``."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("mcp", help=say("mcp"), cls=LocalizedCommand)
    def mcp(
        context: typer.Context,
        *,
        collection: Annotated[
            list[str] | None,
            typer.Option("--collection", "-c", help=say("collection"), metavar=say("metavar.name")),
        ] = None,
        url: Annotated[
            str | None, typer.Option("--url", help=say("mcp.url"), metavar=say("metavar.url"))
        ] = None,
    ) -> None:
        from youju_ui.mcp_server.server import build_server

        session = start(context)
        server = session.settings.server
        with session.open() as library:
            session.output.note(session.say("mcp.ready", documents=library.stats().documents))
            build_server(
                library,
                readable=frozenset(collection) if collection else None,
                language=session.language,
                address=url or f"http://{server.host}:{server.port}",
            ).run("stdio")
