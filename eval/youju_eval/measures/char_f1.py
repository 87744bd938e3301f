"""char_f1: how many tokens the answer shares with a gold answer, in whatever order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from youju_eval.measures.answer_tokens import answer_tokens
from youju_eval.measures.applies import has_gold_answer
from youju_eval.measures.base import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def char_f1(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """F1 of the bags of tokens, the best of the gold answers.

    SQuAD's F1 (Rajpurkar et al. 2016) over Chinese characters and whole foreign words, the tokens of
    ``cmrc_f1``. What was not answered has 0, a question without gold answers None.
    """
    if not has_gold_answer(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    given = answer_tokens(prediction.answer)
    return max(bag_f1(given, answer_tokens(gold)) for gold in question.answers)


def bag_f1(given: Sequence[str], gold: Sequence[str]) -> float:
    """2·common/(given + gold) in tokens; 0 when nothing is common."""
    common = (Counter(given) & Counter(gold)).total()
    return 2 * common / (len(given) + len(gold)) if common else 0.0


CHAR_F1 = Measure("char_f1", char_f1)
