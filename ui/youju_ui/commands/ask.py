"""``youju ask``: one question, or a file of questions with ``--batch``."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("ask", help=say("ask"), cls=LocalizedCommand)
    def ask(
        context: typer.Context,
        *,
        question: Annotated[
            str | None, typer.Argument(help=say("ask.question"), metavar=say("metavar.question"))
        ] = None,
        history: Annotated[
            list[str] | None,
            typer.Option("--history", help=say("history"), metavar=say("metavar.question")),
        ] = None,
        collection: Annotated[
            list[str] | None,
            typer.Option("--collection", "-c", help=say("collection"), metavar=say("metavar.name")),
        ] = None,
        document: Annotated[
            list[str] | None,
            typer.Option("--document", "-d", help=say("document"), metavar=say("metavar.name")),
        ] = None,
        threshold: Annotated[
            float | None,
            typer.Option(
                "--threshold", min=0, max=1, help=say("threshold"), metavar=say("metavar.share")
            ),
        ] = None,
        batch: Annotated[
            Path | None, typer.Option("--batch", help=say("batch"), metavar=say("metavar.file"))
        ] = None,
        out: Annotated[
            Path | None, typer.Option("--out", help=say("out"), metavar=say("metavar.file"))
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.asking import Asking, ask_batch, ask_one

        session = start(context, flags={"answering.threshold": threshold})
        if (question is None) == (batch is None):
            raise typer.BadParameter(session.say("usage.question_or_batch"))
        if out is not None and batch is None:
            raise typer.BadParameter(session.say("usage.out_without_batch"))
        asking = Asking(session, tuple(collection or ()), tuple(document or ()))
        if batch is not None:
            ask_batch(asking, batch, out or Path("-"))
        elif not ask_one(asking, question or "", history or [], as_json=as_json):
            raise typer.Exit(3)
