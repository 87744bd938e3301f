"""cmrc_f1: how much of a gold answer one unbroken stretch of the answer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.answer_tokens import answer_tokens
from youju_eval.measures.applies import has_gold_answer
from youju_eval.measures.base import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def cmrc_f1(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """F1 of the longest common run of tokens, the best of the gold answers.

    Precision is the run's share of the answer's tokens, recall its share of the gold's; the F1 of
    ``cmrc2018_evaluate.py`` (Cui et al. 2019). What was not answered has 0, a question without gold
    answers None.
    """
    if not has_gold_answer(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    given = answer_tokens(prediction.answer)
    return max(run_f1(given, answer_tokens(gold)) for gold in question.answers)


def run_f1(given: Sequence[str], gold: Sequence[str]) -> float:
    """2·run/(given + gold) in tokens; 0 when nothing is common."""
    run = longest_common_run(given, gold)
    return 2 * run / (len(given) + len(gold)) if run else 0.0


def longest_common_run(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest stretch of tokens that stands in both.

    Each token becomes one character, and a window over the shorter text grows only where it beats
    the best so far: as many substring searches as there are tokens, instead of a table of both.
    """
    codes: dict[str, str] = {}
    short, long = (
        "".join(codes.setdefault(token, chr(len(codes))) for token in tokens)
        for tokens in sorted((first, second), key=len)
    )
    best = 0
    for start in range(len(short)):
        while start + best < len(short) and short[start : start + best + 1] in long:
            best += 1
    return best


CMRC_F1 = Measure("cmrc_f1", cmrc_f1)
