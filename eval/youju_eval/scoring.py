"""All measures over a set of questions, by type and in all; how they are shown is in ``report``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from youju_eval.measures import (
    answer_hit,
    answer_length,
    evidence_at,
    falsely_refused,
    rightly_refused,
)
from youju_eval.measures.length import SHORT_TYPES
from youju_eval.predictions import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from youju_eval.datasets import EvaluationQuestion
    from youju_eval.predictions import Prediction

DEPTHS = (1, 3, 5, 10)
ALL = "all"
"""Name of the row over every question."""

_Pair = tuple["EvaluationQuestion", "Prediction"]


@dataclass(frozen=True, slots=True)
class Row:
    """The measures over the questions of one type; None where there is nothing to measure.

    Shares in [0, 1]. Evidence, answer hits and false refusals are over the answerable questions,
    refusal recall over the unanswerable ones, lengths over the answers given.
    """

    type: str
    answerable: int
    unanswerable: int
    evidence: Mapping[int, float | None]
    """By k."""
    answer_hit: float | None
    mean_length: float | None
    longest: int | None
    refusal_recall: float | None
    false_refusals: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """The quality of one run.

    ``missing`` are the questions without a record: misses, never dropped. ``short_mean_length`` and
    ``short_longest`` are over the types whose answer is a figure or a name.
    """

    rows: tuple[Row, ...]
    total: Row
    missing: tuple[str, ...]
    short_mean_length: float | None
    short_longest: int | None

    def as_json(self) -> dict[str, object]:
        """The report for a program, with the keys of this class and of ``Row``."""
        return asdict(self)


def score(questions: Sequence[EvaluationQuestion], predictions: Mapping[str, Prediction]) -> Report:
    """Every measure over every question; ``predictions`` by the question's id."""
    pairs = [(one, predictions.get(one.id, missing(one.id))) for one in questions]
    types = dict.fromkeys(one.type for one in questions)
    short = _lengths([pair for pair in pairs if pair[0].type in SHORT_TYPES])
    return Report(
        rows=tuple(_row(kind, [pair for pair in pairs if pair[0].type == kind]) for kind in types),
        total=_row(ALL, pairs),
        missing=tuple(one.id for one in questions if one.id not in predictions),
        short_mean_length=fmean(short) if short else None,
        short_longest=max(short, default=None),
    )


def _row(kind: str, pairs: Sequence[_Pair]) -> Row:
    """The measures over some questions."""
    answerable = [pair for pair in pairs if pair[0].answerable]
    unanswerable = [pair for pair in pairs if not pair[0].answerable]
    lengths = _lengths(pairs)
    return Row(
        type=kind,
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        evidence={k: _share(answerable, _evidence_within(k)) for k in DEPTHS},
        answer_hit=_share(answerable, answer_hit),
        mean_length=fmean(lengths) if lengths else None,
        longest=max(lengths, default=None),
        refusal_recall=_share(unanswerable, rightly_refused),
        false_refusals=_share(answerable, falsely_refused),
    )


def _evidence_within(k: int) -> Callable[[EvaluationQuestion, Prediction], bool]:
    """evidence@k as a measure of a question and its prediction."""
    return lambda question, prediction: evidence_at(question, prediction, k)


def _share(
    pairs: Sequence[_Pair], holds: Callable[[EvaluationQuestion, Prediction], bool]
) -> float | None:
    """The share of questions for which a measure holds; None without questions."""
    return fmean(holds(*pair) for pair in pairs) if pairs else None


def _lengths(pairs: Sequence[_Pair]) -> list[int]:
    """The lengths of the answers given to answerable questions."""
    found = (answer_length(prediction) for question, prediction in pairs if question.answerable)
    return [length for length in found if length is not None]
