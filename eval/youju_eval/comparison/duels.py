"""Which questions one run answers better than another, with the texts to see why."""

from __future__ import annotations

from dataclasses import dataclass

from youju.errors import EvaluationError
from youju_eval.comparison.differences import SAME
from youju_eval.folder import Run
from youju_eval.measures.gold import searchable
from youju_eval.predictions import Prediction, RankedPassage, missing
from youju_eval.results import MeasureResult, QuestionResult
from youju_eval.sets.values import EvaluationQuestion
from youju_eval.text import squeezed


@dataclass(frozen=True, slots=True)
class TopPassage:
    """The passage a run ranked first."""

    document: str
    text: str
    heading_path: tuple[str, ...]
    holds_evidence: bool
    """Whether gold evidence is in it; where whole documents were judged, whether it is of a relevant one."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one run made of the question."""

    value: float
    status: str
    answer: str
    reason: str
    confidence: float | None
    passage: TopPassage | None
    """None when nothing was retrieved."""
    evidence_rank: int | None
    """Rank of the first passage that holds evidence, from 1; None when none does."""


@dataclass(frozen=True, slots=True)
class Duel:
    """One question on which two runs differ; ``difference`` is the second value minus the first."""

    id: str
    type: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]
    """Gold texts by group, to be marked in the passages."""
    measure: str
    first: Side
    second: Side
    difference: float
    won: bool | None
    """Whether the second run is better; None for a measure without a better side."""
    unit: str = ""


def won_and_lost(first: Run, second: Run, measure: str) -> tuple[Duel, ...]:
    """The questions of both runs on which the measure differs, biggest change first.

    Equal changes stand in the order of the set. Questions the measure does not apply to in both are no
    duels.

    Raises:
        EvaluationError: a run does not hold the measure, or it has no values by question.

    """
    described = first.result.measure(measure)
    second.result.measure(measure)
    if not described.per_question:
        raise EvaluationError(
            zh=f"指标 {measure} 只对整个评测集有值，没有逐题的胜负。请换一个逐题的指标，如 answer_hit。",
            en=f"The measure {measure} has a value for the whole set only, so no question is won or lost. "
            "Name a measure of single questions, such as answer_hit.",
        )
    others = {one.id: one for one in second.result.questions}
    texts = {one.id: one for one in (*second.questions, *first.questions)}
    duels = [
        _duel(texts[one.id], one, others[one.id], runs=(first, second), measure=described)
        for one in first.result.questions
        if one.id in texts and _differ(one, others.get(one.id), measure)
    ]
    return tuple(sorted(duels, key=lambda duel: -abs(duel.difference)))


def _differ(first: QuestionResult, second: QuestionResult | None, measure: str) -> bool:
    """Whether both have a value, and not the same."""
    if second is None or measure not in first.values or measure not in second.values:
        return False
    return abs(first.values[measure] - second.values[measure]) >= SAME


def _duel(
    question: EvaluationQuestion,
    first: QuestionResult,
    second: QuestionResult,
    *,
    runs: tuple[Run, Run],
    measure: MeasureResult,
) -> Duel:
    """One question with both sides."""
    difference = second.values[measure.name] - first.values[measure.name]
    better = measure.higher_is_better
    return Duel(
        id=question.id,
        type=question.type,
        question=question.question,
        answers=question.answers,
        evidence=question.evidence,
        measure=measure.name,
        first=_side(question, first, runs[0], measure.name),
        second=_side(question, second, runs[1], measure.name),
        difference=difference,
        won=None if better is None else (difference > 0) == better,
        unit=measure.unit,
    )


def _side(question: EvaluationQuestion, judged: QuestionResult, run: Run, measure: str) -> Side:
    """What a run made of the question."""
    prediction = run.predictions.get(question.id, missing(question.id))
    ranks = (
        rank
        for rank, passage in enumerate(prediction.retrieved, start=1)
        if _holds_evidence(question, passage)
    )
    return Side(
        value=judged.values[measure],
        status=judged.status,
        answer=prediction.answer,
        reason=prediction.reason,
        confidence=prediction.confidence,
        passage=_top(question, prediction),
        evidence_rank=next(ranks, None),
    )


def _top(question: EvaluationQuestion, prediction: Prediction) -> TopPassage | None:
    """The first passage of the ranking."""
    if not prediction.retrieved:
        return None
    best = prediction.retrieved[0]
    return TopPassage(
        document=best.document,
        text=best.text,
        heading_path=best.heading_path,
        holds_evidence=_holds_evidence(question, best),
    )


def _holds_evidence(question: EvaluationQuestion, passage: RankedPassage) -> bool:
    """Whether any gold evidence is in the passage; of a question without, whether its document is relevant."""
    if not question.evidence:
        return question.relevant.get(passage.document, 0) > 0
    text = searchable(question, passage)
    return any(squeezed(one) in text for group in question.evidence for one in group)
