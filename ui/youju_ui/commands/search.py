"""``youju search``: passages for a query."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import scope_of, start, typed

NOTHING_FOUND = 3


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("search", help=say("search"), cls=LocalizedCommand)
    def search(
        context: typer.Context,
        *,
        query: Annotated[
            str, typer.Argument(help=say("search.query"), metavar=say("metavar.query"))
        ],
        k: Annotated[
            int | None, typer.Option("-k", min=1, help=say("k"), metavar=say("metavar.number"))
        ] = None,
        collection: Annotated[
            list[str] | None,
            typer.Option("--collection", "-c", help=say("collection"), metavar=say("metavar.name")),
        ] = None,
        document: Annotated[
            list[str] | None,
            typer.Option("--document", "-d", help=say("document"), metavar=say("metavar.name")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju.records import ranked_record
        from youju_ui import render

        session = start(context, flags={"retrieval.k": k})
        with session.open() as library:
            scope = scope_of(library, collection or [], [typed(name) for name in document or []])
            hits = library.search(typed(query), k=session.settings.retrieval.k, scope=scope)
        if as_json:
            session.output.json([ranked_record(hit) for hit in hits])
        elif hits:
            session.output.result(render.hits(hits, language=session.language))
        if not hits:
            session.output.note(session.say("search.nothing"))
            raise typer.Exit(NOTHING_FOUND)
