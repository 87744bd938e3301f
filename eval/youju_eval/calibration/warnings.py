"""What to say beside a calibration: what it left out, and why it may not hold for new questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.errors import Message
from youju_eval.calibration.cases import ENOUGH, Case, Cases, RightBy
from youju_eval.calibration.figures import Figures
from youju_eval.calibration.verdict import interval
from youju_eval.sets.values import EvaluationSet

_NAMED = 5
"""Questions named in a sentence; the others are counted."""


def warnings_about(
    evaluation_set: EvaluationSet,
    found: Cases,
    after: Figures,
    *,
    right_by: RightBy,
    maximum: float | None,
) -> tuple[Message, ...]:
    """Everything worth a warning, in the order of its weight."""
    return (
        *_about_size(found.cases),
        *_about_held_back(found.held_back),
        *_about_gold(found.cases, right_by),
        *_about_limit(after, maximum),
        *_about_generated(evaluation_set),
        *_about_left_out(found),
    )


def _about_size(cases: Sequence[Case]) -> Iterator[Message]:
    """Few cases of a kind."""
    answerable = sum(case.answerable for case in cases)
    unanswerable = len(cases) - answerable
    if min(answerable, unanswerable) < ENOUGH:
        yield Message(
            zh=f"问题偏少（有答案 {answerable} 个，无答案 {unanswerable} 个；任何一种少于 {ENOUGH} 个，阈值就不稳）。"
            "请留意区间，最好补充问题。",
            en=f"There are few questions ({answerable} answerable, {unanswerable} unanswerable; below "
            f"{ENOUGH} of either the threshold is unstable): mind the intervals, or add questions.",
        )


def _about_held_back(held_back: Sequence[str]) -> Iterator[Message]:
    """Refusals with a confidence: most often a threshold was in force after all."""
    if held_back:
        named = _some(held_back)
        yield Message(
            zh=f"{len(held_back)} 个问题带着置信度被拒答（{named}）：若生成预测时阈值不是 0，请用 "
            "--set answering.threshold=0 重新运行；这里按任何阈值都会拒答计算。",
            en=f"{len(held_back)} questions were refused with a confidence ({named}): if a threshold was in "
            "force, run again with --set answering.threshold=0. Here they count as refused at any.",
        )


def _about_gold(cases: Sequence[Case], right_by: RightBy) -> Iterator[Message]:
    """Hardly any answer is right: most often the gold is no short answer."""
    answerable = [case for case in cases if case.answerable]
    right = sum(case.right for case in answerable)
    if right * 4 < len(answerable) and right_by is RightBy.ANSWER:
        yield Message(
            zh=f"{len(answerable)} 个有答案的问题中只答对 {right} 个。若标准答案是长文，请改为按证据（evidence）判断对错。",
            en=f"Only {right} of {len(answerable)} answerable questions were answered right. If the gold "
            "answers are long texts, judge by evidence instead.",
        )


def _about_limit(after: Figures, maximum: float | None) -> Iterator[Message]:
    """Refusals of new questions will probably not stay within the limit."""
    share = after.false_refusals
    if maximum is not None and (share.low or 0.0) > maximum:
        yield Message(
            zh=f"在未参与拟合的问题上，误拒率为 {interval(share)}，高于要求的 {maximum:.1%}：新问题上很可能也会超出。",
            en=f"Of the answerable questions it was not fitted to, {interval(share)} were refused, more "
            f"than the {maximum:.1%} allowed: expect that of new questions too.",
        )


def _about_generated(evaluation_set: EvaluationSet) -> Iterator[Message]:
    """Questions that nobody asked."""
    count = sum(bool(question.generated) for question in evaluation_set.questions)
    if count:
        yield Message(
            zh=f"{count} 个问题是自动生成的：人们的问法不同，请再用真实问题核对阈值。",
            en=f"{count} questions were generated: people ask differently, so check the threshold on "
            "real questions.",
        )


def _about_left_out(found: Cases) -> Iterator[Message]:
    """Questions that are no cases."""
    if found.structure:
        yield Message(
            zh=f"未计入 {len(found.structure)} 个结构类问题：答案直接取自标题，置信度固定，不受阈值影响。",
            en=f"{len(found.structure)} questions on structure are left out: their answers are read off "
            "the headings, with a fixed confidence and no threshold.",
        )
    if found.failed:
        yield Message(
            zh=f"未计入 {len(found.failed)} 个没有预测或出错的问题：{_some(found.failed)}。",
            en=f"{len(found.failed)} questions without a prediction or with an error are left out: "
            f"{_some(found.failed)}.",
        )


def _some(names: Sequence[str]) -> str:
    """The first few names."""
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
