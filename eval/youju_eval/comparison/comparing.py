"""Whether runs over the same questions differ: paired tests of every measure against the first run.

One test is in ``differences``, the questions won and lost in ``duels``, what to beware of in
``notes``, the tables in ``tables``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from youju.errors import EvaluationError, Message
from youju_eval.comparison.differences import (
    PairedDifference,
    corrected,
    differing,
    paired_difference,
)
from youju_eval.comparison.notes import note_on_correction, note_on_untested, notes_on_questions
from youju_eval.comparison.systems import Setting, settings_that_differ
from youju_eval.results import MeasureResult, Result


@dataclass(frozen=True, slots=True)
class ComparedRun:
    """One run of a comparison; ``left_out`` are its questions that not every run has."""

    label: str
    set: str
    sha256: str
    questions: int
    left_out: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A measure that is no mean over questions: the value of each run over its own set, untested."""

    measure: str
    values: tuple[float | None, ...]
    higher_is_better: bool | None
    unit: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs compared with the first of them over the ``common`` questions that all of them have.

    ``differences`` are ordered by run, then as the measures stand in the first run.
    """

    runs: tuple[ComparedRun, ...]
    common: int
    tests: int
    """Tests corrected together: those of which some question differs."""
    differences: tuple[PairedDifference, ...]
    side_by_side: tuple[SideBySide, ...]
    settings: tuple[Setting, ...]
    notes: tuple[Message, ...]
    level: float
    seed: int


def compare(
    runs: Sequence[Result],
    *,
    measures: Sequence[str] = (),
    seed: int = 0,
    level: float = 0.95,
    labels: Sequence[str] = (),
) -> Comparison:
    """Every run against the first one, measure by measure, over the questions that all of them have.

    Paired randomisation test as recommended by Smucker, Allan and Carterette (CIKM 2007), bootstrap
    interval of the paired difference, Holm's step-down correction (1979) over all tests made here: to
    ask sharply, name few ``measures``. The same seed gives the same comparison.

    Args:
        runs: the baseline first.
        measures: the measures to compare; all that every run holds when empty.
        seed: of the resampling.
        level: of the intervals; one minus it is the risk of a false alarm over the whole comparison.
        labels: what to call the runs; their systems' labels when empty.

    Raises:
        EvaluationError: fewer than two runs, no common question, a measure that a run does not hold, or
            another number of labels than of runs.

    """
    names = _labels(runs, labels)
    common = _common(runs, names)
    chosen = _chosen(runs, names, measures)
    differences = _differences(runs, chosen, common, seed=seed, level=level)
    tests = [one for one in differences if differing(one)]
    tested = frozenset(one.measure for one in differences)
    untested = [
        one.name for one in chosen if one.per_question and one.overall.n and one.name not in tested
    ]
    rows = [_side_by_side(runs, one) for one in chosen if not one.per_question]
    return Comparison(
        runs=tuple(
            _compared(run, label, len(common)) for run, label in zip(runs, names, strict=True)
        ),
        common=len(common),
        tests=len(tests),
        differences=differences,
        side_by_side=tuple(row for row in rows if any(value is not None for value in row.values)),
        settings=settings_that_differ(runs),
        notes=(
            *notes_on_questions(runs, names, common),
            *note_on_untested(untested),
            *note_on_correction(
                [one.p for one in tests], [one.p_holm for one in tests], level=level
            ),
        ),
        level=level,
        seed=seed,
    )


def _labels(runs: Sequence[Result], labels: Sequence[str]) -> tuple[str, ...]:
    """What the runs are called, each differently."""
    if len(runs) < 2:
        raise EvaluationError(
            zh="至少要两次运行才能比较：youju eval compare 基线 另一次 …。",
            en="A comparison needs at least two runs: youju eval compare BASELINE OTHER ….",
        )
    if labels and len(labels) != len(runs):
        raise EvaluationError(
            zh=f"有 {len(runs)} 次运行，却给了 {len(labels)} 个名称。请给每次运行一个名称，或都不给。",
            en=f"There are {len(runs)} runs but {len(labels)} labels. Label each run, or none.",
        )
    found: list[str] = []
    for label in labels or [run.system.label for run in runs]:
        number, unique = 1, label
        while unique in found:
            number += 1
            unique = f"{label} ({number})"
        found.append(unique)
    return tuple(found)


def _common(runs: Sequence[Result], labels: Sequence[str]) -> tuple[str, ...]:
    """The ids that every run has, in the order of the first."""
    others = [frozenset(one.id for one in run.questions) for run in runs[1:]]
    common = tuple(one.id for one in runs[0].questions if all(one.id in ids for ids in others))
    if common:
        return common
    sets = ", ".join(f"{label}: {run.set.name}" for label, run in zip(labels, runs, strict=True))
    raise EvaluationError(
        zh=f"这些运行没有共同的问题（{sets}），无法比较。请在同一个评测集上运行 youju eval run。",
        en=f"The runs have no question in common ({sets}). Run youju eval run over the same set.",
    )


def _chosen(
    runs: Sequence[Result], labels: Sequence[str], measures: Sequence[str]
) -> tuple[MeasureResult, ...]:
    """The measures asked for, or all that every run holds, in the order of the first run."""
    if not measures:
        held = [frozenset(one.name for one in run.measures) for run in runs[1:]]
        return tuple(one for one in runs[0].measures if all(one.name in names for names in held))
    wanted = tuple(dict.fromkeys(measures))
    for label, run in zip(labels, runs, strict=True):
        known = [one.name for one in run.measures]
        for name in wanted:
            if name not in known:
                raise EvaluationError(
                    zh=f"{label} 的结果里没有指标 {name}。已有：{', '.join(known)}。",
                    en=f"The result of {label} holds no measure {name}. There are: {', '.join(known)}.",
                )
    return tuple(runs[0].measure(name) for name in wanted)


def _differences(
    runs: Sequence[Result],
    measures: Sequence[MeasureResult],
    common: Sequence[str],
    *,
    seed: int,
    level: float,
) -> tuple[PairedDifference, ...]:
    """The tests of all runs and measures; none where no question has a value in both."""
    values = [{one.id: one.values for one in run.questions} for run in runs]
    found: list[PairedDifference] = []
    for place in range(1, len(runs)):
        for measure in measures:
            first, second = _paired(values[0], values[place], measure.name, common)
            if first and measure.per_question:
                found.append(
                    paired_difference(
                        first, second, run=place, measure=measure, seed=seed, level=level
                    )
                )
    return corrected(found, level=level)


def _paired(
    first: Mapping[str, Mapping[str, float]],
    second: Mapping[str, Mapping[str, float]],
    measure: str,
    common: Sequence[str],
) -> tuple[list[float], list[float]]:
    """The values of both runs for the questions the measure applies to in both."""
    ids = [one for one in common if measure in first[one] and measure in second[one]]
    return [first[one][measure] for one in ids], [second[one][measure] for one in ids]


def _compared(run: Result, label: str, common: int) -> ComparedRun:
    count = len(run.questions)
    return ComparedRun(label, run.set.name, run.set.sha256, count, count - common)


def _side_by_side(runs: Sequence[Result], measure: MeasureResult) -> SideBySide:
    return SideBySide(
        measure=measure.name,
        values=tuple(run.measure(measure.name).overall.value for run in runs),
        higher_is_better=measure.higher_is_better,
        unit=measure.unit,
    )
