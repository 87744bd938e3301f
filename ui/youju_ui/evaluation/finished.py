"""``youju eval compare``, ``gate`` and ``report``: what is done with runs that are there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju_eval.comparison import (
    compare,
    comparison_markdown,
    comparison_table,
    duels_text,
    won_and_lost,
)
from youju_eval.folder import Run, RunFolder
from youju_eval.gate import check_gate, gate_table, parse_limits, write_junit
from youju_eval.presentation import result_markdown
from youju_eval.report import write_report
from youju_eval.results import read_result, to_builtins
from youju_ui.evaluation.files import folder_of

if TYPE_CHECKING:
    from youju_ui.session import Session

_FIRST = ("answer_hit", "evidence@1", "nDCG@10")
"""Whose wins and losses are shown unless a measure is named: the first that the runs hold."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a gate as they were typed."""

    fail_under: tuple[str, ...] = ()
    fail_over: tuple[str, ...] = ()
    max_drop: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.fail_under or self.fail_over or self.max_drop)


def compare_runs(
    session: Session,
    paths: Sequence[Path],
    *,
    measures: Sequence[str],
    show: int,
    html: Path | None,
    seed: int,
    as_json: bool,
) -> None:
    """Compare runs with the first of them; the page shows the last one whole.

    Raises:
        EvaluationError: one is no finished run, or they have nothing in common.

    """
    runs = [RunFolder(folder_of(path)).read() for path in paths]
    found = compare([run.result for run in runs], measures=measures, seed=seed)
    if html is not None:
        _write_page(session, runs, html)
    if as_json:
        session.output.json(to_builtins(found))
    else:
        session.output.line(comparison_table(found, language=session.language))
        if show:
            _show_duels(session, runs, measures, show)
    if html is not None:
        session.output.note(session.say("eval.written", path=str(html)), style="dim")


def pass_gate(
    session: Session,
    path: Path,
    limits: Limits,
    *,
    baseline: Path | None,
    junit: Path | None,
    as_json: bool,
) -> bool:
    """Check a result against limits; whether all hold.

    Raises:
        EvaluationError: a limit cannot be read, or a result is none.

    """
    result = read_result(path)
    gate = check_gate(
        result,
        fail_under=parse_limits(limits.fail_under, option="--fail-under"),
        fail_over=parse_limits(limits.fail_over, option="--fail-over"),
        max_drop=parse_limits(limits.max_drop, option="--max-drop"),
        baseline=None if baseline is None else read_result(baseline),
    )
    if junit is not None:
        write_junit(gate, junit, result=result)
    if as_json:
        session.output.json(to_builtins(gate))
    else:
        session.output.line(gate_table(gate, language=session.language))
    return gate.passed


def report_runs(
    session: Session, paths: Sequence[Path], *, out: Path | None, as_json: bool
) -> None:
    """Write the page of a run, or of several side by side, and its Markdown.

    Raises:
        EvaluationError: one is no finished run, or the page cannot be written.

    """
    runs = [RunFolder(folder_of(path)).read() for path in paths]
    page = out or runs[-1].folder.path / "report.html"
    _write_page(session, runs, page)
    text = page.with_suffix(".md")
    text.write_text(_markdown(session, runs) + "\n", encoding="utf-8")
    if as_json:
        session.output.json({"html": str(page), "markdown": str(text)})
    else:
        session.output.line(session.say("eval.written", path=str(page)))


def _write_page(session: Session, runs: Sequence[Run], page: Path) -> None:
    """The page of runs as they are named: the first is the baseline, the last is shown whole."""
    *others, discussed = runs
    baseline = 1 if others else None
    write_report([discussed, *others], page, baseline=baseline, language=session.language)


def _markdown(session: Session, runs: Sequence[Run]) -> str:
    """The results as Markdown, then how they differ."""
    parts = [result_markdown(run.result, language=session.language) for run in runs]
    if len(runs) > 1:
        together = compare([run.result for run in runs])
        parts.append(comparison_markdown(together, language=session.language))
    return "\n\n".join(parts)


def _show_duels(session: Session, runs: Sequence[Run], measures: Sequence[str], show: int) -> None:
    """The questions won and lost against the first run, by the first measure they share."""
    held = {one.name for one in runs[0].result.measures if one.per_question}
    measure = next((name for name in (*measures, *_FIRST) if name in held), None)
    if measure is None:
        return
    for run in runs[1:]:
        session.output.line("")
        session.output.line(
            session.say("eval.duels", measure=measure, label=run.result.system.label)
        )
        duels = won_and_lost(runs[0], run, measure)
        labels = (runs[0].result.system.label, run.result.system.label)
        session.output.line(duels_text(duels, language=session.language, limit=show, labels=labels))
