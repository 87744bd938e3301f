"""citation_recall: how much of the evidence is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.applies import has_gold_evidence
from youju_eval.measures.base import Measure
from youju_eval.measures.gold import groups_held

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def citation_recall(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """The share of the groups of evidence that some cited passage or quote holds.

    The citation recall of ALCE (Gao et al. 2023) with gold evidence in place of a model of
    entailment. What was not answered has 0, a question without evidence None.
    """
    if not has_gold_evidence(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    held = frozenset[int]().union(*(groups_held(question, one) for one in prediction.citations))
    return len(held) / len(question.evidence)


CITATION_RECALL = Measure("citation_recall", citation_recall)
