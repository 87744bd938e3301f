"""``youju eval validate``: what is wrong with a set, before anything is measured on it."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("validate", help=say("eval.validate"), cls=LocalizedCommand)
    def validate(
        context: typer.Context,
        *,
        questions: Annotated[
            Path, typer.Argument(help=say("eval.set"), metavar=say("metavar.set"))
        ],
        documents: Annotated[
            Path | None,
            typer.Option("--documents", help=say("eval.documents"), metavar=say("metavar.folder")),
        ] = None,
        difference: Annotated[
            float,
            typer.Option(
                "--difference",
                min=0.001,
                max=1,
                help=say("eval.difference"),
                metavar=say("metavar.share"),
            ),
        ] = 0.05,
        everything: Annotated[bool, typer.Option("--all", help=say("eval.all"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.evaluation.sets import validate_set

        fine = validate_set(
            start(context),
            questions,
            documents=documents,
            difference=difference,
            everything=everything,
            as_json=as_json,
        )
        if not fine:
            raise typer.Exit(1)
