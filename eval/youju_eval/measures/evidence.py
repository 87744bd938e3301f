"""evidence@k: the evidence is among the first k passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.base import Measure
from youju_eval.measures.gold import first_ranks

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion

DEPTHS = (1, 3, 5, 10)


def evidence_at(question: EvaluationQuestion, prediction: Prediction, k: int) -> float | None:
    """1 when each group of evidence has one text in some of the first ``k`` passages, else 0.

    White space is ignored. The passage must come from the question's document when it names one.
    For questions on structure the headings above the passage count as well. None for a question
    without evidence. The top-k retrieval accuracy of open question answering
    (Karpukhin et al. 2020: does a passage hold the answer?), for all the pieces a question needs.
    """
    if not question.evidence:
        return None
    return float(None not in first_ranks(question, prediction, depth=k))


def _at(k: int) -> Measure:
    """evidence@k for one depth."""
    return Measure(
        f"evidence@{k}", lambda question, prediction: evidence_at(question, prediction, k)
    )


EVIDENCE = tuple(_at(k) for k in DEPTHS)
"""One measure for each depth."""
