"""``youju keys``: keys for programs; what a key opens is told in ``youju_ui.access``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from youju_ui.commands import Say, options
from youju_ui.help import LocalizedCommand, LocalizedGroup
from youju_ui.session import Session, start

if TYPE_CHECKING:
    from youju_ui.access import Key, Role


class KeyScope(StrEnum):
    """What the scopes are called on the command line."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


def register(app: typer.Typer, say: Say) -> None:
    """Add the group."""
    group = typer.Typer(
        cls=LocalizedGroup, help=say("keys_group"), no_args_is_help=True, rich_markup_mode=None
    )
    json_option = options.json_option(say)
    collection_option = options.collection_option(say)
    name_argument = options.name_argument(say, "keys.name")
    which_argument = options.name_argument(say, "keys.which")
    app.add_typer(group, name="keys")

    @group.callback()
    def keys() -> None:
        """Hold the commands under ``keys``."""

    @group.command("create", help=say("keys.create"), cls=LocalizedCommand)
    def create(
        context: typer.Context,
        *,
        name: Annotated[str, name_argument],
        scope: Annotated[
            KeyScope,
            typer.Option("--scope", help=say("keys.scope"), metavar=say("metavar.scope")),
        ] = KeyScope.READ,
        collection: Annotated[list[str] | None, collection_option] = None,
        days: Annotated[
            int | None,
            typer.Option("--days", min=1, help=say("keys.days"), metavar=say("metavar.days")),
        ] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import Audit, open_registry

        session = start(context)
        with open_registry(session.library_path) as registry:
            first = not registry.guarded
            readable = frozenset(collection) if collection else None
            key, text = registry.create_key(
                name, role=role_of(scope), collections=readable, days=days
            )
            audit = Audit(session.library_path)
            audit.record("command line", "keys.create", key=key.name, role=key.role)
        if as_json:
            session.output.json({**_record(key), "key": text})
        else:
            session.output.note(session.say("keys.created", name=key.name))
            session.output.line(text)
        if first:
            session.output.note(session.say("keys.guarded"), style="yellow")

    @group.command("list", help=say("keys.list"), cls=LocalizedCommand)
    def listing(
        context: typer.Context,
        *,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import open_registry

        session = start(context)
        with open_registry(session.library_path) as registry:
            found = registry.keys()
        if as_json:
            session.output.json([_record(key) for key in found])
        elif not found:
            session.output.note(session.say("keys.empty"))
        else:
            _print(session, found)

    @group.command("revoke", help=say("keys.revoke"), cls=LocalizedCommand)
    def revoke(
        context: typer.Context,
        *,
        name: Annotated[str, which_argument],
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from youju_ui.access import Audit, open_registry

        session = start(context)
        with open_registry(session.library_path) as registry:
            key = registry.revoke_key(name)
            known = registry.keys()
            Audit(session.library_path).record("command line", "keys.revoke", key=key.name)
        if as_json:
            session.output.json(_record(next(one for one in known if one.id == key.id)))
        else:
            session.output.line(session.say("keys.revoked", name=key.name))


def role_of(scope: KeyScope) -> "Role":
    """What a scope allows."""
    from youju_ui.access import Role

    return {
        KeyScope.READ: Role.READER,
        KeyScope.WRITE: Role.EDITOR,
        KeyScope.ADMIN: Role.ADMIN,
    }[scope]


def _record(key: "Key") -> dict[str, object]:
    """A key for a program, without its secret."""
    return {
        "id": key.id,
        "name": key.name,
        "scope": {"reader": "read", "editor": "write", "admin": "admin"}[key.role],
        "collections": None if key.collections is None else sorted(key.collections),
        "created": key.created,
        "expires": key.expires,
        "revoked": key.revoked,
    }


def _print(session: Session, keys: "tuple[Key, ...]") -> None:
    """The keys for people."""
    from youju_ui import render
    from youju_ui.access import utc_now

    now = utc_now().isoformat(timespec="seconds")
    columns = ("id", "name", "role", "collections", "created", "expires", "state")
    rows = [
        (
            key.id,
            key.name,
            str(_record(key)["scope"]),
            collections_text(session, key.collections),
            key.created[:10],
            session.say("keys.never") if key.expires is None else key.expires[:10],
            session.say(_state(key, now)),
        )
        for key in keys
    ]
    session.output.result(render.rows([session.say(f"access.{one}") for one in columns], rows))


def collections_text(session: Session, collections: frozenset[str] | None) -> str:
    """The collections of a key or user in words."""
    if collections is None:
        return session.say("access.everything")
    return ", ".join(sorted(collections))


def _state(key: "Key", now: str) -> str:
    if key.revoked is not None:
        return "keys.gone"
    return "keys.active" if key.is_active(now) else "keys.expired"
