"""What a reader of a comparison must know before believing it, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from youju.errors import Message
from youju_eval.results import Result

MANY_TESTS = 6
"""Tests corrected together from which on it is worth saying that fewer would be sharper."""


def notes_on_questions(
    runs: Sequence[Result], labels: Sequence[str], common: Sequence[str]
) -> tuple[Message, ...]:
    """What is to be said about which questions were asked and answered."""
    return (
        *_left_out(runs, labels, len(common)),
        *_different_sets(runs, labels),
        *_other_questions(runs, labels, common),
        *_without_record(runs, labels),
        *_generated(runs, labels),
    )


def note_on_correction(
    p_values: Sequence[float], p_holm: Sequence[float], *, level: float
) -> tuple[Message, ...]:
    """That differences seen one by one were not believed because so many tests were made."""
    lost = sum(p < 1 - level <= holm for p, holm in zip(p_values, p_holm, strict=True))
    if not lost or len(p_values) < MANY_TESTS:
        return ()
    return (
        Message(
            zh=f"共做了 {len(p_values)} 个检验并一起校正；有 {lost} 个单独看显著、校正后不显著。"
            "若事先就只关心一两个指标，用 --measure 指定，检验会更灵敏。",
            en=f"{len(p_values)} tests were corrected together; {lost} would be significant alone. If you "
            "cared about one or two measures from the start, name them with --measure: a sharper test.",
        ),
    )


def note_on_untested(names: Sequence[str]) -> tuple[Message, ...]:
    """That some measures apply to no question of both runs."""
    if not names:
        return ()
    listed = ", ".join(names)
    return (
        Message(
            zh=f"没有两边都适用的问题，未检验：{listed}。",
            en=f"Not tested, as no question has a value in both runs: {listed}.",
        ),
    )


def _left_out(runs: Sequence[Result], labels: Sequence[str], common: int) -> tuple[Message, ...]:
    left = [
        (label, len(run.questions) - common)
        for label, run in zip(labels, runs, strict=True)
        if len(run.questions) > common
    ]
    if not left:
        return ()
    zh = "、".join(f"{label} {count} 个" for label, count in left)
    en = ", ".join(f"{count} of {label}" for label, count in left)
    return (
        Message(
            zh=f"只比较 {common} 个共同的问题；未计入：{zh}。",
            en=f"Only the {common} common questions are compared; left out: {en}.",
        ),
    )


def _different_sets(runs: Sequence[Result], labels: Sequence[str]) -> tuple[Message, ...]:
    other = [
        f"{label} ({run.set.name})"
        for label, run in zip(labels, runs, strict=True)
        if run.set.sha256 != runs[0].set.sha256
    ]
    if not other:
        return ()
    listed = ", ".join(other)
    return (
        Message(
            zh=f"问题或标准答案与 {labels[0]} ({runs[0].set.name}) 不完全相同：{listed}。"
            "编号相同的按同一个问题比较，请确认编号没有改作他用。",
            en=f"Questions or gold are not those of {labels[0]} ({runs[0].set.name}) in: {listed}. "
            "Questions of one id are compared as one: make sure no id was given to another question.",
        ),
    )


def _other_questions(
    runs: Sequence[Result], labels: Sequence[str], common: Sequence[str]
) -> tuple[Message, ...]:
    wanted = frozenset(common)
    first = {one.id: (one.type, one.answerable) for one in runs[0].questions if one.id in wanted}
    found: list[Message] = []
    for label, run in zip(labels[1:], runs[1:], strict=True):
        changed = [
            one.id
            for one in run.questions
            if one.id in first and first[one.id] != (one.type, one.answerable)
        ]
        if changed:
            shown = ", ".join(changed[:5]) + (" …" if len(changed) > 5 else "")
            found.append(
                Message(
                    zh=f"{label} 有 {len(changed)} 个共同编号的类型或可答性与基线不同，可能不是同一个问题：{shown}。",
                    en=f"{len(changed)} common ids of {label} have another type or answerability than in the "
                    f"baseline and may be other questions: {shown}.",
                )
            )
    return tuple(found)


def _without_record(runs: Sequence[Result], labels: Sequence[str]) -> tuple[Message, ...]:
    return tuple(
        Message(
            zh=f"{label} 有 {len(run.missing)} 个问题没有记录，按最差值计。",
            en=f"Questions of {label} without a record, counted as misses: {len(run.missing)}.",
        )
        for label, run in zip(labels, runs, strict=True)
        if run.missing
    )


def _generated(runs: Sequence[Result], labels: Sequence[str]) -> tuple[Message, ...]:
    return tuple(
        Message(
            zh=f"{label} 的 {run.set.questions} 个问题中有 {run.set.generated} 个是生成的，不是人写的。",
            en=f"{run.set.generated} of the {run.set.questions} questions of {label} were generated, not "
            "asked by people.",
        )
        for label, run in zip(labels, runs, strict=True)
        if run.set.generated
    )
