"""``youju eval export``: a set in another format."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("export", help=say("eval.export"), cls=LocalizedCommand)
    def export(
        context: typer.Context,
        *,
        questions: Annotated[
            Path, typer.Argument(help=say("eval.set"), metavar=say("metavar.set"))
        ],
        target: Annotated[
            Path, typer.Argument(help=say("eval.export.target"), metavar=say("metavar.folder"))
        ],
        form: Annotated[
            str, typer.Option("--to", help=say("eval.export.to"), metavar=say("metavar.form"))
        ] = "youju",
        documents: Annotated[
            Path | None,
            typer.Option("--documents", help=say("eval.documents"), metavar=say("metavar.folder")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_eval.sets.export import ExportForm
        from youju_ui.evaluation.sets import export_set

        session = start(context)
        if form not in tuple(ExportForm):
            raise typer.BadParameter(session.say("eval.form", form=form))
        export_set(session, questions, target, form=form, documents=documents, as_json=as_json)
