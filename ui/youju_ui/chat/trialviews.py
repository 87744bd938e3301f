"""The evaluation page as HTML: sets, progress, finished runs, measures, failures, comparison; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.chat.trialruns import FEEDBACK, Asked
from youju_ui.messages import chat_trials as texts
from youju_ui.messages.chat import filled
from youju_ui.messages.chat_measures import measure_name

if TYPE_CHECKING:
    from youju_eval.folder import Run

_KEY_COLUMNS = ("answer_hit", "right_reaction", "evidence@5")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the page shows beside the result: the sets, the runs, and which are chosen."""

    sets: tuple[tuple[str, bool], ...]
    """Each with whether it brings documents of its own."""
    judged: int
    runs: tuple[Run, ...]
    chosen: str = ""
    shown: str = ""
    notice: Message | None = None
    asked: Asked | None = None
    seconds_left: float | None = None
    editable: bool = True
    """Whether he may run, add and delete; else he may only look."""


def render_bench(bench: Bench, result: str, language: str) -> str:
    """The whole page; ``result`` is the HTML of a run or of a comparison."""
    title = escape(texts.TITLE.localized(language))
    notice = (
        f'<p class="yj-panel-note" role="status">{escape(bench.notice.localized(language))}</p>'
        if bench.notice is not None
        else ""
    )
    return (
        f'<section class="yj-trials"><header class="yj-page-title"><h2>{title}</h2>'
        f"<p>{escape(texts.INTRO.localized(language))}</p></header>"
        f"{_tools(bench, language)}{notice}{_progress(bench, language)}"
        f"{_runs(bench, language)}{result}</section>"
    )


def _tools(bench: Bench, language: str) -> str:
    if not bench.editable:
        return ""
    options = [
        (name, filled(texts.WITH_DOCUMENTS, name=name).localized(language) if own else name)
        for name, own in bench.sets
    ]
    if bench.judged:
        label = filled(texts.FEEDBACK_SET, count=bench.judged).localized(language)
        options.insert(0, (FEEDBACK, label))
    add = button(texts.ADD_SET.localized(language), "addset", drawing="plus", quiet=False)
    if not options:
        return (
            f'<p class="yj-empty">{escape(texts.NO_SETS.localized(language))}</p>'
            f'<div class="yj-shelf-tools">{add}<small class="yj-muted">{escape(texts.ADD_SET_HELP.localized(language))}</small></div>'
        )
    listed = "".join(
        f"<option {attributes(value=value, selected=value == bench.chosen)}>{escape(name)}</option>"
        for value, name in options
    )
    label = escape(texts.SET.localized(language))
    busy = attributes(disabled=bench.asked is not None)
    return (
        f'<div class="yj-shelf-tools"><label class="yj-into"><span>{label}</span>'
        f'<select class="yj-select" id="yj-set">{listed}</select></label>'
        f'<button type="button" class="yj-button yj-primary yj-small" data-act="trial" {busy}>{icon("chart")}'
        f"<span>{escape(texts.RUN.localized(language))}</span></button>{add}"
        f'<small class="yj-muted">{escape(texts.ADD_SET_HELP.localized(language))}</small></div>'
    )


def _progress(bench: Bench, language: str) -> str:
    asked = bench.asked
    if asked is None:
        return ""
    if not asked.total:
        told = texts.STARTING
    elif asked.indexing:
        told = filled(texts.INDEXING, done=asked.done, total=asked.total)
    elif asked.done >= asked.total:
        told = texts.SCORING
    else:
        told = filled(texts.ASKING, done=asked.done, total=asked.total)
    words = told.localized(language)
    if bench.seconds_left is not None and asked.done < asked.total:
        left = filled(texts.LEFT, seconds=max(1, round(bench.seconds_left))).localized(language)
        words = f"{words} · {left}"
    share = round(100 * asked.done / asked.total) if asked.total else 0
    bar = f'<progress class="yj-progress" max="100" value="{share}" aria-label="{escape(words)}"></progress>'
    stop = button(texts.STOP.localized(language), "haltrial", drawing="close")
    return f'<div class="yj-running" role="status"><span>{escape(words)}</span>{stop}{bar}</div>'


def _runs(bench: Bench, language: str) -> str:
    title = escape(texts.RUNS.localized(language))
    if not bench.runs:
        return f'<p class="yj-muted">{escape(texts.NO_RUNS.localized(language))}</p>'
    heads = (texts.SET, texts.WHEN, texts.QUESTIONS)
    columns = "".join(f'<th scope="col">{escape(one.localized(language))}</th>' for one in heads)
    columns += "".join(
        f'<th scope="col">{named_measure(name, language)}</th>' for name in _KEY_COLUMNS
    )
    rows = "".join(_run(run, bench.shown, language, editable=bench.editable) for run in bench.runs)
    compare = (
        button(texts.COMPARE.localized(language), "compare", quiet=False, drawing="chart")
        if len(bench.runs) > 1
        else ""
    )
    return (
        f'<h3 class="yj-section">{title}</h3><div class="yj-shelf-table"><table><thead><tr><td></td>{columns}<td></td></tr></thead>'
        f'<tbody>{rows}</tbody></table></div><div class="yj-shelf-tools">{compare}</div>'
    )


def _run(run: Run, shown: str, language: str, *, editable: bool) -> str:
    name, result = run.folder.path.name, run.result
    called = f"{result.set.name} {when(run)}"
    values = {one.name: one.overall.value for one in result.measures}
    cells = "".join(
        f'<td data-label="{escape(measure_name(column).localized(language))}">{_share(values.get(column))}</td>'
        for column in _KEY_COLUMNS
    )
    tick = attributes(
        type="checkbox",
        name="yj-run",
        value=name,
        aria_label=filled(texts.COMPARE_TICK, name=called).localized(language),
    )
    opener = attributes(
        type="button",
        class_="yj-shelf-name",
        data_act="showtrial",
        data_run=name,
        title=filled(texts.SHOW_LABEL, name=called).localized(language),
        aria_current="true" if name == shown else None,
    )
    label = filled(texts.REMOVE, name=called).localized(language)
    remove = icon_button(label, "droptrial", drawing="trash", run=name) if editable else ""
    own = (
        filled(texts.OF_ITS_OWN, count=result.index.documents) if result.index else texts.OF_LIBRARY
    )
    asked_of = f'<small class="yj-muted">{escape(own.localized(language))}</small>'
    report = button(
        texts.REPORT.localized(language),
        "save",
        drawing="download",
        path=f"evaluations/{name}/report.html",
    )
    return (
        f'<tr><td><input {tick}></td><th scope="row"><button {opener}><span>{escape(result.set.name)}</span></button>{asked_of}</th>'
        f'<td data-label="{escape(texts.WHEN.localized(language))}">{escape(when(run))}</td>'
        f'<td data-label="{escape(texts.QUESTIONS.localized(language))}">{result.set.questions}</td>{cells}'
        f'<td class="yj-shelf-acts">{report}{remove}</td></tr>'
    )


def named_measure(name: str, language: str) -> str:
    """A measure in plain words, its own name as the tooltip."""
    plain = escape(measure_name(name).localized(language))
    return f"<abbr {attributes(title=name)}>{plain}</abbr>"


def when(run: Run) -> str:
    """When a run was made, to the minute, in this machine's time."""
    started = run.result.started
    return f"{datetime.fromisoformat(started).astimezone():%Y-%m-%d %H:%M}" if started else ""


def names_of(runs: Sequence[Run]) -> tuple[str, ...]:
    """What the runs are called beside each other."""
    return tuple(f"{run.result.set.name} {when(run)}" for run in runs)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
