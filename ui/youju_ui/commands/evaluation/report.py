"""``youju eval report``: the pages of finished runs, written anew."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("report", help=say("eval.report"), cls=LocalizedCommand)
    def report(
        context: typer.Context,
        *,
        runs: Annotated[
            list[Path], typer.Argument(help=say("eval.report.runs"), metavar=say("metavar.runs"))
        ],
        out: Annotated[
            Path | None,
            typer.Option("--out", help=say("eval.report.out"), metavar=say("metavar.file")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.evaluation.finished import report_runs

        report_runs(start(context), runs, out=out, as_json=as_json)
