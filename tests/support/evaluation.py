"""Results and runs of an evaluation, built from the values of their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean, stdev

from youju_eval.folder import Run, RunFolder
from youju_eval.predictions import Prediction, RankedPassage
from youju_eval.results import (
    FORMAT,
    Environment,
    Estimate,
    IndexInfo,
    MeasureResult,
    QuestionResult,
    Result,
    SetInfo,
    SystemInfo,
)
from youju_eval.sets.values import EvaluationQuestion

LOWER_IS_BETTER = frozenset({"false_refusals", "aurc"})
UNITS = {"length": "characters"}


def make_result(
    values: Mapping[str, Mapping[str, float]],
    *,
    types: Mapping[str, str] | None = None,
    unanswerable: Iterable[str] = (),
    set_values: Mapping[str, float] | None = None,
    set_name: str = "手册",
    sha256: str = "a" * 64,
    label: str = "youju",
    settings: Mapping[str, str | float | int | bool | None] | None = None,
    missing: Sequence[str] = (),
    index: IndexInfo | None = None,
    generated: int = 0,
) -> Result:
    """A result whose measures are the means of ``values`` (question → measure → value).

    ``types`` gives the questions' types (``figure`` where it says nothing), ``set_values`` the measures
    that are no mean (``aurc``, ``latency_p50``); directions and units follow the measure's name.
    """
    refused = frozenset(unanswerable)
    questions = tuple(
        QuestionResult(
            id=identity,
            type=(types or {}).get(identity, "figure"),
            answerable=identity not in refused,
            status="missing" if identity in missing else "answered",
            values=dict(held),
        )
        for identity, held in values.items()
    )
    names = dict.fromkeys(name for held in values.values() for name in held)
    return Result(
        format=FORMAT,
        set=SetInfo(
            name=set_name,
            sha256=sha256,
            questions=len(questions),
            answerable=sum(one.answerable for one in questions),
            purpose="development",
            documents=1,
            generated=generated,
        ),
        system=SystemInfo("library", label, settings or {}, ()),
        measures=(
            *(_mean_measure(name, questions) for name in names),
            *(
                _set_measure(name, value, len(questions))
                for name, value in (set_values or {}).items()
            ),
        ),
        questions=questions,
        environment=Environment("3.11.9", "x86_64", 2, {"youju": "0.1.0"}),
        index=index,
        seed=7,
        started="2026-11-24T08:00:00+00:00",
        seconds=12.5,
        missing=tuple(missing),
    )


def make_run(
    result: Result,
    questions: Sequence[EvaluationQuestion],
    answers: Mapping[str, tuple[str, Sequence[RankedPassage]]],
) -> Run:
    """A run with texts; ``answers`` gives answer and ranking by question, an empty answer is a refusal."""
    predictions = {
        identity: Prediction(
            identity,
            "answered" if answer else "not_found",
            answer,
            tuple(ranking),
            confidence=0.9 if answer else 0.1,
        )
        for identity, (answer, ranking) in answers.items()
    }
    return Run(RunFolder(Path("run")), result, tuple(questions), predictions)


def direction(name: str) -> bool | None:
    """Whether more of a measure is better; None for a length."""
    if name == "length":
        return None
    return name not in LOWER_IS_BETTER and not name.startswith("latency")


def unit(name: str) -> str:
    """The unit of a measure: empty for a share."""
    return "ms" if name.startswith("latency") else UNITS.get(name, "")


def _mean_measure(name: str, questions: Sequence[QuestionResult]) -> MeasureResult:
    types = dict.fromkeys(one.type for one in questions)
    by_type = {
        kind: _estimate(name, [one for one in questions if one.type == kind]) for kind in types
    }
    return MeasureResult(
        name=name,
        overall=_estimate(name, questions),
        by_type={kind: estimate for kind, estimate in by_type.items() if estimate.n},
        higher_is_better=direction(name),
        unit=unit(name),
    )


def _set_measure(name: str, value: float, count: int) -> MeasureResult:
    return MeasureResult(
        name=name,
        overall=Estimate(value, n=count),
        higher_is_better=direction(name),
        unit=unit(name),
        per_question=False,
    )


def _estimate(name: str, questions: Sequence[QuestionResult]) -> Estimate:
    """The mean with the interval of a normal approximation: near enough to look real."""
    held = [one.values[name] for one in questions if name in one.values]
    if not held:
        return Estimate(None)
    mean = fmean(held)
    reach = 1.96 * stdev(held) / len(held) ** 0.5 if len(held) > 1 else 0.0
    top = 1.0 if not unit(name) else float("inf")
    return Estimate(mean, max(0.0, mean - reach), min(top, mean + reach), len(held))
