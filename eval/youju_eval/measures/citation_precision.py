"""citation_precision: how many of the citations prove anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.applies import has_gold_evidence
from youju_eval.measures.base import Measure
from youju_eval.measures.gold import groups_held

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion


def citation_precision(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """The share of the citations whose passage or quote holds evidence of some group.

    The citation precision of ALCE (Gao et al. 2023) with gold evidence in place of a model of
    entailment: evidence that the gold does not name counts as none. An answer without citations
    has 0; what was not answered cites nothing and has None, as a question without evidence.
    """
    if not has_gold_evidence(question, prediction) or not prediction.answered:
        return None
    if not prediction.citations:
        return 0.0
    proofs = sum(bool(groups_held(question, cited)) for cited in prediction.citations)
    return proofs / len(prediction.citations)


CITATION_PRECISION = Measure("citation_precision", citation_precision)
