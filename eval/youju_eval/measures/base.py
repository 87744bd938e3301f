"""What a measure is: a named function of a question and its prediction, or of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from youju_eval.predictions import Prediction
from youju_eval.sets.values import EvaluationQuestion

Pair: TypeAlias = tuple[EvaluationQuestion, Prediction]
"""A question and what was answered to it; documents on both sides are ids of the set."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One value a question; the set's value is the mean over the questions it applies to.

    ``of`` gives None where there is nothing to measure (an unanswerable question has no recall). A
    question that was skipped, refused or failed although it applies has the worst value, never None.
    """

    name: str
    of: Callable[[EvaluationQuestion, Prediction], float | None]
    higher_is_better: bool | None = True
    """None where neither is (a length)."""
    unit: str = ""
    """Empty for a share in [0, 1]; else ``characters`` or ``ms``."""


@dataclass(frozen=True, slots=True)
class SetMeasure:
    """One value over many questions that is no mean: an F1 of counts, an area, a percentile."""

    name: str
    of: Callable[[Sequence[Pair]], float | None]
    higher_is_better: bool | None = True
    unit: str = ""
