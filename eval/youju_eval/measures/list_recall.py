"""list_recall: how many of the answers asked for were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju_eval.measures.applies import has_gold_answer
from youju_eval.measures.base import Measure
from youju_eval.sets.values import LIST
from youju_eval.text import holds

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def list_recall(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """The share of the gold answers that the answer holds, for questions of the type ``list``.

    The instance recall of TREC's list questions (Voorhees 2003). White space and the marks ``[n]``
    are ignored, and no number is cut; what was not answered has 0, any other type None.
    """
    if question.type != LIST or not has_gold_answer(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    given = without_marks(prediction.answer)
    return sum(holds(given, gold) for gold in question.answers) / len(question.answers)


LIST_RECALL = Measure("list_recall", list_recall)
