"""What a question is about: its topic, its place, whether it has a thing of its own."""

from __future__ import annotations

import re

from youju.segmentation import is_content, plain_words, tags

ASKING = re.compile(
    r"(?:分别|一共|总共|共有?|大约|大概|预计|累计|是|有|为|达到|达|占)*(?:多少|几[^乎何]|多大|多高|多长|多久|什么|哪|谁|怎么|如何|为什么|是否|吗)"
)
"""Where a question begins to ask."""
YEAR = re.compile(r"(?:1[89]|20)\d{2}\s*年|去年|今年|明年|前年|上年|[前后上下]一年|第二年|次年")
"""A year, written out or told from another one."""
_ATTRIBUTES = frozenset(
    "面积 长度 高度 深度 宽度 人口 价格 费用 时间 地址 电话 名称 用途 好处 缺点 优点 特点 原因 条件 流程 收入 成本 数量 总数 规模 期限 范围 目标 预期目标 增速 增长率 增长目标 比重 占比 排名 变化 增幅 降幅 涨幅".split()
)
"""Properties of a thing, which mean nothing without the thing."""
LIGHT = frozenset(
    "打算 计划 准备 预计 预期 目标 要 将 拟 力争 新增 增加 增长 减少 下降 完成 实现 达到 建成 新建 安排 又 再".split()
)
"""Words that say what happens to a thing and not to which: 2026年打算新增多少."""
_DONE = re.compile(r"(?:预计|累计|总共|一共)*(?:完成|实现|达到|达|增长|下降|增加|减少|提高)了?$")
_THINGS_DONE = frozenset("投资 消费 就业 贷款 补贴 出口 进口 生产 建设 产出 支出 收入".split())
"""Words the dictionary takes for verbs, and that measure something behind a noun: 固定资产投资."""
_OWNER = re.compile(r"^([^的，,]{3,})的[^的，,]+?(?:是|有|为|多少|几)")
_REACHES = re.compile("[及达至]$")
"""惠及, 通达: what happens to a thing, though the dictionary takes it for a place."""
_THAN = frozenset("同比 环比 平均 累计 合计 最高 最低 最多 最少".split())
_PREDICATES = ("v", "vn", "vd", "d", "p", "u", "c", "r", "m", "q", "x", "w", "y", "zg")
_COUNTED = re.compile(
    r"(?:多少|几)(?:万|亿)?(?:个|家|人|名|项|件|场|次|套|所|条|座|户|处|种|类|批|支|位|辆|台|篇|亩|天|公里|平方米)?(?P<thing>[^?？,，。吗呢]{2,16})[?？]?$"
)


def topic(question: str) -> str:
    """What a question is about: the thing it counts, else what stands before it asks."""
    text = question.strip().rstrip("?？。呢吗")
    counted = _COUNTED.search(text)
    if counted and (noun := _leading_noun(counted["thing"])):
        return noun
    asking = ASKING.search(text)
    before = text[: asking.start()] if asking and asking.start() else text
    pairs = list(tags(YEAR.sub("", before)))
    before = _DONE.sub("", before)
    named = asking is not None and asking.group().startswith(("是", "为", "有"))
    while pairs and (
        not is_content(pairs[-1][0])
        or (
            not named
            and pairs[-1][1].startswith(_PREDICATES)
            and (pairs[-1][0] not in _THINGS_DONE or len(pairs) == 1)
        )
    ):
        pairs.pop()
    while pairs and pairs[0][1].startswith(("p", "u", "r", "c")):
        pairs.pop(0)
    return "".join(word for word, _ in pairs).strip("的 ")


def _leading_noun(thing: str) -> str:
    kept: list[str] = []
    for word, tag in tags(thing):
        if kept and tag.startswith(("v", "p", "d", "f")) and not tag.startswith("vn"):
            break
        kept.append(word)
    noun = "".join(kept)
    return noun if len(noun) >= 2 and is_content(noun) else ""


def modifier(subject: str, replacement: str) -> str:
    """What of the old subject stays in front of the new one.

    A replacement of the same make takes the place of the last word (安全生产事故(起数) → 死亡人数);
    a bare attribute (面积) belongs to the whole subject; a measure of its own keeps only the place.
    """
    place = place_of(subject)
    words = plain_words(subject)
    if not words:
        return place
    last = words[-1]
    ends_alike = last[-1] == replacement[-1]
    if replacement in _ATTRIBUTES and not ends_alike:
        return f"{subject}的"
    named = any(tag.startswith(("ns", "nr", "nt", "nz")) for _, tag in tags(replacement))
    bare = not named and len(plain_words(replacement)) <= 2
    if bare and ends_alike and len(words) > 1 and len(last) > 1:
        kept = subject[: subject.rfind(last)].rstrip("的和、")
        return "" if any(word in replacement for word in words[:-1]) else kept
    return place if place not in replacement else ""


def place_of(text: str) -> str:
    """The first place a text names, empty when it names none."""
    return next((word for word, tag in tags(text) if tag == "ns" and len(word) > 1), "")


def has_subject(text: str) -> bool:
    """Whether a question opens with a thing of its own: 食堂几点开门, but not 审减了多少 or 费用多少."""
    first = next(
        ((word, tag) for word, tag in tags(text) if is_content(word) and word not in _THAN), None
    )
    if first is None or first[0] in _ATTRIBUTES or _REACHES.search(first[0]):
        return False
    owner = _OWNER.match(text)
    if owner and not YEAR.search(owner[1]):
        told = [word for word in plain_words(owner[1]) if is_content(word) and word not in LIGHT]
        if len(told) > 1:
            return True  # 租赁合同的押金: a thing of its own, whatever the dictionary takes its words for
    nouns = sum(tag[:1] in ("n", "j", "i", "l") for word, tag in tags(text) if is_content(word))
    return first[1][:1] in ("n", "j", "i", "l", "t", "m", "e") or nouns >= 2
