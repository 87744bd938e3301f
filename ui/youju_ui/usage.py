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
    message = _say("usage", language, message=_message(error, kind, language))
    context = getattr(error, "ctx", None)
    path = "youju" if context is None else str(context.command_path)
    return f"{message}\n{_say('usage.more', language, command=path)}"


def _message(error: Any, kind: str, language: str) -> str:  # noqa: ANN401 (as above)
    """The mistake in one or two sentences."""
    if kind == "NoSuchOption":
        return _no_such_option(error, language)
    if kind == "BadOptionUsage":
        return _say("usage.needs_value", language, name=str(error.option_name))
    if kind in {"MissingParameter", "BadParameter"}:
        return _bad_parameter(error, kind, language)
    text = str(error.format_message())
    if text.startswith("No such command"):
        return _no_such_command(error, text, language)
    return _say("usage.extra", language, message=_in_brackets(text))


def _bad_parameter(error: Any, kind: str, language: str) -> str:  # noqa: ANN401 (as above)
    """A value that is missing or of the wrong kind; our own commands' complaints as they are."""
    parameter = error.param
    if parameter is None:
        return str(error.message)
    if kind == "MissingParameter":
        what = _say(str(parameter.param_type_name), language)
        return _say("usage.missing", language, kind=what, name=_name(parameter))
    if not parameter.metavar:
        return _say("usage.bad", language, name=_name(parameter))
    return _say("usage.bad_value", language, name=_name(parameter), expected=parameter.metavar)


def _no_such_option(error: Any, language: str) -> str:  # noqa: ANN401 (as above)
    """There is no such option; a global one belongs before the command."""
    name, context = str(error.option_name), error.ctx
    if context is not None and context.parent is not None:
        root = context.find_root()
        for parameter in root.command.params:
            if name in parameter.opts:
                return _say(
                    "usage.global_option", language, name=name, command=str(context.info_name)
                )
    message = _say("usage.no_option", language, name=name)
    near: list[str] = sorted(error.possibilities or ())
    return message + _perhaps(near, language)


def _no_such_command(error: Any, text: str, language: str) -> str:  # noqa: ANN401 (as above)
    """There is no such command; the nearest ones."""
    found = _QUOTED.search(text)
    name = found[1] if found else ""
    known = list(error.ctx.command.commands) if error.ctx is not None else []
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.6)
    return _say("usage.no_command", language, name=name) + _perhaps(near, language)


def _perhaps(names: list[str], language: str) -> str:
    """A question after the nearest spelling, empty without one."""
    if not names:
        return ""
    return _say("usage.perhaps", language, names=", ".join(names))


def _say(key: str, language: str, /, **values: str) -> str:
    """A sentence of the command line."""
    return _CATALOGUE.text(key, language, **values)


def _name(parameter: Any) -> str:  # noqa: ANN401 (as above)
    """How a parameter is written."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return str(max(parameter.opts, key=len))


def _in_brackets(text: str) -> str:
    """The arguments in a message of click's ("Got unexpected extra argument(s) (a b)"), else all."""
    found = re.search(r"arguments?(?:\(s\))? \((.*)\)\.?$", text)
    return found[1] if found else text
