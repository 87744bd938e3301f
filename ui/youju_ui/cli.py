"""The command line: builds it in the user's language, runs it, turns every failure into words and a code.

Exit codes: 0 fine, 1 an error of ours, 2 wrong usage, 3 nothing found,
4 a gate of an evaluation failed, 130 interrupted. What a
command does is in ``commands/``, one file each.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_embeddings.errors import YoujuError
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES
from youju_ui.messages.language import choose_language, normal_language
from youju_ui.session import Invocation, OpenLibrary, open_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_CATALOGUE = Catalogue(MESSAGES)
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None, *, opener: OpenLibrary = open_library) -> int:
    """Run one command line and return its exit code.

    Args:
        arguments: without the program's name; the process's own when not given.
        opener: how the library is opened; tests put theirs here.

    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    run = _Run(typed, choose_language(os.environ, asked=_asked_language(typed)))
    asked = bool(_asked_language(typed)) or normal_language(os.environ.get("YOUJU_LANG", ""))
    invocation = Invocation(run.language, language_is_asked=bool(asked), opener=opener)
    try:
        return run.finish(invocation)
    except BrokenPipeError:
        return run.quiet()
    except KeyboardInterrupt:
        return run.interrupted()
    except SystemExit as leaving:
        # typer turns a broken pipe into an exit of its own
        if isinstance(leaving.__context__, BrokenPipeError):
            return run.quiet()
        raise
    except Exception as error:  # noqa: BLE001 (the last line of defence says it in words)
        return run.failed(error)


@dataclass(frozen=True, slots=True)
class _Run:
    """One command line on its way, and how it ends."""

    typed: list[str]
    language: str

    def finish(self, invocation: Invocation) -> int:
        """Run the command."""
        import typer

        from youju_ui.app import build_app

        command = typer.main.get_command(build_app(self.language))
        try:
            code = command.main(
                args=list(self.typed), prog_name="youju", standalone_mode=False, obj=invocation
            )
            sys.stdout.flush()
        except typer.Abort:
            return self.interrupted()
        if code == _INTERRUPTED:
            return self.interrupted()
        return code if isinstance(code, int) else 0

    def failed(self, error: Exception) -> int:
        """Say what went wrong, and how to see more of it."""
        from youju_ui.usage import is_usage_error, usage_text

        if is_usage_error(error):
            text = usage_text(error, self.language)
            if not self._told_as_json("usage", text, 2):
                self._errors().print(text, markup=False, soft_wrap=True)
            return 2
        if "-v" in self.typed or "--verbose" in self.typed:
            traceback.print_exception(error, file=sys.stderr)
        if isinstance(error, YoujuError):
            from youju_ui.web_api.problems import problem_of

            message = error.message.localized(self.language)
            if not self._told_as_json(problem_of(error).code, message, 1):
                self._tell("error", message=message)
        else:
            kind = type(error).__name__
            values = {"kind": kind, "message": str(error)}
            message = _CATALOGUE.text("error.unexpected", self.language, **values)
            if not self._told_as_json("failed", message, 1):
                self._tell("error.unexpected", **values)
        return 1

    def _told_as_json(self, code: str, message: str, leaves: int) -> bool:
        """Say what went wrong as one line of JSON on standard error, where results were wanted as JSON."""
        options = self.typed[: self.typed.index("--")] if "--" in self.typed else self.typed
        if "--json" not in options:
            return False
        told = {"error": {"code": code, "message": message, "exit": leaves}}
        sys.stderr.write(json.dumps(told, ensure_ascii=False) + "\n")
        return True

    def interrupted(self) -> int:
        """Say that nothing finished is lost."""
        adding = next((word for word in self.typed if word in {"add", "update", "ask"}), "")
        self._tell("error.interrupted_add" if adding in {"add", "update"} else "error.interrupted")
        return _INTERRUPTED

    def quiet(self) -> int:
        """The reader of our output has gone: nothing more is to be said, at exit neither."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return _BROKEN_PIPE

    def _tell(self, key: str, /, **values: str) -> None:
        self._errors().print(
            _CATALOGUE.text(key, self.language, **values), markup=False, soft_wrap=True, style="red"
        )

    def _errors(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, highlight=False, emoji=False)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` before the command line is built: its help is in that language."""
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    return None


if __name__ == "__main__":
    sys.exit(main())
