"""``youju config show``: every setting, its value and where it came from."""

from pathlib import Path
from typing import Annotated

import typer

from youju_ui.commands import Say
from youju_ui.help import LocalizedCommand, LocalizedGroup
from youju_ui.session import Session, start


def register(app: typer.Typer, say: Say) -> None:
    """Add the group."""
    group = typer.Typer(
        cls=LocalizedGroup, help=say("config_group"), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(group, name="config")

    @group.callback()
    def config() -> None:
        """Hold the commands under ``config``."""

    @group.command("show", help=say("config.show"), cls=LocalizedCommand)
    def show(
        context: typer.Context,
        *,
        as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    ) -> None:
        session = start(context)
        if as_json:
            session.output.json(_record(session))
        else:
            _print(session)


def _record(session: Session) -> dict[str, object]:
    """The settings for a program."""
    loaded = session.loaded
    return {
        "library": str(session.library_path),
        "files": [str(file) for file in loaded.files],
        "settings": {
            key: {
                "value": str(value) if isinstance(value, Path) else value,
                "origin": str(loaded.origin(key)),
            }
            for key, value in loaded.settings.items()
        },
    }


def _print(session: Session) -> None:
    """The settings for people; what was changed stands out."""
    from youju.settings import OriginKind, user_file
    from youju_ui import render

    loaded = session.loaded
    rows = [
        (
            key,
            session.say("config.none") if value is None else render.setting_value(value),
            loaded.origin(key).message.localized(session.language),
            loaded.origin(key).kind is not OriginKind.DEFAULT,
        )
        for key, value in loaded.settings.items()
    ]
    session.output.result(render.settings(rows, language=session.language))
    session.output.note(session.say("config.library", path=str(session.library_path)))
    if loaded.files:
        files = ", ".join(str(file) for file in loaded.files)
        session.output.note(session.say("config.files", files=files))
    else:
        session.output.note(session.say("config.no_files", path=str(user_file())))
