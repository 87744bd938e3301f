"""Fits refusal threshold and score scaling to a person's own set, cross-validated.

Cases come from ``cases``, fits from ``fit``, figures from ``figures``, the advice from ``verdict``; the
settings file and the page are written by ``settings`` and ``report``. Nothing is asked here: the caller
makes the predictions, with a threshold of 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from youju.errors import EvaluationError
from youju_eval.calibration.cases import Case, RightBy, collect
from youju_eval.calibration.figures import brier, figures, mean
from youju_eval.calibration.fit import Fitted, confidences, fit, split_folds
from youju_eval.calibration.values import (
    Calibration,
    CurrentSettings,
    Difference,
    Fold,
    Judged,
    Paired,
)
from youju_eval.calibration.verdict import judge
from youju_eval.calibration.warnings import warnings_about
from youju_eval.predictions import Prediction
from youju_eval.scoring import set_info
from youju_eval.sets.values import EvaluationSet
from youju_eval.significance import holm, paired_test

FOLDS = 5
MAXIMUM_FALSE_REFUSALS = 0.05


def calibrate(
    evaluation_set: EvaluationSet,
    predictions: Mapping[str, Prediction],
    *,
    current: CurrentSettings,
    folds: int = FOLDS,
    seed: int = 0,
    maximum_false_refusals: float | None = MAXIMUM_FALSE_REFUSALS,
    right_by: RightBy = RightBy.ANSWER,
) -> Calibration:
    """Choose ``score_slope``, ``score_intercept`` and ``threshold`` for a set, with the evidence.

    Scaling and threshold are fitted to all folds but one and tried on that one, each in turn; the
    figures are of those trials. What is chosen in the end is fitted to every question. The result
    does not depend on the order of the questions.

    Args:
        evaluation_set: answerable and unanswerable questions; never a test set.
        predictions: by the question's id, asked with a threshold of 0.
        current: the settings in use, and those the predictions were made with.
        folds: at least 2, at most the questions of the rarer kind.
        seed: of the folds and the bootstrap.
        maximum_false_refusals: greatest share of answerable questions that may be refused; None
            sets no limit.
        right_by: what makes an answer right.

    Raises:
        EvaluationError: the set is a test set or has too few questions of a kind, the predictions
            have no confidences or were made with a threshold, or the folds are too many.

    """
    _ensure_nothing_was_held_back(current)
    found = collect(
        evaluation_set,
        predictions,
        slope=current.score_slope,
        intercept=current.score_intercept,
        right_by=right_by,
    )
    trials = _cross_validated(
        found.cases, current=current, folds=folds, seed=seed, maximum=maximum_false_refusals
    )
    before = figures([one.before for one in trials.questions], seed=seed)
    after = figures([one.after for one in trials.questions], seed=seed)
    difference = _difference(trials.questions, seed=seed)
    verdict = judge(before, after, difference, maximum=maximum_false_refusals)
    return Calibration(
        set=set_info(evaluation_set),
        date=datetime.now(UTC).date().isoformat(),
        seed=seed,
        right_by=right_by,
        maximum_false_refusals=maximum_false_refusals,
        answerable=sum(case.answerable for case in found.cases),
        unanswerable=sum(not case.answerable for case in found.cases),
        current=current,
        chosen=trials.chosen,
        folds=trials.folds,
        grouped=trials.grouped,
        before=before,
        after=after,
        difference=difference,
        recommended=verdict.recommended,
        verdict=verdict.message,
        warnings=warnings_about(
            evaluation_set, found, after, right_by=right_by, maximum=maximum_false_refusals
        ),
        questions=trials.questions,
    )


@dataclass(frozen=True, slots=True)
class _Trials:
    """What was fitted to some and to all cases, and how each fared where it was not fitted to."""

    chosen: Fitted
    folds: tuple[Fold, ...]
    grouped: bool | None
    questions: tuple[Judged, ...]


def _cross_validated(
    cases: Sequence[Case],
    *,
    current: CurrentSettings,
    folds: int,
    seed: int,
    maximum: float | None,
) -> _Trials:
    """Fit to all folds but one, each in turn, and in the end to every case."""
    answerable = sum(case.answerable for case in cases)
    _ensure_folds(folds, most=min(answerable, len(cases) - answerable))
    parts = split_folds(cases, folds=folds, seed=seed)
    fitted = [fit(_without(cases, part), maximum_false_refusals=maximum) for part in parts]
    chosen = fit(cases, maximum_false_refusals=maximum)
    return _Trials(
        chosen=chosen,
        folds=tuple(
            Fold(len(part), settings) for part, settings in zip(parts, fitted, strict=True)
        ),
        grouped=_grouped(cases, parts),
        questions=_judged(cases, parts, fitted, current=current, chosen=chosen),
    )


def _without(cases: Sequence[Case], part: Sequence[int]) -> list[Case]:
    """The cases outside a fold."""
    inside = set(part)
    return [case for position, case in enumerate(cases) if position not in inside]


def _judged(
    cases: Sequence[Case],
    parts: Sequence[Sequence[int]],
    fitted: Sequence[Fitted],
    *,
    current: CurrentSettings,
    chosen: Fitted,
) -> tuple[Judged, ...]:
    """Each case under the settings in use and under those fitted without its fold."""
    settings = {
        position: choice for part, choice in zip(parts, fitted, strict=True) for position in part
    }
    old = confidences(cases, slope=current.score_slope, intercept=current.score_intercept)
    final = confidences(cases, slope=chosen.slope, intercept=chosen.intercept)
    judged: list[Judged] = []
    for position, case in enumerate(cases):
        choice = settings[position]
        [new] = confidences([case], slope=choice.slope, intercept=choice.intercept)
        judged.append(
            Judged(
                id=case.id,
                question=case.question,
                answerable=case.answerable,
                right=case.right,
                answered=case.answered,
                confidence_before=old[position],
                kept_before=case.answered and old[position] >= current.threshold,
                confidence_after=new,
                kept_after=case.answered and new >= choice.threshold,
                confidence_chosen=final[position],
            )
        )
    return tuple(judged)


def _difference(questions: Sequence[Judged], *, seed: int) -> Difference:
    """New against old, question by question."""
    answers = [one for one in questions if one.answered]
    answerable = [one for one in questions if one.answerable]
    series = (
        ([brier(one.before) for one in answers], [brier(one.after) for one in answers]),
        (
            [float(one.before.reaction) for one in questions],
            [float(one.after.reaction) for one in questions],
        ),
        (
            [float(not one.kept_before) for one in answerable],
            [float(not one.kept_after) for one in answerable],
        ),
    )
    p_values = holm([paired_test(old, new, seed=seed) for old, new in series])
    changes = [
        mean([late - early for early, late in zip(old, new, strict=True)], seed=seed)
        for old, new in series
    ]
    return Difference(*map(Paired, changes, p_values))


def _grouped(cases: Sequence[Case], parts: Sequence[Sequence[int]]) -> bool | None:
    """Whether no group is in two folds; None when there is nothing to keep together."""
    groups = [{cases[position].group for position in part} for part in parts]
    distinct = len(set[str]().union(*groups))
    return None if distinct == len(cases) else sum(map(len, groups)) == distinct


def _ensure_nothing_was_held_back(current: CurrentSettings) -> None:
    """Refuse predictions of which the refused ones show no answer."""
    if current.asked_with > 0:
        raise EvaluationError(
            zh=f"这些预测是用阈值 {current.asked_with:g} 生成的，被拒答的问题看不出本来会答什么。"
            "请用 --set answering.threshold=0 重新运行 youju eval run。",
            en=f"These predictions were made with a threshold of {current.asked_with:g}: what was refused "
            "shows no answer. Run youju eval run again with --set answering.threshold=0.",
        )


def _ensure_folds(folds: int, *, most: int) -> None:
    """Refuse a number of folds that leaves some without a kind of question."""
    if not 2 <= folds <= most:
        raise EvaluationError(
            zh=f"折数是 {folds}，应在 2 与 {most} 之间（每折都要有有答案和无答案的问题）。",
            en=f"There cannot be {folds} folds: 2 to {most} (each needs questions of both kinds).",
        )
