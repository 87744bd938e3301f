"""Estimates as text, and the measures of one or more runs beside each other with their strips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from youju.errors import Message
from youju_eval.folder import Run
from youju_eval.presentation.glossary import GROUPS, group_of, in_order, meaning
from youju_eval.report import svg
from youju_eval.report.texts import WORDS
from youju_eval.results import Estimate, MeasureResult


def shown(value: float | None, unit: str) -> str:
    """A value for people: shares to three places, lengths and times to one; empty for none."""
    if value is None:
        return ""
    if unit:
        return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}"
    return f"{value:.3f}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One estimate as text."""

    value: str
    interval: str
    n: int
    label: str = ""
    series: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure, one figure a run."""

    name: str
    meaning: Message | None
    unit: str
    lower: bool
    figures: tuple[Figure, ...]
    strip: str
    """SVG, one row a figure."""
    scale: tuple[str, str] | None = None
    """Middle and end of the strip's scale, where it is another than in the row above."""


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of one kind."""

    name: Message
    rows: tuple[MeasureRow, ...]


def measure_groups(runs: Sequence[Run], labels: Sequence[str]) -> tuple[MeasureGroup, ...]:
    """The measures of the first run by kind, beside them what the other runs have of them."""
    first = {one.name: one for one in runs[0].result.measures}
    others = [{one.name: one for one in run.result.measures} for run in runs[1:]]
    groups: list[MeasureGroup] = []
    for group in (*GROUPS, "other"):
        names = [name for name in in_order(tuple(first)) if group_of(name) == group]
        named = [[first[name], *(other.get(name) for other in others)] for name in names]
        valued = [
            found
            for found in named
            if any(one is not None and one.overall.value is not None for one in found)
        ]
        if valued:
            groups.append(MeasureGroup(WORDS[group], _measure_rows(valued, labels)))
    return tuple(groups)


def columns(groups: Sequence[MeasureGroup]) -> tuple[Sequence[MeasureGroup], ...]:
    """The groups in two columns of about one height, read down the first and then the second."""
    sizes = [len(group.rows) + 2 for group in groups]
    cut = min(
        range(1, len(groups) + 1),
        key=lambda place: abs(sum(sizes[:place]) - sum(sizes[place:])),
        default=0,
    )
    return tuple(column for column in (groups[:cut], groups[cut:]) if column)


def _measure_rows(
    valued: Sequence[Sequence[MeasureResult | None]], labels: Sequence[str]
) -> tuple[MeasureRow, ...]:
    """The rows of a group; the scale is told wherever it changes."""
    rows: list[MeasureRow] = []
    before = 0.0
    for found in valued:
        top = _top(valued, found[0])
        row = _measure_row(found, labels, top)
        scale = (svg.number(top / 2), svg.number(top)) if top != before else None
        rows.append(replace(row, scale=scale))
        before = top
    return tuple(rows)


def _top(rows: Sequence[Sequence[MeasureResult | None]], measure: MeasureResult | None) -> float:
    """Where a scale ends: 1 for shares, else beyond the largest value of that unit in the group."""
    if measure is None or not measure.unit:
        return 1.0
    ends = [
        end
        for row in rows
        for one in row
        if one is not None and one.unit == measure.unit
        for end in (one.overall.value, one.overall.high)
        if end is not None
    ]
    return svg.ticks(max(ends, default=1.0))[-1]


def _measure_row(
    found: Sequence[MeasureResult | None], labels: Sequence[str], top: float
) -> MeasureRow:
    """One measure of all runs."""
    measure = next(one for one in found if one is not None)
    empty = Estimate(None)
    estimates = [one.overall if one is not None else empty for one in found]
    dots = [svg.Dot(one.value, one.low, one.high, series) for series, one in enumerate(estimates)]
    text = "; ".join(shown(one.value, measure.unit) for one in estimates)
    return MeasureRow(
        name=measure.name,
        meaning=meaning(measure.name),
        unit=measure.unit,
        lower=measure.higher_is_better is False,
        figures=tuple(
            figure_of(one, measure.unit, label=label, series=series)
            for series, (one, label) in enumerate(zip(estimates, labels, strict=True))
        ),
        strip=svg.strip(
            dots, top, label=Message(f"{measure.name} {text}", f"{measure.name} {text}")
        ),
    )


def figure_of(estimate: Estimate, unit: str, *, label: str = "", series: int = 0) -> Figure:
    """One estimate as text."""
    interval = ""
    if estimate.low is not None and estimate.high is not None:
        interval = f"{shown(estimate.low, unit)}–{shown(estimate.high, unit)}"
    return Figure(shown(estimate.value, unit), interval, estimate.n, label, series)
