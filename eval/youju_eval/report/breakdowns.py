"""The measures of a run by type and by document, as text and bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from youju.errors import Message
from youju_eval.folder import Run
from youju_eval.presentation.glossary import KEY_MEASURES, in_order, key_measures, meaning
from youju_eval.report import svg
from youju_eval.report.estimates import Figure, figure_of
from youju_eval.results import Estimate, MeasureResult

PANELS = 6
"""Breakdowns shown before "the other measures"."""
COLUMNS = 4
"""Measures in the table of documents."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a breakdown."""

    name: str
    figure: Figure
    bar: str
    """SVG."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure by type."""

    name: str
    meaning: Message | None
    unit: str
    lower: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """Key measures by document, the worst first; a cell is None where a measure does not apply."""

    measures: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[Bar | None, ...]], ...]


def type_panels(run: Run) -> tuple[tuple[Panel, ...], tuple[Panel, ...]]:
    """Measures by type: those people look at first, and the others; none with a single type."""
    named = {one.name: one for one in run.result.measures if len(_known(one.by_type)) > 1}
    key = [name for name in in_order(tuple(named)) if name in KEY_MEASURES]
    first = key_measures(key or in_order(tuple(named)), most=PANELS)
    rest = [name for name in in_order(tuple(named)) if name not in first]
    return (
        tuple(_panel(named[name]) for name in in_order(first)),
        tuple(_panel(named[name]) for name in rest),
    )


def _panel(measure: MeasureResult) -> Panel:
    """One measure by type, in the order of the result."""
    found = _known(measure.by_type)
    top = 1.0 if not measure.unit else max(_ends(found.values()), default=1.0)
    return Panel(
        name=measure.name,
        meaning=meaning(measure.name),
        unit=measure.unit,
        lower=measure.higher_is_better is False,
        bars=tuple(_bar(name, one, measure, top) for name, one in found.items()),
    )


def document_table(run: Run) -> DocumentTable | None:
    """Key measures by document, the worst first; None with fewer than two documents."""
    named = {one.name: one for one in run.result.measures if len(_known(one.by_document)) > 1}
    names = key_measures(in_order(tuple(named)), most=COLUMNS)
    if not names:
        return None
    main = _main(names)
    documents = dict.fromkeys(document for name in names for document in named[name].by_document)
    rows = [(document, _document_cells(document, names, named)) for document in documents]
    sign = -1 if named[main].higher_is_better is False else 1
    place = names.index(main)

    def badness(row: tuple[str, tuple[Bar | None, ...]]) -> tuple[float, str]:
        cell = row[1][place]
        return (sign * float(cell.figure.value.replace(",", "")) if cell else 2.0, row[0])

    return DocumentTable(
        measures=names,
        rows=tuple(
            (document, max((cell.figure.n for cell in cells if cell), default=0), cells)
            for document, cells in sorted(rows, key=badness)
        ),
    )


def _main(names: Sequence[str]) -> str:
    """The measure documents are ordered by: of the answer where there is one."""
    return next((name for name in ("answer_hit", "em", "cmrc_f1") if name in names), names[0])


def _document_cells(
    document: str, names: Sequence[str], named: Mapping[str, MeasureResult]
) -> tuple[Bar | None, ...]:
    """The row of one document."""
    cells: list[Bar | None] = []
    for name in names:
        measure = named[name]
        found = _known(measure.by_document)
        top = 1.0 if not measure.unit else max(_ends(found.values()), default=1.0)
        cells.append(_bar(document, found[document], measure, top) if document in found else None)
    return tuple(cells)


def _bar(name: str, estimate: Estimate, measure: MeasureResult, top: float) -> Bar:
    """One row of a breakdown."""
    interval = (
        (estimate.low, estimate.high)
        if estimate.low is not None and estimate.high is not None
        else None
    )
    return Bar(
        name=name,
        figure=figure_of(estimate, measure.unit),
        bar=svg.bar(estimate.value or 0.0, top, interval=interval),
    )


def _known(estimates: Mapping[str, Estimate]) -> Mapping[str, Estimate]:
    """The estimates that have a value."""
    return {name: one for name, one in estimates.items() if one.value is not None}


def _ends(estimates: Iterable[Estimate]) -> list[float]:
    """How far values and intervals reach."""
    return [end for one in estimates for end in (one.value, one.high) if end is not None]
