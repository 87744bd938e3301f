"""right_reaction: answered rightly what can be answered, refused what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.answer_hit import answer_hit
from youju_eval.measures.applies import reacts
from youju_eval.measures.base import Measure

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def right_reaction(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """1 for a right answer (answer_hit; any answer where there is no gold one) or a right refusal.

    0 for everything else: a wrong answer, a false refusal, any answer to an unanswerable question,
    an error or a missing record. The accuracy of SQuAD 2.0's task (Rajpurkar et al. 2018) with
    answer_hit for its exact match. None for a ranking alone.
    """
    if not reacts(prediction):
        return None
    if not question.answerable:
        return float(prediction.refused)
    hit = answer_hit(question, prediction)
    return float(prediction.answered) if hit is None else hit


RIGHT_REACTION = Measure("right_reaction", right_reaction)
