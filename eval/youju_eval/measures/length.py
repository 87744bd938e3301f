"""Length of the short answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.predictions import Prediction

SHORT_TYPES = frozenset({"figure", "entity"})
"""Questions whose answer is a figure or a name: the length is stated over these."""


def answer_length(prediction: Prediction) -> int | None:
    """Characters of the answer without ``[n]`` and white space; None when nothing was answered."""
    return len(squeezed(without_marks(prediction.answer))) if prediction.answered else None
