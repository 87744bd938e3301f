"""Evaluation: questions with known answers against the records of ``youju ask --batch``.

What is here states the quality of one run: ``python -m youju_eval QUESTIONS ANSWERS``. Comparing
runs, significance, gates and further datasets belong beside ``scoring``, one file each, behind the
later ``youju eval`` commands.
"""

from youju_eval.datasets import EvaluationQuestion, read_questions
from youju_eval.predictions import Prediction, RankedPassage, read_predictions
from youju_eval.scoring import Report, Row, score

__all__ = [
    "EvaluationQuestion",
    "Prediction",
    "RankedPassage",
    "Report",
    "Row",
    "read_predictions",
    "read_questions",
    "score",
]
