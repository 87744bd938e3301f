"""length: how long the answers are; neither short nor long is better by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju_eval.measures.base import Measure
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def answer_length(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """Characters of the answer without ``[n]`` and white space.

    None when nothing was answered, and for an unanswerable question.
    """
    if not question.answerable or not prediction.answered:
        return None
    return float(len(squeezed(without_marks(prediction.answer))))


LENGTH = Measure("length", answer_length, higher_is_better=None, unit="characters")
