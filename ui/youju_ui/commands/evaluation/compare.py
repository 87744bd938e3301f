"""``youju eval compare``: whether finished runs differ, and on which questions."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("compare", help=say("eval.compare"), cls=LocalizedCommand)
    def compare(
        context: typer.Context,
        *,
        runs: Annotated[
            list[Path], typer.Argument(help=say("eval.compare.runs"), metavar=say("metavar.runs"))
        ],
        measures: Annotated[
            list[str] | None,
            typer.Option(
                "--measure", help=say("eval.compare.measures"), metavar=say("metavar.measure")
            ),
        ] = None,
        show: Annotated[
            int, typer.Option("--show", min=0, help=say("eval.show"), metavar=say("metavar.whole"))
        ] = 5,
        html: Annotated[
            Path | None, typer.Option("--html", help=say("eval.html"), metavar=say("metavar.file"))
        ] = None,
        seed: Annotated[
            int, typer.Option("--seed", min=0, help=say("eval.seed"), metavar=say("metavar.whole"))
        ] = 0,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.evaluation.finished import compare_runs

        session = start(context)
        if len(runs) < 2:
            raise typer.BadParameter(session.say("eval.two_runs"))
        compare_runs(
            session,
            runs,
            measures=measures or [],
            show=show,
            html=html,
            seed=seed,
            as_json=as_json,
        )
