"""Which questions and runs a measure applies to: decided here once, so that no measure decides it alone.

A question to which a measure applies counts with the worst value when it was skipped or failed; what
a system by its kind does not do (a TREC run answers nothing) is not measured at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.predictions import MISSING, RANKED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def reacts(prediction: Prediction) -> bool:
    """Whether the system was to answer or refuse; False for a ranking alone."""
    return prediction.status != RANKED


def has_gold_answer(question: EvaluationQuestion, prediction: Prediction) -> bool:
    """Whether the answer can be compared with a gold one."""
    return bool(question.answers) and reacts(prediction)


def has_gold_evidence(question: EvaluationQuestion, prediction: Prediction) -> bool:
    """Whether what the answer cites can be compared with gold evidence."""
    return bool(question.evidence) and reacts(prediction)


def only_ranks(predictions: Iterable[Prediction]) -> bool:
    """Whether a run is one of rankings alone, but for questions it has no record of."""
    statuses = {prediction.status for prediction in predictions}
    return RANKED in statuses and statuses <= {RANKED, MISSING}


def names_documents_only(predictions: Iterable[Prediction]) -> bool:
    """Whether the rankings of a run hold no text, so that evidence cannot be looked for in them."""
    passages = [passage for one in predictions for passage in one.retrieved]
    return bool(passages) and not any(passage.text or passage.heading_path for passage in passages)
