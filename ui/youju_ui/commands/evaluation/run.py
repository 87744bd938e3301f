"""``youju eval run``: a set answered and measured, by a library, a server, or from a file of answers."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand
from youju_ui.session import Invocation, start


def register(app: typer.Typer, say: Say) -> None:
    """Add the command."""

    @app.command("run", help=say("eval.run"), cls=LocalizedCommand)
    def run(
        context: typer.Context,
        *,
        questions: Annotated[
            Path, typer.Argument(help=say("eval.set"), metavar=say("metavar.set"))
        ],
        library: Annotated[
            Path | None,
            typer.Option("--library", help=say("eval.library"), metavar=say("metavar.folder")),
        ] = None,
        documents: Annotated[
            Path | None,
            typer.Option("--documents", help=say("eval.documents"), metavar=say("metavar.folder")),
        ] = None,
        config: Annotated[
            Path | None, typer.Option("--config", help=say("config"), metavar=say("metavar.file"))
        ] = None,
        setting: Annotated[
            list[str] | None,
            typer.Option("--set", help=say("eval.setting"), metavar=say("metavar.setting")),
        ] = None,
        compare: Annotated[
            list[str] | None,
            typer.Option("--compare", help=say("eval.grid"), metavar=say("metavar.grid")),
        ] = None,
        predictions: Annotated[
            Path | None,
            typer.Option(
                "--predictions", help=say("eval.predictions"), metavar=say("metavar.file")
            ),
        ] = None,
        trec: Annotated[
            Path | None,
            typer.Option("--trec", help=say("eval.trec"), metavar=say("metavar.file")),
        ] = None,
        endpoint: Annotated[
            str | None,
            typer.Option("--endpoint", help=say("eval.endpoint"), metavar=say("metavar.address")),
        ] = None,
        endpoint_model: Annotated[
            str,
            typer.Option("--endpoint-model", help=say("eval.model"), metavar=say("metavar.name")),
        ] = "default",
        refusal: Annotated[
            str | None,
            typer.Option("--refusal", help=say("eval.refusal"), metavar=say("metavar.pattern")),
        ] = None,
        measures: Annotated[
            list[str] | None,
            typer.Option("--measure", help=say("eval.measures"), metavar=say("metavar.measure")),
        ] = None,
        label: Annotated[
            str, typer.Option("--label", help=say("eval.label"), metavar=say("metavar.name"))
        ] = "",
        out: Annotated[
            Path | None,
            typer.Option("--out", help=say("eval.out"), metavar=say("metavar.folder")),
        ] = None,
        limit: Annotated[
            int | None,
            typer.Option("--limit", min=1, help=say("eval.limit"), metavar=say("metavar.number")),
        ] = None,
        seed: Annotated[
            int, typer.Option("--seed", min=0, help=say("eval.seed"), metavar=say("metavar.whole"))
        ] = 0,
        fresh: Annotated[bool, typer.Option("--fresh", help=say("eval.fresh"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_eval.running import assignments
        from youju_ui.evaluation.running import Request, run_request

        context.obj = with_globals(context.obj, library, config)
        session = start(context, flags=assignments(setting or []))
        request = Request(
            questions=questions,
            documents=documents,
            library=context.obj.library,
            grid=tuple(compare or ()),
            predictions=predictions,
            trec=trec,
            endpoint=endpoint,
            endpoint_model=endpoint_model,
            refusal=refusal,
            measures=tuple(measures or ()),
            assigned=tuple(setting or ()),
            label=label,
            out=out,
            limit=limit,
            seed=seed,
            fresh=fresh,
        )
        complaint = request.complaint()
        if complaint:
            raise typer.BadParameter(session.say(complaint))
        run_request(session, request, as_json=as_json)


def with_globals(given: object, library: Path | None, config: Path | None) -> Invocation:
    """The invocation with ``--library`` and ``--config`` as they stand after the command."""
    if not isinstance(given, Invocation):
        raise TypeError("the command was not started by youju_ui.cli")
    return replace(given, library=library or given.library, config=config or given.config)
