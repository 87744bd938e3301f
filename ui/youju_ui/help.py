"""The help pages of the command line in the user's language; its usage errors are in ``usage.py``.

Typer draws help in English only. What is used of it here (the lists of parameters and commands) is
the part of its interface that has stayed the same over its versions.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli_help import MESSAGES
from youju_ui.session import Invocation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CATALOGUE = Catalogue(MESSAGES)
_WIDEST = 100
"""Columns of a help page on a wide terminal."""


class HelpContext(Protocol):
    """What a help page wants to know of the running command."""

    @property
    def command_path(self) -> str:
        """``youju config show``."""
        ...

    obj: Any


class Formatter(Protocol):
    """Where a help page is written to."""

    def write(self, string: str) -> None:
        """Take the page."""
        ...


class LocalizedCommand(TyperCommand):
    """A command whose help page is in the user's language."""

    def format_help(self, ctx: HelpContext, formatter: Formatter) -> None:
        """Write the page."""
        page = help_page(
            ctx.command_path,
            about=self.help or "",
            parameters=self.params,
            language=_language(ctx),
        )
        formatter.write(_drawn(page))


class LocalizedGroup(TyperGroup):
    """A group of commands whose help page is in the user's language."""

    def format_help(self, ctx: HelpContext, formatter: Formatter) -> None:
        """Write the page."""
        page = help_page(
            ctx.command_path,
            about=self.help or "",
            parameters=self.params,
            commands={name: command.help or "" for name, command in self.commands.items()},
            epilog=self.epilog or "",
            language=_language(ctx),
        )
        formatter.write(_drawn(page))


def help_page(
    path: str,
    *,
    about: str,
    parameters: Sequence[object],
    language: str,
    commands: Mapping[str, str] | None = None,
    epilog: str = "",
) -> RenderableType:
    """The help of one command: usage, what it does, arguments, options and commands."""

    def say(key: str) -> str:
        return _CATALOGUE.text(key, language)

    arguments = [_row(one) for one in parameters if _kind(one) == "argument"]
    options = [
        _row(one) for one in parameters if _kind(one) == "option" and "--help" not in _names(one)
    ]
    usage = [path, say("usage.options"), *(name for name, _ in arguments)]
    if commands:
        usage.append(say("usage.command"))
    parts: list[RenderableType] = [
        Text(say("heading.usage"), style="bold").append(" ".join(usage), style="not bold"),
        Padding(Text(about), (1, 0, 1, 2)),
    ]
    for heading, rows in (
        ("heading.arguments", arguments),
        ("heading.commands", list((commands or {}).items())),
        ("heading.options", [*options, ("--help", say("help"))]),
    ):
        if rows:
            parts += [Text(say(heading), style="bold"), _listing(rows)]
    return Group(*parts, *([Text(epilog)] if epilog else []))


def _listing(rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Names and what they mean in two columns."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for name, meaning in rows:
        table.add_row(Text(name), Text(meaning))
    return Padding(table, (0, 0, 1, 2))


def _kind(parameter: Any) -> str:  # noqa: ANN401 (typer names its parameters' class differently by version)
    """``argument`` or ``option``."""
    return str(parameter.param_type_name)


def _names(parameter: Any) -> list[str]:  # noqa: ANN401 (as above)
    """The ways to write an option, shortest first."""
    return sorted([*parameter.opts, *parameter.secondary_opts], key=len)


def _row(parameter: Any) -> tuple[str, str]:  # noqa: ANN401 (as above)
    """Name and meaning of one parameter."""
    metavar = parameter.metavar or ""
    meaning = parameter.help or ""
    if _kind(parameter) == "argument":
        return (metavar if parameter.required else f"[{metavar}]"), meaning
    return f"{', '.join(_names(parameter))} {metavar}".rstrip(), meaning


def _language(context: HelpContext) -> str:
    """The language the command line was built in."""
    return context.obj.language if isinstance(context.obj, Invocation) else "zh-CN"


def _drawn(page: RenderableType) -> str:
    """The page as text for this terminal."""
    console = Console(
        highlight=False, emoji=False, width=min(shutil.get_terminal_size().columns, _WIDEST)
    )
    with console.capture() as captured:
        console.print(page)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
