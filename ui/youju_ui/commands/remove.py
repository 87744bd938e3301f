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
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui.records import document_record
        from youju_ui.render import one_line

        session = start(context)
        with session.open() as library:
            found = {one.id: one for one in (library.document(typed(name)) for name in names)}
            counts = library.passage_counts()
            removed = library.remove(*found)
        if as_json:
            session.output.json([document_record(one, passages=counts[one.id]) for one in removed])
            return
        for document in removed:
            session.output.line(session.say("remove.done", name=one_line(document.name)))
