"""``youju check``: whether the library is in order."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("check", help=say("check"), cls=LocalizedCommand)
    def check(
        context: typer.Context,
        *,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_ui import render
        from youju_ui.records import check_record

        session = start(context)
        path = str(session.library_path)
        with session.open() as library:
            findings, stats = library.check(), library.stats()
        if as_json:
            session.output.json(check_record(path, findings, language=session.language))
        elif findings:
            session.output.note(session.say("check.findings", path=path, count=len(findings)))
            session.output.result(render.findings(findings, language=session.language))
        else:
            session.output.line(
                session.say(
                    "check.fine", path=path, documents=stats.documents, passages=stats.passages
                )
            )
        if findings:
            raise typer.Exit(1)
