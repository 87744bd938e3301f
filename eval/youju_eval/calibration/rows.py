"""The figures of a calibration as rows for people: name, meaning, before, after; computes none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from youju.errors import Message
from youju_eval.calibration.figures import Figures
from youju_eval.results import Estimate


@dataclass(frozen=True, slots=True)
class Row:
    """One figure before and after."""

    name: Message
    meaning: Message
    before: Estimate
    after: Estimate
    share: bool
    """Shown as a percentage."""


def shown(estimate: Estimate, share: bool) -> str:
    """A figure; a dash where there is none."""
    return "–" if estimate.value is None else format(estimate.value, _digits(share))


def bounds(estimate: Estimate, share: bool) -> str:
    """The ends of its interval; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{format(estimate.low, _digits(share))}–{format(estimate.high, _digits(share))}"


def _digits(share: bool) -> str:
    return ".1%" if share else ".3f"


def rows(before: Figures, after: Figures) -> Iterator[Row]:
    """The figures in the order shown."""
    yield Row(
        Message(zh="正确反应", en="right reactions"),
        Message(
            zh="答对，或对无答案的问题拒答；越高越好",
            en="right answer given, or unanswerable question refused; higher is better",
        ),
        before.right_reactions,
        after.right_reactions,
        share=True,
    )
    yield Row(
        Message(zh="误拒率", en="false refusals"),
        Message(
            zh="有答案的问题中被拒答的；越低越好",
            en="answerable questions refused; lower is better",
        ),
        before.false_refusals,
        after.false_refusals,
        share=True,
    )
    yield Row(
        Message(zh="拒答召回率", en="refusal recall"),
        Message(
            zh="无答案的问题中被拒答的；越高越好",
            en="unanswerable questions refused; higher is better",
        ),
        before.refusal_recall,
        after.refusal_recall,
        share=True,
    )
    yield Row(
        Message(zh="拒答精确率", en="refusal precision"),
        Message(
            zh="拒答中确实无答案的；越高越好",
            en="refused questions that are unanswerable; higher is better",
        ),
        before.refusal_precision,
        after.refusal_precision,
        share=True,
    )
    yield Row(
        Message(zh="风险", en="risk"),
        Message(
            zh="所给答案中错误的；越低越好", en="answers given that are wrong; lower is better"
        ),
        before.risk,
        after.risk,
        share=True,
    )
    yield from _score_rows(before, after)


def _score_rows(before: Figures, after: Figures) -> Iterator[Row]:
    """The figures of confidence itself."""
    yield Row(
        Message(zh="Brier 分数", en="Brier score"),
        Message(
            zh="置信度与对错的均方差；越低越好",
            en="mean squared distance of confidence and truth; lower is better",
        ),
        before.brier,
        after.brier,
        share=False,
    )
    yield Row(
        Message(zh="校准误差 ECE", en="calibration error (ECE)"),
        Message(
            zh="置信度与实际正确率的平均差距（等量分箱）；越低越好",
            en="mean gap of confidence and share right (equal-mass bins); lower is better",
        ),
        before.calibration_error,
        after.calibration_error,
        share=False,
    )
    yield Row(
        Message(zh="对数损失", en="log loss"),
        Message(zh="越低越好", en="lower is better"),
        before.log_loss,
        after.log_loss,
        share=False,
    )
    yield Row(
        Message(zh="AUROC", en="AUROC"),
        Message(
            zh="答对比答错更有把握的概率；0.5 为随机",
            en="how often a right answer is the surer one; 0.5 is chance",
        ),
        before.auroc,
        after.auroc,
        share=False,
    )
