"""``youju move``: documents into another collection."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start, typed


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("move", help=say("move"), cls=LocalizedCommand)
    def move(
        context: typer.Context,
        *,
        names: Annotated[
            list[str], typer.Argument(help=say("names"), metavar=say("metavar.names"))
        ],
        collection: Annotated[
            str, typer.Option("--to", help=say("move.to"), metavar=say("metavar.name"))
        ],
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.records import document_record
        from youju_ui.render import one_line

        session = start(context)
        with session.open() as library:
            moved = library.move(*(typed(name) for name in names), collection=typed(collection))
            counts = library.passage_counts()
        if as_json:
            session.output.json([document_record(one, passages=counts[one.id]) for one in moved])
            return
        for document in moved:
            session.output.line(
                session.say(
                    "move.done",
                    name=one_line(document.name),
                    collection=one_line(document.collection),
                )
            )
