"""``youju users``: people who log in; what a user sees is told in ``youju_ui.access``."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from youju_ui.commands import Say, options
from youju_ui.help import LocalizedCommand, LocalizedGroup
from youju_ui.session import Session, start

if TYPE_CHECKING:
    from youju_ui.access import User


class RoleName(StrEnum):
    """The roles, without importing what knows them before a command runs."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


def register(app: typer.Typer, say: Say) -> None:
    """Add the group."""
    group = typer.Typer(
        cls=LocalizedGroup, help=say("users_group"), no_args_is_help=True, rich_markup_mode=None
    )
    json_option = options.json_option(say)
    collection_option = options.collection_option(say)
    name_argument = options.name_argument(say, "users.name")
    app.add_typer(group, name="users")

    @group.callback()
    def users() -> None:
        """Hold the commands under ``users``."""

    @group.command("add", help=say("users.add"), cls=LocalizedCommand)
    def add(
        context: typer.Context,
        *,
        name: Annotated[str, name_argument],
        role: Annotated[
            RoleName,
            typer.Option("--role", help=say("users.role"), metavar=say("metavar.role")),
        ] = RoleName.READER,
        collection: Annotated[list[str] | None, collection_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import Audit, Role, open_registry

        session = start(context)
        password = read_password(session)
        readable = frozenset(collection) if collection else None
        with open_registry(session.library_path) as registry:
            first = not registry.guarded
            user = registry.add_user(name, password, role=Role(role), collections=readable)
            audit = Audit(session.library_path)
            audit.record("command line", "users.add", user=user.name, role=user.role)
        if as_json:
            session.output.json(_record(user))
        else:
            session.output.line(session.say("users.added", name=user.name))
        if first:
            session.output.note(session.say("keys.guarded"), style="yellow")

    @group.command("list", help=say("users.list"), cls=LocalizedCommand)
    def listing(
        context: typer.Context,
        *,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        session = start(context)
        _list(session, as_json=as_json)

    @group.command("remove", help=say("users.remove"), cls=LocalizedCommand)
    def remove(
        context: typer.Context,
        *,
        name: Annotated[str, name_argument],
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import Audit, open_registry

        session = start(context)
        with open_registry(session.library_path) as registry:
            registry.remove_user(name)
            Audit(session.library_path).record("command line", "users.remove", user=name)
        if as_json:
            session.output.json({"name": name})
        else:
            session.output.line(session.say("users.removed", name=name))

    @group.command("password", help=say("users.password"), cls=LocalizedCommand)
    def password(
        context: typer.Context,
        *,
        name: Annotated[str, name_argument],
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import Audit, open_registry

        session = start(context)
        with open_registry(session.library_path) as registry:
            registry.set_password(name, read_password(session))
            Audit(session.library_path).record("command line", "users.password", user=name)
        if as_json:
            session.output.json({"name": name})
        else:
            session.output.line(session.say("users.changed", name=name))


def read_password(session: Session) -> str:
    """A password typed twice without being shown, or one line of standard input.

    Raises:
        AccessError: the two differ, or there was none.
    """
    from youju_ui.access import AccessError
    from youju_ui.messages.access import MESSAGES

    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
        problem = "" if password else "users.no_password"
    else:
        from getpass import getpass

        password = getpass(session.say("users.password") + ": ", stream=sys.stderr)
        again = getpass(session.say("users.again") + ": ", stream=sys.stderr)
        problem = "" if password == again else "users.differ"
    if problem:
        raise AccessError(zh=MESSAGES[problem].zh, en=MESSAGES[problem].en)
    return password


def _record(user: "User") -> dict[str, object]:
    """A user for a program."""
    return {
        "name": user.name,
        "role": str(user.role),
        "collections": None if user.collections is None else sorted(user.collections),
        "created": user.created,
    }


def _list(session: Session, *, as_json: bool) -> None:
    """The users for a program or for people."""
    from youju_ui import render
    from youju_ui.access import open_registry
    from youju_ui.commands.keys import collections_text

    with open_registry(session.library_path) as registry:
        found = registry.users()
    if as_json:
        session.output.json([_record(user) for user in found])
        return
    if not found:
        session.output.note(session.say("users.empty"))
        return
    columns = [session.say(f"access.{one}") for one in ("name", "role", "collections", "created")]
    rows = [
        (user.name, str(user.role), collections_text(session, user.collections), user.created[:10])
        for user in found
    ]
    session.output.result(render.rows(columns, rows))
