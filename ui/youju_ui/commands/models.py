"""``youju models``: the encoders this machine has, and all models built and loaded once."""

from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand, LocalizedGroup
from youju_ui.session import start

if TYPE_CHECKING:
    from youju_embeddings import ModelInfo


def register(app: typer.Typer, say: Say) -> None:
    """Add the group."""
    group = typer.Typer(
        cls=LocalizedGroup, help=say("models_group"), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(group, name="models")

    @group.callback()
    def models() -> None:
        """Hold the commands under ``models``."""

    @group.command("list", help=say("models.list"), cls=LocalizedCommand)
    def listing(
        context: typer.Context,
        *,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju_embeddings import available_models
        from youju_ui import render

        session = start(context)
        found, current = available_models(), session.settings.embedding.model
        if as_json:
            records = [_record(one, current, session.language) for one in found]
            session.output.json(records)
            return
        session.output.result(render.models(found, current=current, language=session.language))
        if current not in {one.name for one in found}:
            origin = session.loaded.origin("embedding.model").message.localized(session.language)
            session.output.note(session.say("models.current", model=current, origin=origin))
        session.output.note(session.say("models.hint"))

    @group.command("prepare", help=say("models.prepare"), cls=LocalizedCommand)
    def prepare(
        context: typer.Context,
        *,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        from youju.models import prepare_models

        session = start(context)
        started = perf_counter()
        names = prepare_models(session.settings)
        seconds = perf_counter() - started
        if as_json:
            session.output.json({"models": list(names), "seconds": round(seconds, 3)})
            return
        session.output.note(
            session.say("models.prepared", names=", ".join(names), seconds=f"{seconds:.1f}")
        )


def _record(model: "ModelInfo", current: str, language: str) -> dict[str, object]:
    """A model for a program."""
    return {
        "name": model.name,
        "dimension": model.dimension,
        "source": model.source,
        "licence": model.licence,
        "ready": model.ready,
        "in_use": model.name == current,
        "missing": None if model.missing is None else model.missing.localized(language),
    }
