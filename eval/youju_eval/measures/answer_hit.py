"""answer_hit: the short answer holds the gold answer."""

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


def answer_hit(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """1 when the answer holds one gold answer, or all of them for a list question.

    White space and the marks ``[n]`` are ignored, and no number is cut (15% is no hit for 5%); what
    was not answered has 0, a question without
    gold answers None. The "accuracy" of open question answering (Asai et al. 2023, ALCE's exact
    match recall), which does not blame a longer answer.
    """
    if not has_gold_answer(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    given = without_marks(prediction.answer)
    enough = all if question.type == LIST else any
    return float(enough(holds(given, gold) for gold in question.answers))


ANSWER_HIT = Measure("answer_hit", answer_hit)
