"""``youju eval generate``: questions proposed from documents, and the person's review taken over."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("generate", help=say("eval.generate"), cls=LocalizedCommand)
    def generate(
        context: typer.Context,
        *,
        documents: Annotated[
            list[Path] | None,
            typer.Argument(help=say("eval.generate.documents"), metavar=say("metavar.files")),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option("--out", help=say("eval.generate.out"), metavar=say("metavar.folder")),
        ] = None,
        number: Annotated[
            int,
            typer.Option(
                "--number", "-n", min=1, help=say("eval.number"), metavar=say("metavar.number")
            ),
        ] = 100,
        review: Annotated[
            Path | None,
            typer.Option("--review", help=say("eval.review"), metavar=say("metavar.folder")),
        ] = None,
        endpoint: Annotated[
            str | None,
            typer.Option(
                "--endpoint", help=say("eval.generate.endpoint"), metavar=say("metavar.address")
            ),
        ] = None,
        endpoint_model: Annotated[
            str,
            typer.Option("--endpoint-model", help=say("eval.model"), metavar=say("metavar.name")),
        ] = "default",
        seed: Annotated[
            int, typer.Option("--seed", min=0, help=say("eval.seed"), metavar=say("metavar.whole"))
        ] = 0,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.evaluation.sets import GenerateRequest, generate_set, review_set

        session = start(context)
        if (review is None) == (not documents):
            raise typer.BadParameter(session.say("eval.documents_or_review"))
        if review is not None:
            review_set(session, review, as_json=as_json)
            return
        if out is None:
            raise typer.BadParameter(session.say("eval.generate_where"))
        request = GenerateRequest(
            tuple(documents or ()), out, number, seed, endpoint, endpoint_model
        )
        generate_set(session, request, as_json=as_json)
