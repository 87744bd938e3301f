"""Scoring a set of ten thousand questions: every measure with its interval, against ranking measures alone."""

from __future__ import annotations

import time

from youju_eval.measures import RETRIEVAL_MEASURES, retrieval_values
from youju_eval.predictions import Prediction, RankedPassage
from youju_eval.scoring import score
from youju_eval.sets import EvaluationQuestion, EvaluationSet

QUESTIONS = 10_000
FILLER = "全年实现各项指标，其中有关内容详见下文所列各项统计数据与说明。" * 6


def scoring() -> dict[str, float]:
    """Seconds of the processor for ``score``, and how many times the ranking measures alone it takes."""
    questions = tuple(_question(number) for number in range(QUESTIONS))
    predictions = {one.id: _prediction(one) for one in questions}
    begun = time.process_time()
    score(EvaluationSet("scoring", questions), predictions)
    whole = time.process_time() - begun
    begun = time.process_time()
    retrieval_values([(one, predictions[one.id]) for one in questions], RETRIEVAL_MEASURES)
    ranking = time.process_time() - begun
    return {
        "questions": QUESTIONS,
        "every measure, CPU s": whole,
        "ranking measures alone, CPU s": ranking,
        "ratio": whole / ranking,
    }


def _question(number: int) -> EvaluationQuestion:
    return EvaluationQuestion(
        str(number),
        "figure",
        f"第{number}项是多少?",
        (f"{number}亿元",),
        ((f"第{number}项为{number}亿元",),),
        f"d{number % 50}",
    )


def _prediction(question: EvaluationQuestion) -> Prediction:
    number = int(question.id)
    ranking = tuple(
        RankedPassage(str(question.document), f"{FILLER}第{number + rank}项为{number + rank}亿元")
        for rank in range(10)
    )
    return Prediction(
        question.id,
        "answered",
        f"第{number}项为{number}亿元，同比增长5.2%[1]",
        ranking,
        confidence=(number % 97) / 97,
        timings_ms={"total": 40.0},
    )
