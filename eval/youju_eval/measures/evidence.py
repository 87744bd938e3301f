"""evidence@k: the evidence is among the first k passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.datasets import STRUCTURE
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.datasets import EvaluationQuestion
    from youju_eval.predictions import Prediction, RankedPassage


def evidence_at(question: EvaluationQuestion, prediction: Prediction, k: int) -> bool:
    """Whether each group of evidence has one text in some of the first ``k`` passages retrieved.

    White space is ignored. The passage must come from the question's document when it names one.
    For questions on structure the headings above the passage count as well. A question without
    evidence is never a hit.
    """
    top = [
        _searchable(passage, question.type)
        for passage in prediction.retrieved[:k]
        if question.document in {None, passage.document}
    ]
    return bool(question.evidence) and all(
        any(squeezed(text) in passage for text in group for passage in top)
        for group in question.evidence
    )


def _searchable(passage: RankedPassage, kind: str) -> str:
    """The text of a passage in which evidence is looked for."""
    headings = passage.heading_path if kind == STRUCTURE else ()
    return "\n".join(squeezed(part) for part in (*headings, passage.text))
