"""``youju serve``: the chat and the APIs on one port; the server itself is in ``youju_ui.server``."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("serve", help=say("serve"), cls=LocalizedCommand)
    def serve_command(
        context: typer.Context,
        *,
        paths: Annotated[
            list[Path] | None, typer.Argument(help=say("serve.paths"), metavar=say("metavar.paths"))
        ] = None,
        demo: Annotated[bool, typer.Option("--demo", help=say("serve.demo"))] = False,
        host: Annotated[
            str | None, typer.Option("--host", help=say("serve.host"), metavar=say("metavar.host"))
        ] = None,
        port: Annotated[
            int | None,
            typer.Option(
                "--port", min=0, max=65535, help=say("serve.port"), metavar=say("metavar.port")
            ),
        ] = None,
        open_browser: Annotated[
            bool, typer.Option("--open/--no-open", help=say("serve.open"))
        ] = True,
    ) -> None:
        session = start(context, flags={"server.host": host, "server.port": port})
        from youju_ui.server import serve

        serve(
            session.library_path,
            settings=session.settings,
            paths=tuple(paths or ()),
            demo=demo,
            language=session.language,
            open_browser=open_browser,
        )
