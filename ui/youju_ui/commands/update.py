"""``youju update``: read changed files again."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("update", help=say("update"), cls=LocalizedCommand)
    def update(
        context: typer.Context,
        *,
        paths: Annotated[
            list[Path] | None, typer.Argument(help=say("add.paths"), metavar=say("metavar.paths"))
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.intake import report, watched

        session = start(context)
        with session.open() as library, watched(session) as progress:
            outcomes = library.update(*(paths or ()), progress=progress)
        report(session, outcomes, as_json=as_json, nothing="update.nothing")
