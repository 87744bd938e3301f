"""Which group a measure is shown in and what it means, in plain words; how it is computed is in ``measures``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from youju.errors import Message

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "retrieval": ("evidence@k", "nDCG@k", "RR@k", "R@k", "Success@k", "AP", "P@k"),
        "answers": ("answer_hit", "em", "char_f1", "cmrc_f1", "list_recall", "length"),
        "citations": (
            "citation_precision",
            "citation_recall",
            "quote_verbatim",
            "span_iou",
            "numeric_support",
        ),
        "refusal": (
            "right_reaction",
            "refusal_precision",
            "refusal_recall",
            "refusal_f1",
            "false_refusals",
            "aurc",
        ),
        "latency": ("latency_p50", "latency_p95", "latency_p99"),
    }
)
"""Names by group in the order shown; what is in none is shown last, under ``other``."""

KEY_MEASURES = (
    "evidence@1",
    "answer_hit",
    "right_reaction",
    "citation_recall",
    "nDCG@10",
    "cmrc_f1",
    "evidence@5",
    "citation_precision",
    "RR@10",
    "R@5",
    "em",
    "list_recall",
    "Success@1",
    "char_f1",
)
"""From those people look at first: one of each kind before the second of any."""

_MEANINGS: Mapping[str, Message] = MappingProxyType(
    {
        "evidence@k": Message(
            "前 {k} 个段落里找得到标准依据的问题所占比例。",
            "The share of questions whose gold evidence stands in the first {k} passages.",
        ),
        "nDCG@k": Message(
            "前 {k} 个结果的排序质量：相关的越靠前越高，1 为最佳排序。",
            "How good the order of the first {k} is: higher the nearer the relevant ones are to the top; 1 is the ideal order.",
        ),
        "RR@k": Message(
            "第一个相关结果名次的倒数：第一位 1，第二位 1/2，前 {k} 位没有则 0。",
            "One over the rank of the first relevant result: 1 at the top, 1/2 in second place, 0 beyond {k}.",
        ),
        "R@k": Message(
            "全部相关结果中，有多少进入前 {k} 位。",
            "Of all that is relevant, how much is among the first {k}.",
        ),
        "Success@k": Message(
            "前 {k} 位里至少有一个相关结果的问题所占比例。",
            "The share of questions with something relevant among the first {k}.",
        ),
        "AP": Message(
            "平均精确率：在每个相关结果的位置上取精确率，再取平均。",
            "Average precision: the precision at the place of each relevant result, averaged.",
        ),
        "P@k": Message(
            "前 {k} 位中相关结果的比例。",
            "The share of the first {k} that is relevant.",
        ),
        "answer_hit": Message(
            "答案里含有标准答案的问题所占比例。",
            "The share of questions whose answer contains the gold answer.",
        ),
        "em": Message(
            "答案去掉标点和空白后与某个标准答案完全相同的比例。",
            "The share of answers equal to a gold answer once punctuation and white space are gone.",
        ),
        "char_f1": Message(
            "答案与标准答案按字重合的程度（精确率与召回率的调和平均）。",
            "How far answer and gold share characters (harmonic mean of precision and recall).",
        ),
        "cmrc_f1": Message(
            "CMRC 2018 的 F1：按最长的连续相同片段计算重合程度。",
            "The F1 of CMRC 2018: overlap by the longest common contiguous run.",
        ),
        "list_recall": Message(
            "要求列举时，应列的各项中答出了多少。",
            "Where a list is wanted: how many of its items were given.",
        ),
        "length": Message(
            "答案的长度（字）；没有好坏，只防冗长。",
            "How long answers are, in characters; neither good nor bad, but it shows verbosity.",
        ),
        "citation_precision": Message(
            "引用的段落中，确实含有标准依据的比例。",
            "Of the passages cited, the share that holds gold evidence.",
        ),
        "citation_recall": Message(
            "标准依据中，被引用的段落覆盖了多少。",
            "Of the gold evidence, how much the cited passages cover.",
        ),
        "quote_verbatim": Message(
            "引文与原文一字不差、位置也对的比例。",
            "The share of quotes that stand in the passage exactly as quoted.",
        ),
        "span_iou": Message(
            "引文与标准依据在原文中的重叠：交集除以并集。",
            "How far quote and gold evidence overlap in the text: intersection over union.",
        ),
        "numeric_support": Message(
            "答案里的数字，能在引用的原文里找到的比例。",
            "Of the figures in the answer, the share that stands in what is cited.",
        ),
        "right_reaction": Message(
            "处理得当的比例：可回答的答对，不可回答的拒答。",
            "The share handled rightly: answered rightly what can be answered, refused what cannot.",
        ),
        "refusal_precision": Message(
            "拒答的问题中，确实不可回答的比例。",
            "Of the questions refused, the share that is indeed unanswerable.",
        ),
        "refusal_recall": Message(
            "不可回答的问题中，被拒答的比例。",
            "Of the unanswerable questions, the share that was refused.",
        ),
        "refusal_f1": Message(
            "拒答的精确率与召回率的调和平均。",
            "The harmonic mean of the precision and recall of refusals.",
        ),
        "false_refusals": Message(
            "可回答的问题中，没有得到答案的比例。",
            "Of the answerable questions, the share that got no answer.",
        ),
        "aurc": Message(
            "风险–覆盖率曲线下的面积：置信度越能把对错分开，面积越小。",
            "The area under the risk–coverage curve: the better confidence tells right from wrong, the smaller.",
        ),
        "latency_p{k}": Message(
            "{k}% 的问题在这个时间内答完。",
            "{k}% of the questions were done within this time.",
        ),
    }
)

_NUMBERED = re.compile(r"^(.*@|latency_p)(\d+)$")


def group_of(name: str) -> str:
    """The group a measure is shown in; ``other`` for one nobody here knows."""
    general = _general(name)
    found = (group for group, names in GROUPS.items() if general in names or name in names)
    return next(found, "other")


def meaning(name: str) -> Message | None:
    """What a measure means, None for one nobody here knows."""
    numbered = _NUMBERED.match(name)
    found = _MEANINGS.get(name) or _MEANINGS.get(_general(name))
    if found is None and numbered is not None:
        found = _MEANINGS.get(numbered[1] + "{k}")
    if found is None:
        return None
    depth = numbered[2] if numbered else ""
    return Message(found.zh.replace("{k}", depth), found.en.replace("{k}", depth))


def in_order(names: Sequence[str]) -> tuple[str, ...]:
    """The names group by group as they are shown; depths of one measure from shallow to deep."""
    return tuple(sorted(names, key=_place))


def key_measures(names: Sequence[str], *, most: int) -> tuple[str, ...]:
    """Those people look at first, at most so many; what has no fixed place comes last."""
    known = [name for name in KEY_MEASURES if name in names]
    return tuple([*known, *(name for name in names if name not in known)][:most])


def _general(name: str) -> str:
    """``nDCG@k`` for ``nDCG@10``."""
    return re.sub(r"@\d+$", "@k", name)


def _place(name: str) -> tuple[int, int, int]:
    """Group, place in it, depth."""
    group = group_of(name)
    groups = (*GROUPS, "other")
    names = GROUPS.get(group, ())
    numbered = _NUMBERED.match(name)
    wanted = _general(name)
    place = names.index(wanted) if wanted in names else len(names)
    return groups.index(group), place, int(numbered[2]) if numbered else 0
