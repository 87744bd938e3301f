"""Refusals: whether what was refused cannot be answered, and what cannot be answered was refused.

Refusing is the positive class: SQuAD 2.0's and RGB's (Chen et al. 2024) rejection, as precision,
recall and F1. An error or a missing record is no refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.applies import reacts
from youju_eval.measures.base import Measure, SetMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_eval.measures.base import Pair
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def refusal_recall(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """1 when an unanswerable question was refused, else 0; None for an answerable one."""
    if question.answerable or not reacts(prediction):
        return None
    return float(prediction.refused)


def false_refusal(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """1 when an answerable question got no answer (refused, failed, missing), else 0.

    None for an unanswerable one. Lower is better.
    """
    if not question.answerable or not reacts(prediction):
        return None
    return float(not prediction.answered)


def refusal_precision(pairs: Sequence[Pair]) -> float | None:
    """The share of the refused questions that are unanswerable.

    None when nothing was refused, or when no question is unanswerable.
    """
    right, refused, unanswerable = _counts(pairs)
    return right / refused if refused and unanswerable else None


def refusal_f1(pairs: Sequence[Pair]) -> float | None:
    """The harmonic mean of refusal precision and recall; None when no question is unanswerable."""
    right, refused, unanswerable = _counts(pairs)
    return 2 * right / (refused + unanswerable) if unanswerable else None


def _counts(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """Rightly refused, refused, unanswerable."""
    refusals = [
        (question.answerable, prediction.refused)
        for question, prediction in pairs
        if reacts(prediction)
    ]
    right = refusals.count((False, True))
    return right, right + refusals.count((True, True)), right + refusals.count((False, False))


REFUSAL_RECALL = Measure("refusal_recall", refusal_recall)
FALSE_REFUSALS = Measure("false_refusals", false_refusal, higher_is_better=False)
REFUSAL_PRECISION = SetMeasure("refusal_precision", refusal_precision)
REFUSAL_F1 = SetMeasure("refusal_f1", refusal_f1)
