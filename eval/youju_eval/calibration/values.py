"""What a calibration is: the settings it chose and the evidence for them; fits and judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import msgspec

from youju.errors import Message
from youju.settings import AnsweringSettings, RetrievalSettings
from youju_eval.calibration.cases import RightBy
from youju_eval.calibration.figures import Figures, Outcome
from youju_eval.calibration.fit import Fitted
from youju_eval.results import Estimate, SetInfo

CLEAR = 0.05
"""A difference is called clear when chance alone would show one as large less often than this."""


@dataclass(frozen=True, slots=True)
class CurrentSettings:
    """The settings in use, and the threshold the predictions were asked with (0: nothing was held back).

    Predictions must have been made with ``score_slope`` and ``score_intercept`` as given here.
    """

    threshold: float = AnsweringSettings().threshold
    score_slope: float = RetrievalSettings().score_slope
    score_intercept: float = RetrievalSettings().score_intercept
    asked_with: float = 0.0


@dataclass(frozen=True, slots=True)
class Fold:
    """What was fitted without the ``n`` questions of one fold, on which it was then tried."""

    n: int
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Judged:
    """One question under the old settings and, out of fold, under the new ones."""

    id: str
    question: str
    answerable: bool
    right: bool
    answered: bool
    confidence_before: float
    kept_before: bool
    confidence_after: float
    """Under settings fitted without the question."""
    kept_after: bool
    confidence_chosen: float
    """Under the settings chosen in the end: what will be shown, no evidence of anything."""

    @property
    def before(self) -> Outcome:
        """How the question fared under the old settings."""
        return Outcome(
            self.answerable, self.right, self.answered, self.confidence_before, self.kept_before
        )

    @property
    def after(self) -> Outcome:
        """How it fared under settings fitted without it."""
        return Outcome(
            self.answerable, self.right, self.answered, self.confidence_after, self.kept_after
        )


@dataclass(frozen=True, slots=True)
class Paired:
    """New minus old over the same questions, with the p-value of a paired randomisation test."""

    change: Estimate
    p: float
    """Corrected for the three tests made (Holm)."""

    @property
    def grew(self) -> bool:
        """Clearly more than before."""
        return self.p < CLEAR and (self.change.value or 0.0) > 0

    @property
    def fell(self) -> bool:
        """Clearly less than before."""
        return self.p < CLEAR and (self.change.value or 0.0) < 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from the old settings to the new ones, question by question, out of fold."""

    brier: Paired
    """Below 0 the new confidences are nearer to the truth."""
    right_reactions: Paired
    """Above 0 the new settings react rightly more often."""
    false_refusals: Paired
    """Above 0 the new settings refuse more of the answerable questions."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Settings fitted to a set, with the evidence.

    ``chosen`` is fitted to every question; ``after`` and ``difference`` come from settings fitted
    without the questions they are measured on, so they say what to expect of new questions like these.
    """

    set: SetInfo
    date: str
    """ISO date, UTC."""
    seed: int
    right_by: RightBy
    maximum_false_refusals: float | None
    answerable: int
    unanswerable: int
    current: CurrentSettings
    chosen: Fitted
    folds: tuple[Fold, ...]
    grouped: bool | None
    """No document's questions were in two folds; None when no document has two questions."""
    before: Figures
    after: Figures
    difference: Difference
    recommended: bool
    """Out of fold the new settings are better than the old ones."""
    verdict: Message
    warnings: tuple[Message, ...]
    questions: tuple[Judged, ...]

    def as_json(self) -> dict[str, Any]:
        """The whole calibration as plain objects, for ``json.dumps``; keys as the fields here."""
        return cast("dict[str, Any]", msgspec.to_builtins(self))
