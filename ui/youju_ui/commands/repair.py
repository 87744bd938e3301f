"""``youju repair``: mend what ``youju check`` found, and build the index anew when asked."""

from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("repair", help=say("repair"), cls=LocalizedCommand)
    def repair(
        context: typer.Context,
        *,
        reindex: Annotated[bool, typer.Option("--reindex", help=say("repair.reindex"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju import repair as mending
        from youju.models import open_encoder
        from youju_ui import render
        from youju_ui.intake import watched
        from youju_ui.records import check_record

        session = start(context)
        path = str(session.library_path)
        if reindex:
            encoder = open_encoder(session.settings)
            with watched(session) as progress:
                count = mending.reindex(session.library_path, encoder, progress=progress)
            encoder.close()
            if as_json:
                session.output.json(check_record(path, (), language=session.language))
            else:
                session.output.line(session.say("repair.reindexed", path=path, count=count))
            return
        mending.rebuild_derived(session.library_path)
        with session.open() as library:
            findings = library.check()
        if as_json:
            session.output.json(check_record(path, findings, language=session.language))
        elif findings:
            session.output.note(session.say("check.findings", path=path, count=len(findings)))
            session.output.result(render.findings(findings, language=session.language))
        else:
            session.output.line(session.say("repair.fine", path=path))
        if findings:
            raise typer.Exit(1)
