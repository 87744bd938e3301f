"""Other words for the same, so that not every question repeats its document's; none changes what is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from youju_eval.generate.values import PARAPHRASE, Candidate

_SHARE = 0.5
"""Of the questions that could be reworded, how many are."""
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"地区生产总值(?!能耗)", ("GDP",)),
    (r"社会消费品零售总额", ("社零总额", "消费品零售总额")),
    (r"规模以上工业", ("规上工业",)),
    (r"进出口总额", ("外贸总额",)),
    (r"居民人均可支配收入", ("居民人均收入", "人均可支配收入")),
    (r"高新技术企业", ("高企",)),
    (r"(?<=之日起)多少日内", ("多少天内", "几日内")),
    (r"由谁(?=制定|规定|批准|发布|公布|颁发|审批|确定|任命|承担)", ("由谁来", "是由谁")),
    (r"处多少罚款", ("要罚多少钱", "罚款多少")),
    (r"会被处多少罚款", ("会被罚多少钱",)),
    (r"应当具备哪些条件", ("需要满足什么条件", "要符合哪些条件")),
    (r"应当提交哪些材料", ("要交什么材料", "需要提供哪些材料")),
    (r"不得有哪些行为", ("不能做哪些事",)),
    (r"哪些情形下", ("什么情况下", "哪些情况下")),
    (r"^2(\d{3})年全国", (r"2\1年我国", r"我国2\1年")),
    (r"是多少亿元", ("有多少亿元",)),
    (r"新增城镇就业多少万人", ("城镇新增了多少万人就业",)),
    (r"入选了什么", ("入选了哪个名单或项目",)),
    (r"获评了什么", ("获得了什么称号",)),
    (r"荣获了什么", ("获得了什么荣誉",)),
)


def reworded(candidate: Candidate, chance: Random) -> Candidate:
    """The candidate in other words where the list has some and chance will have it, else itself."""
    if chance.random() >= _SHARE:
        return candidate
    for pattern, others in _WORDS:
        found = re.sub(pattern, chance.choice(others), candidate.question, count=1)
        if found != candidate.question:
            tags = tuple(dict.fromkeys((*candidate.tags, PARAPHRASE)))
            return replace(candidate, question=found, tags=tags)
    return candidate
