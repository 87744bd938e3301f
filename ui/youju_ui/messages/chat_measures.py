"""What the measures are called on the evaluation page; their own names stay as tooltips."""

from __future__ import annotations

import re

from youju_embeddings.errors import Message

_NAMES = {
    "evidence@": Message(zh="前 {k} 段找到依据", en="Evidence in the first {k}"),
    "nDCG@": Message(zh="前 {k} 段排序质量", en="Order of the first {k}"),
    "RR@": Message(zh="首个相关段落的位次", en="Place of the first hit"),
    "R@": Message(zh="前 {k} 段找全率", en="Found in the first {k}"),
    "Success@": Message(zh="前 {k} 段有相关内容", en="A hit in the first {k}"),
    "P@": Message(zh="前 {k} 段的相关比例", en="Relevant among the first {k}"),
    "AP": Message(zh="平均排序精度", en="Average precision"),
    "answer_hit": Message(zh="答对", en="Right answers"),
    "em": Message(zh="答案完全一致", en="Exact answers"),
    "char_f1": Message(zh="答案按字重合", en="Shared characters"),
    "cmrc_f1": Message(zh="答案片段重合", en="Overlap with the answer"),
    "list_recall": Message(zh="列举的完整程度", en="List items given"),
    "length": Message(zh="答案字数", en="Length of answers"),
    "citation_precision": Message(zh="引用有据", en="Citations that prove it"),
    "citation_recall": Message(zh="依据引全", en="Evidence that is cited"),
    "quote_verbatim": Message(zh="引文与原文一致", en="Quotes word for word"),
    "span_iou": Message(zh="引文与依据重叠", en="Overlap of quotes"),
    "numeric_support": Message(zh="数字有出处", en="Figures with a source"),
    "right_reaction": Message(zh="处理得当", en="Handled rightly"),
    "refusal_precision": Message(zh="拒答正确", en="Right refusals"),
    "refusal_recall": Message(zh="该拒的拒了", en="Refused as it should"),
    "refusal_f1": Message(zh="拒答综合", en="Refusals together"),
    "false_refusals": Message(zh="该答却没答", en="Wrongly refused"),
    "aurc": Message(zh="置信度的可靠程度", en="How far confidence tells"),
    "latency_p": Message(zh="{k}% 的问题用时", en="Time of {k}% of questions"),
}
_NUMBERED = re.compile(r"^(.*@|latency_p)(\d+)$")


def measure_name(name: str) -> Message:
    """A measure in plain words; one that nobody here knows keeps its name."""
    numbered = _NUMBERED.match(name)
    found = _NAMES.get(numbered[1] if numbered else name)
    if found is None:
        return Message(zh=name, en=name)
    depth = numbered[2] if numbered else ""
    if depth == "1":
        return Message(
            zh=found.zh.replace("前 {k} 段", "第一段"),
            en=found.en.replace("first {k}", "first passage"),
        )
    return Message(zh=found.zh.replace("{k}", depth), en=found.en.replace("{k}", depth))
