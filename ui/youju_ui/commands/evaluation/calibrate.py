"""``youju eval calibrate``: the threshold and the score fitted to a set of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("calibrate", help=say("eval.calibrate"), cls=LocalizedCommand)
    def calibrate(
        context: typer.Context,
        *,
        questions: Annotated[
            Path, typer.Argument(help=say("eval.set"), metavar=say("metavar.set"))
        ],
        library: Annotated[
            Path | None,
            typer.Option("--library", help=say("eval.library"), metavar=say("metavar.folder")),
        ] = None,
        documents: Annotated[
            Path | None,
            typer.Option("--documents", help=say("eval.documents"), metavar=say("metavar.folder")),
        ] = None,
        settings: Annotated[
            Path | None,
            typer.Option("--write", help=say("eval.write"), metavar=say("metavar.file")),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option("--out", help=say("eval.out"), metavar=say("metavar.folder")),
        ] = None,
        most_refused: Annotated[
            float,
            typer.Option(
                "--max-false-refusals",
                min=0,
                max=1,
                help=say("eval.most_refused"),
                metavar=say("metavar.share"),
            ),
        ] = 0.05,
        right_by: Annotated[
            str,
            typer.Option("--right-by", help=say("eval.right_by"), metavar=say("metavar.basis")),
        ] = "answer",
        folds: Annotated[
            int,
            typer.Option("--folds", min=2, help=say("eval.folds"), metavar=say("metavar.number")),
        ] = 5,
        seed: Annotated[
            int, typer.Option("--seed", min=0, help=say("eval.seed"), metavar=say("metavar.whole"))
        ] = 0,
        fresh: Annotated[bool, typer.Option("--fresh", help=say("eval.fresh"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_eval.calibration import RightBy
        from youju_ui.commands.evaluation.run import with_globals
        from youju_ui.evaluation.calibrating import CalibrationRequest, calibrate_set

        if right_by not in tuple(RightBy):
            raise typer.BadParameter(start(context).say("eval.right_by"))
        context.obj = with_globals(context.obj, library, None)
        request = CalibrationRequest(
            questions=questions,
            documents=documents,
            library=context.obj.library,
            settings=settings,
            out=out,
            most_refused=most_refused,
            folds=folds,
            seed=seed,
            fresh=fresh,
            right_by=RightBy(right_by),
        )
        calibrate_set(start(context), request, as_json=as_json)
