"""Runs as one HTML file that needs nothing else: values from ``views`` and ``records`` into the template."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from youju.errors import EvaluationError, Message
from youju_eval.presentation.glossary import in_order, meaning
from youju_eval.report import breakdowns, estimates, pictures, views
from youju_eval.report.contrasts import contrasts
from youju_eval.report.outcomes import NAMES
from youju_eval.report.pages import asset, colours, opening, templates, write_page
from youju_eval.report.records import page_data
from youju_eval.report.texts import UNITS, WORDS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from youju_eval.folder import Run

LANGUAGES = ("zh-CN", "en")
DOCUMENTS_SHOWN = 30


def write_report(
    runs: Sequence[Run], path: Path, *, baseline: int | None = None, language: str = "zh-CN"
) -> None:
    """Write one or more runs as one self-contained page, in Chinese and in English.

    Args:
        runs: the first is shown whole; the others stand beside it in the measures and the questions.
        path: the HTML file; its folder is made if need be.
        baseline: the place in ``runs`` of the one that the first is to be better than, named as such.
        language: ``zh-CN`` or ``en``, in which the page opens.

    Raises:
        EvaluationError: no run is given, or the file cannot be written.

    """
    if not runs:
        raise EvaluationError(
            zh="没有可写入报告的运行结果。请给出 youju eval run 的输出文件夹。",
            en="There is no run to report. Name a folder that youju eval run wrote.",
        )
    write_page(report_page(runs, baseline=baseline, language=language), path)


def report_page(
    runs: Sequence[Run], *, baseline: int | None = None, language: str = "zh-CN"
) -> str:
    """The page as text; see ``write_report``."""
    labels = run_labels(runs)
    first = runs[0]
    panels, more_panels = breakdowns.type_panels(first)
    script = asset("report.js")
    names = in_order([one.name for one in first.result.measures])
    glossary = [(name, told) for name in names if (told := meaning(name)) is not None]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            language=opening(language),
            policy=_policy(script),
            style=colours() + asset("report.css"),
            script=script,
            data=page_data(runs, labels),
            words=WORDS,
            units=UNITS,
            outcome_names=NAMES,
            result=first.result,
            labels=labels,
            baseline=baseline,
            runs=runs,
            purpose=views.purpose(first),
            index_size=views.index_size(first),
            warnings=views.warnings(first),
            outcomes=views.outcome_bar(first),
            columns=estimates.columns(estimates.measure_groups(runs, labels)),
            contrasts=contrasts(runs, labels, seed=first.result.seed),
            panels=panels,
            more_panels=more_panels,
            documents=breakdowns.document_table(first),
            documents_shown=DOCUMENTS_SHOWN,
            curve=pictures.curve_picture(runs),
            confidences=pictures.confidence_picture(first),
            latency=pictures.latency_picture(first),
            stages=pictures.stages(first),
            glossary=glossary,
        )
    )


def run_labels(runs: Sequence[Run]) -> tuple[str, ...]:
    """A name for each run: its system's, with the folder's where two are the same."""
    names = [run.result.system.label or run.folder.path.name for run in runs]
    twice = {name for name in names if names.count(name) > 1}
    return tuple(
        f"{name} ({run.folder.path.name or number})" if name in twice else name
        for number, (name, run) in enumerate(zip(names, runs, strict=True), start=1)
    )


def _environment() -> Environment:
    """The templates, with what they call by a bar."""
    environment = templates()
    filters = cast("dict[str, Callable[..., object]]", environment.filters)
    filters.update(both=_both, attribute=_attribute, bytes=readable_bytes)
    return environment


def _both(message: Message) -> Markup:
    """A message in both languages, of which the style shows one."""
    from markupsafe import Markup

    return Markup(
        '<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>'
    ).format(message.zh, message.en)


def _attribute(message: Message, name: str) -> Markup:
    """An attribute in one language that the script puts into the other."""
    from markupsafe import Markup

    return Markup('{}="{}" data-attribute="{}" data-zh="{}" data-en="{}"').format(
        name, message.zh, name, message.zh, message.en
    )


def _policy(script: str) -> str:
    """The page's Content-Security-Policy: no network at all, and no script but its own, by hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def readable_bytes(count: int) -> str:
    """A size for people."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"
