"""``youju remove``: documents out of the library."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start, typed


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("remove", help=say("remove"), cls=LocalizedCommand)
    def remove(
        context: typer.Context,
        *,
        names: Annotated[
            list[str], typer.Argument(help=say("names"), metavar=say("metavar.names"))
        ],
    ) -> None:
        from youju_ui.render import one_line

        session = start(context)
        with session.open() as library:
            removed = library.remove(*(typed(name) for name in names))
        for document in removed:
            session.output.line(session.say("remove.done", name=one_line(document.name)))
