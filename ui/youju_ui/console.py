"""The two streams of the command line: results on one, everything else on the other, progress bars."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from rich.console import Console, RenderableType
    from rich.progress import Progress

_UNBROKEN = 10_000
"""Columns when the output is no terminal: a passage stays on one line, as grep and diff want it."""


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output for results, standard error for notes, progress and errors."""

    results: Console
    notes: Console

    @classmethod
    def standard(cls) -> Output:
        """The process's own streams; UTF-8 when a pipe or a file reads them."""
        from rich.console import Console

        for stream in (sys.stdout, sys.stderr):
            _make_utf8(stream)
        return cls(
            results=Console(
                highlight=False, width=None if sys.stdout.isatty() else _UNBROKEN, emoji=False
            ),
            notes=Console(stderr=True, highlight=False, emoji=False),
        )

    def result(self, content: RenderableType) -> None:
        """Print one result; outside a terminal no line is wrapped or filled up with spaces."""
        if self.results.is_terminal:
            self.results.print(content, markup=False)
            return
        with self.results.capture() as captured:
            self.results.print(content, markup=False)
        self.line("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))

    def line(self, text: str) -> None:
        """Print one line of a result as it is, however long."""
        self.results.out(text, highlight=False)

    def json(self, value: object, *, indent: int | None = 2) -> None:
        """Print a value as JSON, Chinese readable, never wrapped or coloured."""
        self.line(json.dumps(value, ensure_ascii=False, indent=indent))

    def note(self, content: RenderableType, *, style: str | None = None) -> None:
        """Print something beside the result."""
        self.notes.print(content, markup=False, style=style, soft_wrap=isinstance(content, str))

    @contextmanager
    def progress(self) -> Generator[Progress]:
        """A progress bar with time left, on standard error, gone when the work is done."""
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        with Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.notes,
            transient=True,
            disable=not self.notes.is_terminal,
        ) as bars:
            yield bars


def _make_utf8(stream: object) -> None:
    """JSON and Chinese survive a pipe on systems whose pipes speak another encoding."""
    import io

    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
