"""Evaluation sets: what they are (``values``), and one file for each format that is read or written."""

from youju_eval.sets.export import Exported, ExportForm, export
from youju_eval.sets.opening import open_set
from youju_eval.sets.problems import Kind, Problem, Severity
from youju_eval.sets.questions import read_questions, write_questions
from youju_eval.sets.ragas import read_ragas_predictions
from youju_eval.sets.texts import ReadTexts, read_texts
from youju_eval.sets.validation import validate
from youju_eval.sets.values import (
    LIST,
    STRUCTURE,
    EvaluationQuestion,
    EvaluationSet,
    Purpose,
    SetDocument,
)

__all__ = [
    "LIST",
    "STRUCTURE",
    "EvaluationQuestion",
    "EvaluationSet",
    "ExportForm",
    "Exported",
    "Kind",
    "Problem",
    "Purpose",
    "ReadTexts",
    "SetDocument",
    "Severity",
    "export",
    "open_set",
    "read_questions",
    "read_ragas_predictions",
    "read_texts",
    "validate",
    "write_questions",
]
