"""What the page says of a run in whole sentences, in Chinese and English; single words are in ``texts``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from youju.errors import Message

PURPOSES: Mapping[str, Message] = MappingProxyType(
    {
        "train": Message("训练（可据以调参）", "train (may be tuned on)"),
        "development": Message("开发（可查看错例）", "development (misses may be looked at)"),
        "test": Message("测试（只测量）", "test (only measured)"),
        "unstated": Message("未说明", "not stated"),
    }
)

WARNINGS: Mapping[str, Message] = MappingProxyType(
    {
        "train": Message(
            "这个评测集参与过调参：下面的数字不能证明在别的文档上也一样好。",
            "This set was tuned on: its figures are no proof of generality.",
        ),
        "development": Message(
            "这是开发集，错例被看过：下面的数字不能证明在别的文档上也一样好。",
            "This is a development set whose misses were looked at: its figures are no proof of generality.",
        ),
        "unstated": Message(
            "没有说明这个评测集的用途：若曾据以调参，下面的数字不能证明在别的文档上也一样好。",
            "Nobody stated what this set was used for: if it was tuned on, its figures are no proof of generality.",
        ),
    }
)


def documents_and_passages(documents: int, passages: int) -> Message:
    """How large an index is."""
    return Message(
        f"{documents:,} 个文档 · {passages:,} 个段落",
        f"{documents:,} document{'' if documents == 1 else 's'} · "
        f"{passages:,} passage{'' if passages == 1 else 's'}",
    )


def plain(text: str) -> Message:
    """A number or a name, the same in both languages."""
    return Message(text, text)


def place(coverage: float, risk: float) -> Message:
    """A point of the risk–coverage curve."""
    return Message(
        f"覆盖率 {coverage:.2f}，风险 {risk:.3f}", f"coverage {coverage:.2f}, risk {risk:.3f}"
    )


def slower(count: int) -> Message:
    """That some were slower than the picture is wide."""
    return Message(
        f"{count} 题更慢，计入最后一格。",
        f"{count} slower one{'' if count == 1 else 's'} stand{'s' if count == 1 else ''} in the last bar.",
    )


def generated_warning(generated: int, questions: int) -> Message:
    """That questions of the set were made up by a program."""
    if generated >= questions:
        return Message(
            f"全部 {questions} 个问题都是自动生成的：适合查错，不能证明对人提的问题同样有效。",
            f"All {questions} questions were generated: good for finding faults, no proof of generality to people's questions.",
        )
    return Message(
        f"{questions} 个问题中有 {generated} 个是自动生成的：请与人提的问题分开看。",
        f"{generated} of {questions} questions were generated: read them apart from people's questions.",
    )


def few_questions_warning(questions: int) -> Message:
    """That a set is too small to show small differences."""
    return Message(
        f"只有 {questions} 个问题：几个百分点的差别可能只是偶然，请看区间。",
        f"Only {questions} questions: a few points of difference may be chance; mind the intervals.",
    )
