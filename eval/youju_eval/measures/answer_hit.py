"""answer_hit: the short answer holds the gold answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju_eval.datasets import LIST
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.datasets import EvaluationQuestion
    from youju_eval.predictions import Prediction


def answer_hit(question: EvaluationQuestion, prediction: Prediction) -> bool:
    """Whether an answer was given and holds one gold answer, or all of them for a list question.

    White space and the marks ``[n]`` are ignored; what was not answered is no hit.
    """
    if not prediction.answered or not question.answers:
        return False
    given = squeezed(without_marks(prediction.answer))
    enough = all if question.type == LIST else any
    return enough(squeezed(answer) in given for answer in question.answers)
