"""All measures over a set and its predictions; what answered, and how it is shown, is not its business."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from youju_eval.measures import (
    RETRIEVAL_MEASURES,
    question_measures,
    retrieval_values,
    set_measures,
)
from youju_eval.measures.base import Pair, SetMeasure
from youju_eval.predictions import Prediction, missing, renamed
from youju_eval.results import Estimate, MeasureResult, QuestionResult, SetInfo
from youju_eval.sets.questions import record_of
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.significance import bootstrap_interval, wilson_interval

MOST_DOCUMENTS = 200
"""Sets of more documents are not broken down by them: the questions carry their document."""
GENERATED = "generated:"
"""Before the type of a generated question, so that it is never mixed with the human ones."""

_SET_RESAMPLES = 200
"""Of measures that are no mean: each resample computes the measure anew."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The measures of one run, over the set and by question."""

    measures: tuple[MeasureResult, ...]
    questions: tuple[QuestionResult, ...]
    missing: tuple[str, ...]
    """Questions without a record: misses, never dropped."""
    extra: tuple[str, ...]
    """Records of no question."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One per-question measure with its values in the order of the questions."""

    name: str
    values: tuple[float | None, ...]
    higher_is_better: bool | None = True
    unit: str = ""


def score(
    evaluation_set: EvaluationSet,
    predictions: Mapping[str, Prediction],
    *,
    retrieval: Sequence[str] = RETRIEVAL_MEASURES,
    seed: int = 0,
) -> Scored:
    """Every measure over every question; ``predictions`` by the question's id.

    Args:
        evaluation_set: the questions, and the names their documents go by.
        predictions: documents may be called by id or by file name.
        retrieval: measures of ir-measures to compute, by their names there.
        seed: of the bootstrap.

    Raises:
        EvaluationError: there is no such measure.

    """
    pairs = _pairs(evaluation_set, predictions)
    columns = [
        *(_Column(name, values) for name, values in retrieval_values(pairs, retrieval).items()),
        *(
            _Column(
                measure.name,
                tuple(measure.of(*pair) for pair in pairs),
                measure.higher_is_better,
                measure.unit,
            )
            for measure in question_measures(pairs)
        ),
    ]
    types = _groups([kind_of(question) for question, _ in pairs])
    documents = _groups([question.document for question, _ in pairs])
    if len(documents) > MOST_DOCUMENTS:
        documents = {}
    known = {question.id for question in evaluation_set.questions}
    return Scored(
        measures=(
            *(_mean(column, types, documents, seed=seed) for column in columns),
            *(
                _whole(measure, pairs, types, documents, seed=seed)
                for measure in set_measures(pairs)
            ),
        ),
        questions=tuple(_question(row, pair, columns) for row, pair in enumerate(pairs)),
        missing=tuple(one.id for one in evaluation_set.questions if one.id not in predictions),
        extra=tuple(name for name in predictions if name not in known),
    )


def set_info(evaluation_set: EvaluationSet) -> SetInfo:
    """What a result says of its set."""
    questions = evaluation_set.questions
    digest = hashlib.sha256()
    for question in sorted(questions, key=lambda one: one.id):
        digest.update(json.dumps(record_of(question), sort_keys=True).encode() + b"\n")
    return SetInfo(
        name=evaluation_set.name,
        sha256=digest.hexdigest(),
        questions=len(questions),
        answerable=sum(one.answerable for one in questions),
        purpose=str(evaluation_set.purpose),
        documents=len(evaluation_set.documents),
        generated=sum(bool(one.generated) for one in questions),
        about=evaluation_set.about,
    )


def kind_of(question: EvaluationQuestion) -> str:
    """The name of the row a question is counted in."""
    return f"{GENERATED if question.generated else ''}{question.type}"


def _pairs(evaluation_set: EvaluationSet, predictions: Mapping[str, Prediction]) -> list[Pair]:
    """Each question with what was answered, documents by their ids on both sides."""
    return [
        (one, renamed(predictions.get(one.id, missing(one.id)), evaluation_set.document_id))
        for one in evaluation_set.questions
    ]


def _groups(names: Sequence[str | None]) -> Mapping[str, tuple[int, ...]]:
    """The rows under each name, in order of first appearance; nameless ones are in no group."""
    groups: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        if name is not None:
            groups.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in groups.items()}


def _mean(
    column: _Column,
    types: Mapping[str, tuple[int, ...]],
    documents: Mapping[str, tuple[int, ...]],
    *,
    seed: int,
) -> MeasureResult:
    """A per-question measure: means with intervals, by document without (they are many and small)."""

    def estimate(rows: Sequence[int], *, interval: bool) -> Estimate:
        found = [value for row in rows if (value := column.values[row]) is not None]
        if not found:
            return Estimate(None)
        low, high = _interval(found, column.unit, seed) if interval else (None, None)
        return Estimate(fmean(found), low, high, len(found))

    return MeasureResult(
        name=column.name,
        overall=estimate(range(len(column.values)), interval=True),
        by_type=_stated(types, lambda rows: estimate(rows, interval=True)),
        by_document=_stated(documents, lambda rows: estimate(rows, interval=False)),
        higher_is_better=column.higher_is_better,
        unit=column.unit,
    )


def _interval(values: Sequence[float], unit: str, seed: int) -> tuple[float, float]:
    """The interval of a mean; 55 right of 55 leave doubt that resampling them would not show."""
    alike = min(values) == max(values) and not unit
    if alike and values[0] in {0.0, 1.0}:
        return wilson_interval(int(sum(values)), len(values))
    return bootstrap_interval(values, seed=seed)


def _whole(
    measure: SetMeasure,
    pairs: Sequence[Pair],
    types: Mapping[str, tuple[int, ...]],
    documents: Mapping[str, tuple[int, ...]],
    *,
    seed: int,
) -> MeasureResult:
    """A measure of all pairs at once; the interval comes from resampled questions."""

    def estimate(rows: Sequence[int]) -> Estimate:
        return Estimate(measure.of([pairs[row] for row in rows]), n=len(rows))

    value = measure.of(pairs)
    low, high = (None, None) if value is None else _resampled(measure, pairs, seed=seed)
    return MeasureResult(
        name=measure.name,
        overall=Estimate(value, low, high, len(pairs)),
        by_type=_stated(types, estimate),
        by_document=_stated(documents, estimate),
        higher_is_better=measure.higher_is_better,
        unit=measure.unit,
        per_question=False,
    )


def _resampled(
    measure: SetMeasure, pairs: Sequence[Pair], *, seed: int
) -> tuple[float | None, float | None]:
    """The middle 95 % of the measure over resampled questions; nothing when they leave nothing."""
    import numpy as np

    generator = np.random.default_rng(seed)
    values: list[float] = []
    for _ in range(_SET_RESAMPLES):
        rows = generator.integers(len(pairs), size=len(pairs))
        value = measure.of([pairs[row] for row in rows])
        if value is not None:
            values.append(value)
    if len(values) < _SET_RESAMPLES // 2:
        return None, None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _stated(
    groups: Mapping[str, tuple[int, ...]], estimate: Callable[[Sequence[int]], Estimate]
) -> dict[str, Estimate]:
    """The estimate of each group to which the measure applies."""
    found = {name: estimate(rows) for name, rows in groups.items()}
    return {name: one for name, one in found.items() if one.value is not None}


def _question(row: int, pair: Pair, columns: Sequence[_Column]) -> QuestionResult:
    """The values of one question."""
    question, prediction = pair
    return QuestionResult(
        id=question.id,
        type=kind_of(question),
        answerable=question.answerable,
        status=prediction.status,
        values={
            column.name: value for column in columns if (value := column.values[row]) is not None
        },
        confidence=prediction.confidence,
        document=question.document,
        generated=question.generated,
    )
