"""Refusals: rightly on what the documents do not answer, falsely on what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from youju_eval.datasets import EvaluationQuestion
    from youju_eval.predictions import Prediction


def rightly_refused(question: EvaluationQuestion, prediction: Prediction) -> bool:
    """Whether an unanswerable question was refused; an error or a missing record is no refusal."""
    return not question.answerable and prediction.refused


def falsely_refused(question: EvaluationQuestion, prediction: Prediction) -> bool:
    """Whether an answerable question got no answer: refused, failed, or missing."""
    return question.answerable and not prediction.answered
