"""``youju list``: the documents of the library."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("list", help=say("list"), cls=LocalizedCommand)
    def documents(
        context: typer.Context,
        *,
        collection: Annotated[
            list[str] | None,
            typer.Option("--collection", "-c", help=say("collection"), metavar=say("metavar.name")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui import render
        from youju_ui.records import document_record
        from youju_ui.session import scope_of

        session = start(context)
        with session.open() as library:
            found = library.documents(scope=scope_of(library, collection or [], []))
            stats = library.stats()
            counts = library.passage_counts()
        if as_json:
            session.output.json([document_record(one, passages=counts[one.id]) for one in found])
        elif not found:
            session.output.note(session.say("list.empty", path=str(session.library_path)))
        else:
            session.output.result(render.documents(found, counts, language=session.language))
            if not collection:
                session.output.note(render.total(stats, language=session.language), style="dim")
