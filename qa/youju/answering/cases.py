"""Which of several cases a number of the question falls into: 满10年不满20年的，年休假10天 for 工作12年.

Statutes, handbooks and price lists answer by steps; the words of all steps are the same, so that only the
bounds tell which one is meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from youju.answering.clauses import clauses, readable, trim
from youju.answering.extract import Extract
from youju.answering.ranges import whole_range
from youju.answering.tables import CELL_BREAK
from youju.figures import Figure, Quantity, find_figures
from youju.question import Asks, Wanted
from youju.retrieval.rerank import figure_fit
from youju.schema import ScoredPassage, Span

_FROM = re.compile(r"(?:已?满|达到?|不少于|不低于|自|从)$")
_ABOVE = re.compile(r"(?:超过|超出|高于|大于|多于)[^，,；;。]{0,6}$")
_BELOW = re.compile(r"(?:不满|未满|不足|不到|低于|少于|小于|未达到?)$")
_UP_TO = re.compile(r"(?:不超过|不高于|不多于)$")
_BETWEEN = re.compile(r"^\s*(?:至|到|以上至|[-—–~～])\s*$")
_FITTING = 0.25
_LEAST = 2
"""So many cases make steps."""
_ENDS = " \t\r\n　。，、；：,;:|"


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval of numbers of one unit; an open end does not belong to it."""

    unit: str
    least: float = -math.inf
    most: float = math.inf
    open_least: bool = False
    open_most: bool = False

    def holds(self, value: float) -> bool:
        """Whether a number lies in it."""
        above = value > self.least if self.open_least else value >= self.least
        below = value < self.most if self.open_most else value <= self.most
        return above and below


@dataclass(frozen=True, slots=True)
class Case:
    """A condition with bounds, at ``condition``, and what holds then, at ``then``."""

    bounds: Bounds
    condition: Span
    then: Span


def case_asked(question: str, wanted: Wanted, found: Extract) -> Extract:
    """``found`` with what holds in the case that a number of the question falls into.

    As it is where the question has no such number, or its passage no steps of that unit.
    """
    passage = found.scored.passage
    text = passage.document.text
    for number in find_figures(question):
        if number.quantity in (Quantity.DATE, Quantity.NUMBER, Quantity.RANK):
            continue
        steps = [one for one in cases(found.scored) if one.bounds.unit == number.unit]
        held = [one for one in steps if one.bounds.holds(number.value)]
        if len(steps) >= _LEAST and len(held) == 1:
            return _then(wanted, found, held[0], text)
    return found


def is_only_the_condition(question: str, wanted: Wanted, found: Extract) -> bool:
    """Whether its figures are of a unit that the question gives, none of the unit that it asks for.

    To 工作12年，年休假几天 the words 满1年的 say when there is leave, not how many days.
    """
    if wanted.asks is not Asks.FIGURE or not wanted.unit:
        return False
    told = {one.unit for one in find_figures(found.text)}
    given = {one.unit for one in find_figures(question) if one.quantity is not Quantity.DATE}
    return bool(told) and wanted.unit not in told and told <= given


def _then(wanted: Wanted, found: Extract, case: Case, text: str) -> Extract:
    """What holds in one case: its figure of the kind asked for, or all of it."""
    whole = Span(case.condition.start, case.then.end)
    answer = Extract(found.scored, (whole,), readable(case.then.of(text)), 0.0, found.contenders)
    if wanted.asks is not Asks.FIGURE:
        return answer
    figures = find_figures(case.then.of(text))
    best = max(figures, key=lambda one: figure_fit(wanted, one), default=None)
    if best is None or figure_fit(wanted, best) < _FITTING:
        return answer
    return whole_range(wanted, replace(answer, text=best.text, figure=figure_fit(wanted, best)))


def cases(scored: ScoredPassage) -> tuple[Case, ...]:
    """The cases of a passage in their order."""
    passage = scored.passage
    text = passage.document.text
    found: list[Case] = []
    for stretch in _stretches(text, passage.span):
        parts = _parts(text, stretch)
        begun: tuple[Bounds, Span] | None = None
        for place, part in enumerate(parts):
            bounds = bounds_of(part.of(text), text[part.end : stretch.end].lstrip()[:1])
            if bounds is None:
                continue
            if begun is not None:
                found.append(_case(text, *begun, parts[place - 1].end))
            begun = bounds, part
        if begun is not None and begun[1].end < stretch.end:
            found.append(_case(text, *begun, stretch.end))
    return tuple(one for one in found if len(one.then))


def _parts(text: str, stretch: Span) -> list[Span]:
    """The clauses of a sentence, the cells of a row."""
    found: list[Span] = []
    for clause in clauses(text, stretch):
        start = clause.start
        for cell in clause.of(text).split(CELL_BREAK):
            found.append(trim(text, Span(start, start + len(cell)), _ENDS))
            start += len(cell) + len(CELL_BREAK)
    return [one for one in found if len(one)]


def _case(text: str, bounds: Bounds, condition: Span, end: int) -> Case:
    return Case(bounds, condition, trim(text, Span(condition.end, end), _ENDS))


def _stretches(text: str, whole: Span) -> Iterator[Span]:
    """Sentences, items and rows: what a condition reaches no further than."""
    start = whole.start
    for place in range(whole.start, whole.end):
        if text[place] in "。\n":
            yield Span(start, place)
            start = place + 1
    yield Span(start, whole.end)


def bounds_of(clause: str, behind: str = "") -> Bounds | None:
    """The interval a clause sets as a condition; None where it sets none.

    A condition says 满, 不足, 超过 and the like, or ends in 的: 处5万元以上10万元以下罚款 is none.
    """
    figures = [one for one in find_figures(clause) if one.quantity is not Quantity.DATE]
    found = _bounds(clause, figures)
    if found is None:
        return None
    first = figures[0]
    said = any(
        pattern.search(clause[: one.span.start])
        for pattern in (_FROM, _ABOVE, _BELOW, _UP_TO)
        for one in figures
    )
    opens = (
        first.span.start == 0
        and figures[-1].span.end == len(clause)
        and behind in ("", "|", "：", ":")
    )
    return found if said or opens or clause.endswith(("的", "时", "者")) else None


def _bounds(clause: str, figures: Sequence[Figure]) -> Bounds | None:
    bounds: Bounds | None = None
    for place, figure in enumerate(figures):
        behind = figures[place + 1] if place + 1 < len(figures) else None
        own = _end(clause, figure, behind)
        if own is None or (bounds is not None and own.unit != bounds.unit):
            continue
        bounds = own if bounds is None else _both(bounds, own)
    return bounds


def _end(clause: str, figure: Figure, behind: Figure | None) -> Bounds | None:
    """What one figure bounds: from below, from above, or with the next one both."""
    before, unit = clause[: figure.span.start], figure.unit
    if _UP_TO.search(before) or figure.text.endswith(("以下", "以内")):
        open_end = _BELOW.search(before) is not None
        return Bounds(unit, most=figure.value, open_most=open_end)
    if _BELOW.search(before):
        return Bounds(unit, most=figure.value, open_most=True)
    if _ABOVE.search(before):
        return Bounds(unit, least=figure.value, open_least=True)
    if _FROM.search(before) or figure.text.endswith("以上"):
        return Bounds(unit, least=figure.value)
    if behind is not None and _BETWEEN.match(clause[figure.span.end : behind.span.start]):
        scale = behind.unit if not unit or unit == behind.unit else ""
        return Bounds(scale, figure.value, behind.value) if scale else None
    return None


def _both(first: Bounds, second: Bounds) -> Bounds:
    """Where two intervals of one unit meet."""
    lower = max((first, second), key=lambda one: (one.least, one.open_least))
    upper = min((first, second), key=lambda one: (one.most, not one.open_most))
    return Bounds(first.unit, lower.least, upper.most, lower.open_least, upper.open_most)


__all__ = ["Bounds", "Case", "bounds_of", "case_asked", "cases"]
