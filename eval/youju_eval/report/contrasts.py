"""How the first run differs from each other one, as text and pictures; the tests are ``comparison``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from youju.errors import EvaluationError, Message
from youju_eval.comparison.comparing import Comparison, compare
from youju_eval.comparison.differences import PairedDifference
from youju_eval.folder import Run
from youju_eval.presentation.glossary import in_order
from youju_eval.report import svg
from youju_eval.report.estimates import shown
from youju_eval.report.texts import WORDS


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """One measure: the first run minus the other, with its interval and Holm-corrected p."""

    name: str
    unit: str
    lower: bool
    drawing: str
    """SVG: the difference around zero."""
    difference: str
    interval: str
    p: str
    wins: int
    losses: int
    ties: int
    verdict: Message
    kind: str
    """Class of the verdict: ``better``, ``worse``, ``unsettled``."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The first run against one other; ``end`` is where the scale of shares ends on both sides."""

    label: str
    series: int
    end: str
    rows: tuple[ContrastRow, ...]


@dataclass(frozen=True, slots=True)
class Contrasts:
    """All of them, with what differs between the systems and what to beware of."""

    common: int
    contrasts: tuple[Contrast, ...]
    settings: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[Message, ...]


def contrasts(runs: Sequence[Run], labels: Sequence[str], *, seed: int = 0) -> Contrasts | None:
    """The first run against each other one; None with one run, or when no question is common."""
    if len(runs) < 2:
        return None
    try:
        found = compare([run.result for run in runs], labels=labels, seed=seed)
    except EvaluationError:
        return None
    return Contrasts(
        common=found.common,
        contrasts=tuple(
            _contrast(found, series, label) for series, label in enumerate(labels) if series
        ),
        settings=tuple(
            (one.key, tuple("" if value is None else str(value) for value in one.values))
            for one in found.settings
        ),
        notes=found.notes,
    )


def _contrast(comparison: Comparison, series: int, label: str) -> Contrast:
    """The first run against the one of that place."""
    named = {one.measure: one for one in comparison.differences if one.run == series}
    shares = [one for one in named.values() if not one.unit]
    end = svg.ticks(max((_reach(one) for one in shares), default=1.0), count=2)[-1]
    return Contrast(
        label=label,
        series=series,
        end=svg.number(end),
        rows=tuple(_row(named[name], end) for name in in_order(tuple(named))),
    )


def _reach(difference: PairedDifference) -> float:
    """How far a difference and its interval reach from zero."""
    return max(abs(difference.difference), abs(difference.low), abs(difference.high))


def _row(one: PairedDifference, end: float) -> ContrastRow:
    """One measure, turned to the first run's side: what the other lost, this one won."""
    value, low, high = -one.difference, -one.high, -one.low
    signed = f"{'+' if value > 0 else '−' if value < 0 else ''}{shown(abs(value), one.unit)}"
    kind = "unsettled" if one.better is None else "worse" if one.better else "better"
    verdict = "too_few" if one.better is None and one.too_few else f"is_{kind}"
    top = (_reach(one) or 1.0) if one.unit else end
    text = f"{one.measure} {signed}"
    return ContrastRow(
        name=one.measure,
        unit=one.unit,
        lower=one.higher_is_better is False,
        drawing=svg.around_zero((value, low, high), top, label=Message(text, text)),
        difference=signed,
        interval=f"[{_signed(low, one.unit)}, {_signed(high, one.unit)}]",
        p="< 0.001" if one.p_holm < 0.001 else f"{one.p_holm:.3f}",
        wins=one.losses,
        losses=one.wins,
        ties=one.ties,
        verdict=WORDS[verdict],
        kind=kind,
    )


def _signed(value: float, unit: str) -> str:
    """A number with a true minus sign."""
    return f"{'−' if value < 0 else ''}{shown(abs(value), unit)}"
