"""The commands under ``youju eval``, one file each; what they call is ``youju_eval``, usable without them."""

import typer

from youju_ui.commands import Say
from youju_ui.commands.evaluation import (
    calibrate,
    compare,
    export,
    gate,
    generate,
    report,
    run,
    validate,
)
from youju_ui.help import LocalizedGroup


def register(app: typer.Typer, say: Say) -> None:
    """Add the group."""
    group = typer.Typer(
        cls=LocalizedGroup,
        help=say("eval_group"),
        epilog=say("eval_group.epilog"),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(group, name="eval")

    @group.callback()
    def evaluation() -> None:
        """Hold the commands under ``eval``."""

    for command in (run, compare, gate, report, calibrate, generate, validate, export):
        command.register(group, say)
