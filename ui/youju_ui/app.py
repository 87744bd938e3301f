"""Puts the commands together in one language; what each does is in its own file in ``commands/``."""

# Annotations are evaluated here and in commands/: typer reads them, and the help in them is local.
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import (
    add,
    ask,
    check,
    config,
    evaluation,
    keys,
    listing,
    mcp,
    models,
    move,
    remove,
    repair,
    search,
    serve,
    show,
    users,
)
from youju_ui.commands import update as update_command
from youju_ui.help import LocalizedGroup
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES as SENTENCES
from youju_ui.messages.cli_help import MESSAGES as HELP
from youju_ui.messages.language import normal_language
from youju_ui.session import Invocation


def build_app(language: str) -> typer.Typer:
    """The whole command line with its help in one language."""

    def say(key: str) -> str:
        return Catalogue(HELP).text(key, language)

    app = typer.Typer(
        cls=LocalizedGroup,
        help=say("app"),
        epilog=say("app.epilog"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def youju(
        context: typer.Context,
        *,
        library: Annotated[
            Path | None,
            typer.Option("--library", help=say("library"), metavar=say("metavar.folder")),
        ] = None,
        config: Annotated[
            Path | None, typer.Option("--config", help=say("config"), metavar=say("metavar.file"))
        ] = None,
        lang: Annotated[
            str | None, typer.Option("--lang", help=say("lang"), metavar=say("metavar.language"))
        ] = None,
        model: Annotated[
            str | None, typer.Option("--model", help=say("model"), metavar=say("metavar.name"))
        ] = None,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help=say("verbose"))] = False,
        version: Annotated[  # noqa: ARG001 (its callback has already answered)
            bool,
            typer.Option("--version", help=say("version"), callback=_show_version, is_eager=True),
        ] = False,
    ) -> None:
        if lang is not None and lang != "auto" and normal_language(lang) is None:
            complaint = Catalogue(SENTENCES).text("usage.language", language, value=lang)
            raise typer.BadParameter(complaint)
        if isinstance(context.obj, Invocation):
            context.obj = replace(
                context.obj, library=library, config=config, model=model, verbose=verbose
            )

    commands = (
        *(serve, add, update_command, listing, show, move, remove),
        *(search, ask, check, repair, mcp),
    )
    for command in commands:
        command.register(app, say)
    evaluation.register(app, say)
    config.register(app, say)
    models.register(app, say)
    keys.register(app, say)
    users.register(app, say)
    return app


def _show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"youju {version('youju')}")
        raise typer.Exit
