"""What ``add`` and ``update`` show: the bar while they work, the outcome when they are done."""

from __future__ import annotations

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

    Args:
        session: the run.
        outcomes: in the order the files were worked on.
        as_json: print records instead of a table.
        nothing: the key of what to say when there was no file.

    """
    language, output = session.language, session.output
    failed = [one for one in outcomes if one.change is Change.FAILED]
    fine = [one for one in outcomes if one.change is not Change.FAILED]
    if as_json:
        output.json([outcome_record(one, language=language) for one in outcomes])
    elif not outcomes:
        output.note(session.say(nothing))
    else:
        if len(fine) > _LISTED:
            fine = [one for one in fine if one.change is not Change.UNCHANGED]
        if fine:
            output.result(render.outcomes(fine, language=language))
        for outcome in fine:
            for warning in outcome.warnings:
                name = outcome.document.name if outcome.document else outcome.source
                text = session.say(
                    "add.warning",
                    name=render.one_line(name),
                    message=render.safe(warning.localized(language)),
                )
                output.note(text, style="yellow")
        _summarize(session, outcomes)
    if failed and not as_json:
        output.note(session.say("add.failures"), style="red")
        output.note(render.failures(failed, language=language))
    if failed:
        raise typer.Exit(1)


def _summarize(session: Session, outcomes: Sequence[Outcome]) -> None:
    """Print how many files came to what."""
    counts = dict.fromkeys(Change, 0)
    for outcome in outcomes:
        counts[outcome.change] += 1
    session.output.line(
        session.say(
            "add.summary",
            added=counts[Change.ADDED],
            updated=counts[Change.UPDATED],
            unchanged=counts[Change.UNCHANGED],
            failed=counts[Change.FAILED],
            passages=sum(outcome.passages for outcome in outcomes),
        )
    )
