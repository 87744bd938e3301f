"""A mistake on the command line in the user's words; nothing here runs a command.

Typer's errors differ in class and module between its versions, so they are told by their names and
fields.
"""

from __future__ import annotations

import difflib
import re
from typing import Any

from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES

_CATALOGUE = Catalogue(MESSAGES)
_QUOTED = re.compile(r"'([^']*)'")


def is_usage_error(error: object) -> bool:
    """Whether an exception is typer's (or click's) way to say that the command line is wrong."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def usage_text(error: Any, language: str) -> str:  # noqa: ANN401 (see the module's first lines)
    """What is wrong and what to type instead; a help page when nothing was typed."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message()).rstrip()
    message = _CATALOGUE.text("usage", language, message=_message(error, kind, language))
    context = getattr(error, "ctx", None)
    path = "youju" if context is None else str(context.command_path)
    return f"{message}\n{_CATALOGUE.text('usage.more', language, command=path)}"


def _message(error: Any, kind: str, language: str) -> str:  # noqa: ANN401 (as above)
    """The mistake in one or two sentences."""

    def say(key: str, /, **values: str) -> str:
        return _CATALOGUE.text(key, language, **values)

    parameter = getattr(error, "param", None)
    if kind == "NoSuchOption":
        return _no_such_option(error, language)
    if kind == "BadOptionUsage":
        return say("usage.needs_value", name=str(error.option_name))
    if kind == "MissingParameter" and parameter is not None:
        return say("usage.missing", kind=say(str(parameter.param_type_name)), name=_name(parameter))
    if kind == "BadParameter" and parameter is not None:
        metavar = parameter.metavar
        if metavar:
            return say("usage.bad_value", name=_name(parameter), expected=metavar)
        return say("usage.bad", name=_name(parameter))
    if kind == "BadParameter":
        return str(error.message)
    text = str(error.format_message())
    if text.startswith("No such command"):
        return _no_such_command(error, text, language)
    return say("usage.extra", message=", ".join(_QUOTED.findall(text)) or _in_brackets(text))


def _no_such_option(error: Any, language: str) -> str:  # noqa: ANN401 (as above)
    """There is no such option; a global one belongs before the command."""
    name, context = str(error.option_name), error.ctx
    if context is not None and context.parent is not None:
        root = context.find_root()
        for parameter in root.command.params:
            if name in parameter.opts:
                return _CATALOGUE.text(
                    "usage.global_option", language, name=name, command=str(context.info_name)
                )
    message = _CATALOGUE.text("usage.no_option", language, name=name)
    near = sorted(error.possibilities or ())
    return message + _perhaps(near, language)


def _no_such_command(error: Any, text: str, language: str) -> str:  # noqa: ANN401 (as above)
    """There is no such command; the nearest ones."""
    found = _QUOTED.search(text)
    name = found[1] if found else ""
    known = list(error.ctx.command.commands) if error.ctx is not None else []
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    return _CATALOGUE.text("usage.no_command", language, name=name) + _perhaps(near, language)


def _perhaps(names: list[str], language: str) -> str:
    """A question after the nearest spelling, empty without one."""
    if not names:
        return ""
    return " " + _CATALOGUE.text("usage.perhaps", language, names=", ".join(names))


def _name(parameter: Any) -> str:  # noqa: ANN401 (as above)
    """How a parameter is written."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return str(max(parameter.opts, key=len))


def _in_brackets(text: str) -> str:
    """What stands in the last brackets of a message of click's, else all of it."""
    found = re.search(r"\((.*)\)", text)
    return found[1] if found else text
