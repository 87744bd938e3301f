"""Whether the questions can be asked, are different, and are enough to see a difference."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from youju_eval.sets.problems import Kind, Problem, error, warning
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet

CHANGING = 0.2
"""The spread of paired differences of a share when one question in five changes between two systems."""
_QUANTILES = 1.96 + 0.84
"""Of the normal distribution for 5 % false alarms (two-sided) and 80 % power."""
FEWEST = 10
"""Answerable or unanswerable questions below which nothing can be said of them."""
_PARTICLES = str.maketrans("", "", "的了吗呢啊吧呀嘛")


def questions_needed(difference: float) -> int:
    """How many questions show a difference between two systems on the same questions.

    The paired z test's sample size, ``((1.96 + 0.84) / difference)² · 0.2`` (Sakai 2018, *Laboratory
    Experiments in Information Retrieval*): 5 % false alarms, 80 % power, one question in five changing.

    Raises:
        ValueError: the difference is not in (0, 1].

    """
    if not 0 < difference <= 1:
        raise ValueError(f"a difference of shares lies in (0, 1], not {difference}")
    return math.ceil((_QUANTILES / difference) ** 2 * CHANGING)


def smallest_difference(questions: int) -> float:
    """The smallest difference so many questions show; at most 1."""
    return min(1.0, _QUANTILES * math.sqrt(CHANGING / questions)) if questions else 1.0


def asked(questions: Iterable[EvaluationQuestion]) -> Iterator[Problem]:
    """Questions that are empty, or asked before under another id."""
    seen: dict[tuple[str, ...], EvaluationQuestion] = {}
    near: dict[tuple[str, ...], EvaluationQuestion] = {}
    for question in questions:
        words = _normalised(question.question)
        if not question.question.strip():
            yield error(
                Kind.EMPTY_QUESTION,
                question.id,
                zh="问题是空的。请补上文字或删掉这一行。",
                en="The question is empty. Write it, or delete the line.",
            )
            continue
        turns = tuple(_normalised(turn.text) for turn in question.history)
        same, similar = (words, *turns), (_bare(words), *turns)
        first = seen.setdefault(same, question)
        likely = near.setdefault(similar, question)
        if first is not question:
            yield _again(question, first, same=True)
        elif likely is not question:
            yield _again(question, likely, same=False)


def balance(evaluation_set: EvaluationSet, difference: float) -> Iterator[Problem]:
    """Too few questions, or none of a sort, or sorts that should not be mixed."""
    questions, name = evaluation_set.questions, evaluation_set.name
    yield from _size(len(questions), name, difference)
    yield from _sides(questions, name)
    made = sum(bool(one.generated) for one in questions)
    if 0 < made < len(questions):
        yield warning(
            Kind.MIXED_ORIGIN,
            name,
            zh=f"{made} 个自动生成的问题与 {len(questions) - made} 个人工问题混在一起。请分成两个集，分别报告。",
            en=f"{made} generated questions are mixed with {len(questions) - made} human ones."
            " Make them two sets, and report them apart.",
        )


def _size(count: int, name: str, difference: float) -> Iterator[Problem]:
    """Too few questions for the difference asked for."""
    needed, seen = questions_needed(difference), smallest_difference(count)
    if count < needed:
        yield warning(
            Kind.TOO_FEW,
            name,
            zh=f"{count} 个问题看不出 {_points(difference)} 个百分点的差别，约需 {needed} 个；"
            f"现在能看出的最小差别约为 {_points(seen)} 个百分点。",
            en=f"{count} questions do not show a difference of {_points(difference)} percentage points;"
            f" about {needed} do. The smallest these show is about {_points(seen)} points.",
        )


def _sides(questions: Sequence[EvaluationQuestion], name: str) -> Iterator[Problem]:
    """Too few answerable or unanswerable questions."""
    able = sum(one.answerable for one in questions)
    for count, zh, en in (
        (able, "有答案", "answerable"),
        (len(questions) - able, "没有答案", "unanswerable"),
    ):
        if 0 < count < FEWEST:
            yield warning(
                Kind.TOO_FEW,
                name,
                zh=f"只有 {count} 个{zh}的问题，关于它们的数字没有意义。请至少准备 {FEWEST} 个。",
                en=f"Only {count} of the questions {'is' if count == 1 else 'are'} {en}: figures on"
                f" them mean nothing. Have at least {FEWEST}.",
            )
    if able == len(questions):
        yield warning(
            Kind.ONE_SIDED,
            name,
            zh=f"每个问题都有答案，无法测量拒答。请加入至少 {FEWEST} 个资料不回答的问题（answers 和 evidence 为空）。",
            en="Every question has an answer, so that refusal cannot be measured. Add at least"
            f" {FEWEST} the documents do not answer (answers and evidence empty).",
        )
    elif not able:
        yield warning(
            Kind.ONE_SIDED,
            name,
            zh="没有一个问题有答案，只能测量拒答。请检查 answers 和 evidence 是否写对。",
            en="No question has an answer, so that only refusal can be measured. Check that answers"
            " and evidence are spelled so.",
        )


def _again(question: EvaluationQuestion, first: EvaluationQuestion, *, same: bool) -> Problem:
    """That a question was asked before; that it has an answer once and once not is an error."""
    if same and question.answerable != first.answerable:
        return error(
            Kind.CONTRADICTION,
            question.id,
            zh=f"与 {first.id} 是同一个问题，但一个有答案、一个没有。请改正其中一个。",
            en=f"The same question as {first.id}, but one has an answer and the other has none."
            " Correct one of them.",
        )
    places = {question.document, first.document} - {None}
    if same and len(places) > 1:
        return warning(
            Kind.DUPLICATE_QUESTION,
            question.id,
            zh=f"与 {first.id} 是同一个问题，却要求另一份文档：在全部文档中检索时，对一个是对的，对另一个就算错。请写明问的是哪一份。",
            en=f"The same question as {first.id}, but another document must hold the evidence: over all"
            " documents what is right for one is wrong for the other. Say in it which one is meant.",
        )
    return warning(
        Kind.DUPLICATE_QUESTION,
        question.id,
        zh=f"与 {first.id} {'是同一个问题' if same else '几乎相同'}，会被重复计算。请删掉一个。",
        en=f"{'The same' if same else 'Nearly the same'} question as {first.id}: it counts twice."
        " Delete one.",
    )


def _normalised(text: str) -> str:
    """The letters and digits of a text; width, case, white space and punctuation do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded


def _bare(words: str) -> str:
    """The text without politeness and particles."""
    return words.removeprefix("请问").translate(_PARTICLES) or words


def _points(share: float) -> str:
    """A share in percentage points."""
    return f"{share * 100:.1f}".removesuffix(".0")
