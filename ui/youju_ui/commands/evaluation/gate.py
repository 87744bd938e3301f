"""``youju eval gate``: whether a run is good enough, for a CI job; exit code 4 when it is not."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start

GATE_FAILED = 4


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("gate", help=say("eval.gate"), cls=LocalizedCommand)
    def gate(
        context: typer.Context,
        *,
        result: Annotated[
            Path, typer.Argument(help=say("eval.gate.result"), metavar=say("metavar.run"))
        ],
        fail_under: Annotated[
            list[str] | None,
            typer.Option("--fail-under", help=say("eval.fail_under"), metavar=say("metavar.limit")),
        ] = None,
        fail_over: Annotated[
            list[str] | None,
            typer.Option("--fail-over", help=say("eval.fail_over"), metavar=say("metavar.limit")),
        ] = None,
        max_drop: Annotated[
            list[str] | None,
            typer.Option("--max-drop", help=say("eval.max_drop"), metavar=say("metavar.limit")),
        ] = None,
        baseline: Annotated[
            Path | None,
            typer.Option("--baseline", help=say("eval.baseline"), metavar=say("metavar.run")),
        ] = None,
        junit: Annotated[
            Path | None,
            typer.Option("--junit", help=say("eval.junit"), metavar=say("metavar.file")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.evaluation.finished import Limits, pass_gate

        session = start(context)
        limits = Limits(tuple(fail_under or ()), tuple(fail_over or ()), tuple(max_drop or ()))
        if not limits.any:
            raise typer.BadParameter(session.say("eval.no_limits"))
        if not pass_gate(session, result, limits, baseline=baseline, junit=junit, as_json=as_json):
            raise typer.Exit(GATE_FAILED)
