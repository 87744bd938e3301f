"""``youju add``: files and folders into the library."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("add", help=say("add"), cls=LocalizedCommand)
    def add(
        context: typer.Context,
        *,
        paths: Annotated[
            list[Path], typer.Argument(help=say("add.paths"), metavar=say("metavar.paths"))
        ],
        collection: Annotated[
            str | None,
            typer.Option(
                "--collection", "-c", help=say("add.collection"), metavar=say("metavar.name")
            ),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju.schema import DEFAULT_COLLECTION
        from youju_ui.intake import report, watched

        session = start(context)
        with session.open(create=True) as library, watched(session) as progress:
            outcomes = library.add(
                *paths, collection=collection or DEFAULT_COLLECTION, progress=progress
            )
        report(session, outcomes, as_json=as_json, nothing="add.nothing")
