"""Figures found for two or more things, compared: which is more, with each figure and its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from youju.answering.combine import combine
from youju.comparison import Comparison, Form
from youju.errors import Message
from youju.figures import Figure, find_figures
from youju.question import understand
from youju.retrieval.rerank import figure_fit
from youju.schema import Answer, Question, Status

_NUMBER = re.compile(r"\[\d+\]")


def compared(
    question: Question, comparison: Comparison, answers: Sequence[Answer], *, k: int
) -> Answer:
    """One answer to a comparison from the answers for each thing, in its order.

    Where not all of them hold a figure, or figures of different units, it says what was found of each
    and does not judge. A difference is computed, stands in no document, and is therefore not in the
    answer but said beside it (``reason``).
    """
    whole = combine(question, answers, k=k)
    if whole.status is not Status.ANSWERED or not all(
        answer.status is Status.ANSWERED for answer in answers
    ):
        return whole
    told = "；".join(
        f"{subject} {text}"
        for subject, text in zip(comparison.subjects, numbered(answers, whole), strict=True)
    )
    known = _comparable(answers)
    if not known:
        note = Message(
            zh="没有找到可以直接比较的数字，请对照原文。",
            en="The figures found cannot be compared directly; see the passages.",
        )
        return replace(whole, text=told, reason=note)
    return replace(
        whole,
        text=f"{_verdict(comparison, known)}{told}",
        reason=_difference(known) if comparison.form is Form.APART else None,
    )


def numbered(answers: Sequence[Answer], whole: Answer) -> tuple[str, ...]:
    """The texts of answers with the numbers that their citations have in the combined one."""
    numbers = {citation.passage.id: citation.number for citation in whole.citations}
    texts: list[str] = []
    for answer in answers:
        text = _NUMBER.sub("", answer.text)
        cited = dict.fromkeys(numbers[one.passage.id] for one in answer.citations)
        texts.append(text + "".join(f"[{number}]" for number in cited))
    return tuple(texts)


def _comparable(answers: Sequence[Answer]) -> list[Figure]:
    """One figure of each answer, the best fitting ones that are all of one unit; else none."""
    found = [
        {
            _scale(one): one
            for one in sorted(
                find_figures(_NUMBER.sub("", answer.text)),
                key=lambda one: figure_fit(wanted, one),
            )
        }
        for answer in answers
        for wanted in (understand(answer.question.standalone),)
    ]
    shared = [scale for scale in reversed(found[0]) if all(scale in each for each in found)]
    return [each[shared[0]] for each in found] if shared else []


def _scale(figure: Figure) -> tuple[str, str]:
    return figure.quantity.value, figure.unit


def _verdict(comparison: Comparison, figures: Sequence[Figure]) -> str:
    values = [figure.value for figure in figures]
    first, second = values[:2]
    if comparison.form is Form.WHETHER:
        return "是。" if (first < second if comparison.least else first > second) else "否。"
    if len(set(values)) == 1:
        return "两者相同：" if len(values) == 2 else "都相同："
    best = min(values) if comparison.least else max(values)
    winners = [
        subject for subject, value in zip(comparison.subjects, values, strict=True) if value == best
    ]
    degree = "更" if len(values) == 2 else "最"
    return f"{'、'.join(winners)}{degree}{comparison.more}："


def _difference(figures: Sequence[Figure]) -> Message | None:
    """What two figures differ by, in their unit, said to be computed."""
    if len(figures) != 2:
        return None
    first, second = figures
    scale = _written_scale(first)
    apart = abs(first.value - second.value) / scale[1]
    unit = "个百分点" if first.unit == "%" else f"{scale[0]}{first.unit}"
    amount = f"{apart:.4f}".rstrip("0").rstrip(".")
    return Message(
        zh=f"按引用的数字计算，相差{amount}{unit}（文中没有直接写出）。",
        en=f"By the figures quoted the difference is {amount}{unit} (computed, in no document).",
    )


def _written_scale(figure: Figure) -> tuple[str, float]:
    """The scale a figure is written with, and what it multiplies: (亿, 1e8)."""
    return next(
        (
            (word, value)
            for word, value in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4))
            if f"{word}{figure.unit}" in figure.text
        ),
        ("", 1.0),
    )
