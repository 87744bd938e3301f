"""The pictures of one run's confidence and time: which numbers stand where; how they look is in ``plots``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from youju.errors import Message
from youju_eval.folder import Run
from youju_eval.predictions import missing
from youju_eval.report import plots, sentences, svg
from youju_eval.report.outcomes import NAMES, Outcome, outcome_of
from youju_eval.report.texts import WORDS

BINS = 20
THRESHOLD = "answering.threshold"
"""The setting below which nothing is answered."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its legend and a figure to read beside it."""

    drawing: str
    """SVG."""
    legend: tuple[svg.Part, ...] = ()
    figures: tuple[tuple[Message, Message], ...] = ()
    note: Message | None = None


def threshold(run: Run) -> float | None:
    """The confidence from which the run answered, None when its system states none."""
    value = run.result.system.settings.get(THRESHOLD)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def confidence_picture(run: Run) -> Picture | None:
    """How confidence is spread over what came of the questions; None when none is stated."""
    confidences: dict[Outcome, list[float]] = {outcome: [] for outcome in Outcome}
    for one in run.result.questions:
        prediction = run.predictions.get(one.id)
        if prediction is not None and prediction.confidence is not None:
            confidences[outcome_of(one, prediction)].append(prediction.confidence)
    found = {outcome: values for outcome, values in confidences.items() if values}
    if not found:
        return None
    limit = threshold(run)
    rules = [plots.Rule(limit, _named("threshold", f"{limit:g}"))] if limit is not None else []
    drawn = plots.histogram(
        [
            plots.Stack(binned(values, 1.0, BINS), str(outcome), NAMES[outcome])
            for outcome, values in found.items()
        ],
        plots.share_axis(WORDS["confidence"]),
        rules,
        label=WORDS["confidences"],
    )
    legend = tuple(svg.Part(len(v), str(outcome), NAMES[outcome]) for outcome, v in found.items())
    return Picture(drawn, legend)


def curve_picture(runs: Sequence[Run]) -> Picture | None:
    """Risk over coverage of every run that states confidences, with the place where it stands."""
    lines = [
        plots.Line(points, series, _operating(run, points))
        for series, run in enumerate(runs)
        if (points := risk_coverage_points(run))
    ]
    if not lines or lines[0].series != 0:
        return None
    highest = max(risk for line in lines for _, risk in _settled(line.points))
    y = plots.Axis(svg.ticks(max(highest * 1.1, 0.1)), WORDS["risk"])
    drawn = plots.curves(lines, plots.share_axis(WORDS["coverage"]), y, label=WORDS["curve"])
    area = [one.overall.value for one in runs[0].result.measures if one.name == "aurc"]
    figures = [
        (WORDS["area"], sentences.plain(f"{value:.3f}")) for value in area if value is not None
    ]
    if lines[0].point is not None:
        coverage, risk = lines[0].point
        figures.append((WORDS["operating"], sentences.place(coverage, risk)))
    return Picture(drawn, figures=tuple(figures))


def risk_coverage_points(run: Run) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) from the surest question on, empty when no confidence is stated."""
    from youju_eval.measures import risk_coverage

    pairs = [(one, run.predictions.get(one.id) or missing(one.id)) for one in run.questions]
    if all(prediction.confidence is None for _, prediction in pairs):
        return ()
    return tuple((coverage, risk) for coverage, risk, _ in risk_coverage(pairs))


def _operating(run: Run, points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The point of the curve at the share of questions the run answered."""
    answered = sum(one.answered for one in run.predictions.values())
    if not answered:
        return None
    coverage = answered / len(run.questions)
    return min(points, key=lambda point: abs(point[0] - coverage))


def _settled(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """The points that set the scale: the first few jump between 0 and 1 and would hide the rest."""
    return [point for point in points if point[0] >= 0.05] or points


def latency_picture(run: Run) -> Picture | None:
    """How long questions took; None when no time is stated. Slow outliers share the last bar."""
    times = sorted(
        total
        for one in run.questions
        if one.id in run.predictions
        and (total := run.predictions[one.id].timings_ms.get("total")) is not None
    )
    if not times:
        return None
    named = {one.name: one.overall.value for one in run.result.measures}
    percentiles = [
        (name, value)
        for name in ("p50", "p95", "p99")
        if (value := named.get(f"latency_{name}")) is not None
    ]
    reach = max((value for _, value in percentiles), default=times[-1])
    x = plots.Axis(svg.ticks(max(min(reach * 1.25, times[-1]), 0.001)), WORDS["milliseconds"])
    drawn = plots.histogram(
        [plots.Stack(binned(times, x.top, 2 * BINS), "plain", WORDS["questions_of"])],
        x,
        [plots.Rule(value, f"{name} {svg.number(round(value, 1))}") for name, value in percentiles],
        label=WORDS["latency_section"],
    )
    slower = sum(value > x.top for value in times)
    return Picture(drawn, note=sentences.slower(slower) if slower else None)


@dataclass(frozen=True, slots=True)
class Stage:
    """The median of one stage of a question."""

    name: str
    milliseconds: str
    bar: str
    """SVG."""


def stages(run: Run) -> tuple[Stage, ...]:
    """Where the time of a question goes, the longest stage first; empty when nothing is stated."""
    times: dict[str, list[float]] = {}
    for prediction in run.predictions.values():
        for name, spent in prediction.timings_ms.items():
            if name != "total":
                times.setdefault(name, []).append(spent)
    medians = {name: median(spent) for name, spent in times.items()}
    top = max(medians.values(), default=0.0)
    ordered = sorted(medians.items(), key=lambda item: -item[1])
    return tuple(Stage(name, f"{value:.1f}", svg.bar(value, top)) for name, value in ordered)


def binned(values: Iterable[float], top: float, bins: int) -> tuple[int, ...]:
    """How many values fall into each of ``bins`` equal parts of [0, top]; those beyond into the end ones."""
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, max(0, int(bins * value / top)))] += 1
    return tuple(counts)


def _named(word: str, value: str) -> Message:
    """A word of the page with a number."""
    return Message(f"{WORDS[word].zh} {value}", f"{WORDS[word].en} {value}")
