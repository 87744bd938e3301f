"""What came of each question, in one word, for the pictures and filters; measures are in ``measures``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from youju.errors import Message
from youju_eval.predictions import Prediction
from youju_eval.results import QuestionResult


class Outcome(StrEnum):
    """What came of a question; the value is also the class that colours it."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered otherwise than the gold."""
    UNFOUNDED = "unfounded"
    """Answered although the documents do not."""
    UNJUDGED = "unjudged"
    """Answered, and the set holds no gold to judge it by."""
    REFUSED = "refused"
    """An answerable question."""
    WITHHELD = "withheld"
    """An unanswerable question rightly refused."""
    FAILED = "failed"
    """No record, or an error."""


NAMES: Mapping[Outcome, Message] = MappingProxyType(
    {
        Outcome.RIGHT: Message("答对", "right answer"),
        Outcome.WRONG: Message("答错", "wrong answer"),
        Outcome.UNFOUNDED: Message("该拒而答", "answered though unanswerable"),
        Outcome.UNJUDGED: Message("已答，无从判断", "answered, not judged"),
        Outcome.REFUSED: Message("误拒", "refused though answerable"),
        Outcome.WITHHELD: Message("正确拒答", "rightly refused"),
        Outcome.FAILED: Message("未完成", "failed"),
    }
)

HALF = 0.5
"""From this value of a graded measure an answer counts as right."""

_JUDGES = ("answer_hit", "em", "cmrc_f1", "char_f1")
"""The first of these a question has judges its answer."""


def outcome_of(question: QuestionResult, prediction: Prediction) -> Outcome:
    """What came of one question."""
    if prediction.refused:
        return Outcome.REFUSED if question.answerable else Outcome.WITHHELD
    if not prediction.answered:
        return Outcome.FAILED
    if not question.answerable:
        return Outcome.UNFOUNDED
    judged = next((name for name in _JUDGES if name in question.values), None)
    if judged is None:
        return Outcome.UNJUDGED
    return Outcome.RIGHT if question.values[judged] >= HALF else Outcome.WRONG
