"""``youju show``: one document's facts and outline."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start, typed


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("show", help=say("show"), cls=LocalizedCommand)
    def show(
        context: typer.Context,
        *,
        name: Annotated[str, typer.Argument(help=say("name"), metavar=say("metavar.name"))],
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui import render
        from youju_ui.records import document_record, outline_record

        session = start(context)
        with session.open() as library:
            document = library.document(typed(name))
            blocks, passages = library.blocks(document.id), library.passages(document.id)
        if as_json:
            session.output.json(
                {
                    **document_record(document, passages=len(passages)),
                    "outline": outline_record(blocks),
                }
            )
        else:
            session.output.result(
                render.document(document, blocks, passages, language=session.language)
            )
