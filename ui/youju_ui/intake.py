"""What ``add`` and ``update`` show: the bar while they work, the outcome when they are done."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from youju.schema import Change, Stage
from youju_ui import render
from youju_ui.records import outcome_record

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from youju.schema import Outcome, Progress
    from youju_ui.session import Session

_SHARES = {Stage.PARSE: (0.0, 0.1), Stage.ENCODE: (0.1, 0.85), Stage.STORE: (0.95, 0.05)}
"""Where each stage of one file begins and how much of the file's work it is."""
_TAKEN = frozenset({Change.ADDED, Change.UPDATED, Change.UNCHANGED})
_LISTED = 30
"""Outcomes shown one by one; above, what did not change is only counted."""


@contextmanager
def watched(session: Session) -> Generator[Callable[[Progress], None]]:
    """A bar over all files with time left, fed by the library's progress."""
    with session.output.progress() as bars:
        task = bars.add_task("", total=1.0)

        def show(progress: Progress) -> None:
            name = render.one_line(progress.source.replace("\\", "/").rpartition("/")[2])
            stage = session.say(f"stage.{progress.stage}")
            count = f"[{progress.number}/{progress.sources}] " if progress.sources > 1 else ""
            bars.update(task, completed=fraction(progress), description=f"{count}{stage} {name}")

        yield show


def fraction(progress: Progress) -> float:
    """How much of an addition is done, in [0, 1]; every file counts the same."""
    if progress.stage is Stage.DONE:
        within = 1.0
    else:
        begin, share = _SHARES[progress.stage]
        within = begin + share * (progress.done / progress.total if progress.total else 0.0)
    return (progress.number - 1 + within) / max(progress.sources, 1)


def report(session: Session, outcomes: Sequence[Outcome], *, as_json: bool, nothing: str) -> None:
    """Print what became of each file; leave with 1 when one of them failed.

    A file of a folder that no parser reads is told, but is no failure.

    Args:
        session: the run.
        outcomes: in the order the files were worked on.
        as_json: print records instead of a table.
        nothing: the key of what to say when there was no file.

    """
    failed = [one for one in outcomes if one.change is Change.FAILED]
    if as_json:
        session.output.json([outcome_record(one, language=session.language) for one in outcomes])
    elif not outcomes:
        session.output.note(session.say(nothing))
    else:
        _tell_taken(session, [one for one in outcomes if one.change in _TAKEN])
        _summarize(session, outcomes)
        skipped = [one for one in outcomes if one.change is Change.SKIPPED]
        for key, style, found in (
            ("add.skipped", "yellow", skipped),
            ("add.failures", "red", failed),
        ):
            if found:
                session.output.note(session.say(key), style=style)
                session.output.note(render.failures(found, language=session.language))
    if failed:
        raise typer.Exit(1)


def _tell_taken(session: Session, taken: Sequence[Outcome]) -> None:
    """Print the files that are in the library, and what there is to note about them."""
    if len(taken) > _LISTED:
        taken = [one for one in taken if one.change is not Change.UNCHANGED]
    if taken:
        session.output.result(render.outcomes(taken, language=session.language))
    for outcome in taken:
        for warning in outcome.warnings:
            name = outcome.document.name if outcome.document else outcome.source
            text = session.say(
                "add.warning",
                name=render.one_line(name),
                message=render.safe(warning.localized(session.language)),
            )
            session.output.note(text, style="yellow")


def _summarize(session: Session, outcomes: Sequence[Outcome]) -> None:
    """Print how many files came to what."""
    counts = Counter(str(outcome.change) for outcome in outcomes)
    passages = sum(outcome.passages for outcome in outcomes)
    numbers = {str(change): counts[change] for change in Change}
    session.output.line(session.say("add.summary", passages=passages, **numbers))
