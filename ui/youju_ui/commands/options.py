"""Arguments and options that several commands about keys and users have, each declared once."""

from typing import Any

import typer

from youju_ui.commands import Say


def json_option(say: Say) -> Any:  # noqa: ANN401 - what typer gives
    """``--json``: one record on standard output."""
    return typer.Option("--json", help=say("json"))


def name_argument(say: Say, key: str) -> Any:  # noqa: ANN401
    """The name that a command is about; ``key`` is what its help says."""
    return typer.Argument(help=say(key), metavar=say("metavar.name"))


def collection_option(say: Say) -> Any:  # noqa: ANN401
    """``--collection``, repeatable: what may be read."""
    return typer.Option(
        "--collection", "-c", help=say("access.collection"), metavar=say("metavar.name")
    )
