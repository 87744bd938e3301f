"""Whether settings that were fitted are worth using, said honestly; computes no figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from youju.errors import Message
from youju_eval.calibration.figures import Figures
from youju_eval.calibration.values import Difference
from youju_eval.results import Estimate

_WORSE = Message(
    zh="建议保留原设置：在未参与拟合的问题上，新设置明显更差。",
    en="Keep the old settings: on questions they were not fitted to, the new ones are clearly worse.",
)
_NO_BETTER = Message(
    zh="建议保留原设置：在未参与拟合的问题上，看不出新设置更好。",
    en="Keep the old settings: on questions they were not fitted to, the new ones are not clearly better.",
)
_COSTS = Message(
    zh="建议先保留原设置：新设置明显减少了误拒，但正确反应也明显减少，因为误拒上限比原阈值的误拒率更严。"
    "可以接受更多误拒，就放宽上限重新校准；误拒比答错更要紧，就采用新设置。",
    en="Keep the old settings for now: the new ones refuse clearly fewer answerable questions, but also "
    "react rightly clearly less often, as the limit on false refusals is stricter than the old threshold. "
    "Raise the limit and calibrate again; or use the new settings if a false refusal is worse than a "
    "wrong answer.",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to use the new settings, and why."""

    recommended: bool
    message: Message


def judge(
    before: Figures, after: Figures, difference: Difference, *, maximum: float | None
) -> Verdict:
    """Compare old and new settings by their figures out of fold.

    New settings are recommended when confidence tells right from wrong at all (the interval of its
    AUROC lies above chance), nothing got clearly worse, and something got clearly better. Refusing
    clearly fewer answerable questions is better when the old threshold clearly refuses more of them
    than ``maximum`` allows; when that costs right reactions, the choice is left to the reader.
    """
    if before.auroc.low is None or before.auroc.low <= 0.5:
        return Verdict(False, _tells_nothing(before.auroc))
    over = maximum is not None and (before.false_refusals.low or 0.0) > maximum
    fewer = over and difference.false_refusals.fell
    evidence = _evidence(before, after, difference)
    if difference.right_reactions.fell and fewer:
        return Verdict(False, _joined(_COSTS, evidence))
    if difference.right_reactions.fell or difference.brier.grew:
        return Verdict(False, _joined(_WORSE, evidence))
    gains = list(_gains(difference, fewer=fewer))
    if not gains:
        return Verdict(False, _joined(_NO_BETTER, evidence))
    advice = Message(
        zh="建议采用新设置：" + "，".join(gain.zh for gain in gains) + "。",
        en="Use the new settings: " + ", and ".join(gain.en for gain in gains) + ".",
    )
    return Verdict(True, _joined(advice, evidence))


def interval(estimate: Estimate) -> str:
    """A share with its interval, for people; a dash where there is none."""
    if estimate.value is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.1%}"
    return f"{estimate.value:.1%} ({estimate.low:.1%}–{estimate.high:.1%})"


def _joined(first: Message, second: Message) -> Message:
    """Two sentences in a row."""
    return Message(zh=f"{first.zh}{second.zh}", en=f"{first.en} {second.en}")


def _tells_nothing(auroc: Estimate) -> Message:
    """The verdict where no threshold can help."""
    if auroc.value is None:
        return Message(
            zh="建议保留原设置：答案全对或全错，无从判断置信度是否可靠。请检查标准答案，或补充问题。",
            en="Keep the old settings: every answer is right or every one is wrong, so nothing shows "
            "whether confidence can be relied on. Check the gold answers, or add questions.",
        )
    return Message(
        zh=f"建议保留原设置：在这个问题集上，置信度分不出对错（AUROC {auroc.value:.2f}，与随机无异），"
        "任何阈值都没有意义。请检查标准答案，或补充问题。",
        en="Keep the old settings: on this set confidence does not tell right answers from wrong ones "
        f"(AUROC {auroc.value:.2f}, no better than chance), so no threshold means anything. Check the "
        "gold answers, or add questions.",
    )


def _gains(difference: Difference, *, fewer: bool) -> Iterator[Message]:
    """What clearly got better."""
    if difference.right_reactions.grew:
        yield Message(zh="正确反应明显更多", en="clearly more reactions are right")
    if difference.brier.fell:
        yield Message(
            zh="置信度明显更接近实际正确率", en="confidence is clearly nearer to the truth"
        )
    if fewer:
        yield Message(
            zh="误拒明显减少（原阈值超出允许的误拒率）",
            en="clearly fewer answerable questions are refused (the old threshold refuses more than allowed)",
        )


def _evidence(before: Figures, after: Figures, difference: Difference) -> Message:
    """The figures behind the verdict."""
    reactions = f"{before.right_reactions.value or 0:.1%} → {after.right_reactions.value or 0:.1%}"
    brier = f"{before.brier.value or 0:.3f} → {after.brier.value or 0:.3f}"
    refused = f"{before.false_refusals.value or 0:.1%} → {after.false_refusals.value or 0:.1%}"
    p = [
        "p < 0.001" if one.p < 0.001 else f"p = {one.p:.3f}"
        for one in (difference.right_reactions, difference.false_refusals, difference.brier)
    ]
    return Message(
        zh=f"正确反应 {reactions}（{p[0]}），误拒率 {refused}（{p[1]}），Brier 分数 {brier}（{p[2]}，越低越好）。",
        en=f"Right reactions {reactions} ({p[0]}), false refusals {refused} ({p[1]}), "
        f"Brier score {brier} ({p[2]}, lower is better).",
    )
