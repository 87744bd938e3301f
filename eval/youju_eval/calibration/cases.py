"""Questions and predictions as cases to calibrate on: how sure the system was, and whether it was right.

What is fitted to them is the work of ``fit``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from youju.errors import EvaluationError
from youju_eval.measures.answer_hit import answer_hit
from youju_eval.measures.evidence import evidence_at
from youju_eval.predictions import Prediction, renamed
from youju_eval.sets.values import STRUCTURE, EvaluationQuestion, EvaluationSet, Purpose

FEWEST = 5
"""Fewer questions of one kind than this cannot be split into training and held-out ones."""
ENOUGH = 20
"""Fewer than this make a threshold that another set would put elsewhere."""
_NEAREST = 1e-6
"""Records are rounded to six digits: a probability nearer to 0 or 1 has no logit of its own."""


class RightBy(StrEnum):
    """What makes an answer to an answerable question a right one."""

    ANSWER = "answer"
    """It holds the gold answer (``answer_hit``); by evidence where a question has no gold answer."""
    EVIDENCE = "evidence"
    """A cited passage holds the evidence; by answer where a question has no evidence."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question that can be calibrated on."""

    id: str
    question: str
    answerable: bool
    right: bool
    """The answer given is right; of an unanswerable question none is."""
    answered: bool
    """Something was answered at a threshold of 0; what was refused then is refused at any."""
    logit: float
    """Of the score before any scaling."""
    discount: float
    """What the score is multiplied by for facts that speak against the answer, after scaling."""
    group: str
    """Questions of one group are never on both sides of a fold."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a set in the order of their ids, and the ids of what needs a word."""

    cases: tuple[Case, ...]
    structure: tuple[str, ...]
    """Left out: questions on structure."""
    failed: tuple[str, ...]
    """Left out: questions without a prediction, and failed ones."""
    held_back: tuple[str, ...]
    """Refused with a confidence, although a threshold of 0 refuses nothing."""


def collect(
    evaluation_set: EvaluationSet,
    predictions: Mapping[str, Prediction],
    *,
    slope: float,
    intercept: float,
    right_by: RightBy,
) -> Cases:
    """Pair questions with predictions made under a scaling of ``slope`` and ``intercept``.

    Questions on structure are left out: their answers are read off the headings, have a fixed
    confidence and are never refused. So are questions without a prediction and failed ones.

    Raises:
        EvaluationError: the set is a test set, or the cases are too few or have no confidence.

    """
    ensure_may_be_tuned_on(evaluation_set)
    called = evaluation_set.document_id
    cases: list[Case] = []
    structure: list[str] = []
    failed: list[str] = []
    held_back: list[str] = []
    for question in sorted(evaluation_set.questions, key=lambda one: one.id):
        prediction = predictions.get(question.id)
        if question.type == STRUCTURE:
            structure.append(question.id)
        elif prediction is None or not (prediction.answered or prediction.refused):
            failed.append(question.id)
        else:
            asked = _named(question, called(question.document) if question.document else None)
            given = renamed(prediction, called)
            if given.refused and given.confidence:
                held_back.append(question.id)
            score, discount = _parts(given)
            logit = (logit_of(score) - intercept) / slope
            cases.append(_case(asked, given, logit, discount, right_by=right_by))
    _ensure_enough(evaluation_set, cases)
    return Cases(tuple(cases), tuple(structure), tuple(failed), tuple(held_back))


def logit_of(probability: float) -> float:
    """The log odds of a probability, kept finite."""
    inside = min(1 - _NEAREST, max(_NEAREST, probability))
    return math.log(inside / (1 - inside))


def is_right(question: EvaluationQuestion, prediction: Prediction, *, by: RightBy) -> bool:
    """Whether the answer given to a question is right; never for an unanswerable question.

    A question with neither answers nor evidence but judged documents is right by a citation of one.
    """
    if not question.answerable or not prediction.answered:
        return False
    by_answer = bool(question.answers) and (by is RightBy.ANSWER or not question.evidence)
    if by_answer:
        return bool(answer_hit(question, prediction))
    cited = tuple(citation.passage for citation in prediction.citations)
    if question.evidence:
        return bool(evidence_at(question, replace(prediction, retrieved=cited), len(cited)))
    return any(question.relevant.get(passage.document, 0) > 0 for passage in cited)


def _named(question: EvaluationQuestion, document: str | None) -> EvaluationQuestion:
    """The question with its document's id."""
    return question if document == question.document else replace(question, document=document)


def _case(
    question: EvaluationQuestion,
    prediction: Prediction,
    logit: float,
    discount: float,
    *,
    right_by: RightBy,
) -> Case:
    """One case; a question without a document is a group of its own."""
    return Case(
        id=question.id,
        question=question.question,
        answerable=question.answerable,
        right=is_right(question, prediction, by=right_by),
        answered=prediction.answered,
        logit=logit,
        discount=discount,
        group=f"document {question.document}" if question.document else f"question {question.id}",
    )


def _parts(prediction: Prediction) -> tuple[float, float]:
    """The score of the cited passage, and what is left of it as confidence.

    An answer is as sure as its passage's score, less for what contradicts it
    (``youju.answering.refusal``); scaling changes the score only. A system that states no scores of
    passages has no discount. Of several citations the one just above the confidence decided.
    """
    if prediction.confidence is None:
        if prediction.answered:
            raise EvaluationError(
                zh=f"问题 {prediction.id} 的回答没有 confidence，无法校准。"
                "请让系统为每个回答写出 0 到 1 之间的 confidence，或用 youju eval run 重新生成预测。",
                en=f"The answer to question {prediction.id} has no confidence, so nothing can be "
                "calibrated. Have the system state one between 0 and 1 for every answer, or make the "
                "predictions with youju eval run.",
            )
        return 0.0, 1.0
    sure = prediction.confidence
    if not 0 <= sure <= 1:
        raise EvaluationError(
            zh=f"问题 {prediction.id} 的 confidence 是 {sure:g}，应在 0 与 1 之间。",
            en=f"The confidence of question {prediction.id} is {sure:g}; it should lie in 0 to 1.",
        )
    scores = [one.passage.score for one in prediction.citations if one.passage.score is not None]
    above = [score for score in scores if sure - _NEAREST <= score <= 1 and score > _NEAREST]
    score = min(above, default=sure)
    return (score, min(1.0, sure / score)) if score > _NEAREST else (sure, 1.0)


def ensure_may_be_tuned_on(evaluation_set: EvaluationSet) -> None:
    """Refuse a test set: what is fitted to it can no longer be measured on it."""
    if evaluation_set.purpose is Purpose.TEST:
        raise EvaluationError(
            zh=f"{evaluation_set.name} 是测试集（purpose = test），不能用来调设置：调过之后它的成绩就不再可信。"
            "请换一个开发集；没有的话，可用 youju eval generate 文档 生成一份再核对。",
            en=f"{evaluation_set.name} is a test set (purpose = test): once settings are fitted to it, "
            "its figures prove nothing. Use a development set; without one, have "
            "youju eval generate DOCUMENTS propose questions and review them.",
        )


def _ensure_enough(evaluation_set: EvaluationSet, cases: Sequence[Case]) -> None:
    """Refuse what no threshold can be fitted to."""
    answerable = sum(case.answerable for case in cases)
    unanswerable = len(cases) - answerable
    if min(answerable, unanswerable) >= FEWEST:
        return
    raise EvaluationError(
        zh=f"{evaluation_set.name} 里可用的有答案问题 {answerable} 个、无答案问题 {unanswerable} 个，"
        f"每种至少要 {FEWEST} 个（{ENOUGH} 个以上才可靠），否则定不出拒答阈值。"
        "请补充问题；无答案的问题可用 youju eval generate 文档 生成，核对后加入。",
        en=f"Of {evaluation_set.name}, {answerable} answerable and {unanswerable} unanswerable questions "
        f"can be used; a refusal threshold needs at least {FEWEST} of each, and {ENOUGH} to be relied "
        "on. Add questions; youju eval generate DOCUMENTS proposes unanswerable ones to review and add.",
    )
