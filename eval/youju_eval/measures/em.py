"""em: the answer is a gold answer, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.answer_tokens import bare
from youju_eval.measures.applies import has_gold_answer
from youju_eval.measures.base import Measure

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def exact_match(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """1 when the answer equals one gold answer, in lower case and without the script's signs.

    The exact match of ``cmrc2018_evaluate.py`` (Cui et al. 2019); what was not answered has 0, a
    question without gold answers None.
    """
    if not has_gold_answer(question, prediction):
        return None
    given = bare(prediction.answer)
    return float(prediction.answered and any(given == bare(gold) for gold in question.answers))


EXACT_MATCH = Measure("em", exact_match)
