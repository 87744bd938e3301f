"""A question taken apart at its question word: what stands before it, what kind it asks for, what follows.

A Chinese question keeps the order of the sentence that answers it, so that the words on either side are
looked for on either side of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.segmentation import tags

_ASKED = re.compile(
    r"什么时候|什么地方|什么人|什么|哪一?[个位家种项部支座所条款年天]|哪里|哪儿|何时|何处|何地|何人|何种|谁|多少|几|哪"
)
LINKS = re.compile(
    r"(?:分别|大约|共计|一共|总共|主要|就|则|便|也|都|约|共|是|为|系|乃|即|叫做|叫|称作|称为|称|名为|在|于|由|被|达到?|至|了|过|的|:)+$"
)
"""What may stand between the words of the question and the answer."""


_KIND = re.compile(
    r"哪(?:一?[个座条所家座]|一)?(?P<whole>[镇乡区县村州街路桥河湖山段]|社区|街道|公司|集团|大学|学院|医院|中心|委员会|研究院|研究所)(?![\u4e00-\u9fff]?[府长民])"
    r"|哪一?(?P<part>[段期])(?=[?？]|$)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart at its question word, all of it as index copy."""

    text: str
    wanted: Wanted
    kind: str
    """What it asks for: ``Asks``; for things, whether it says of what kind (什么奖 against 什么)."""
    left: str
    noun: str
    """The noun behind the question word: 奖 of 什么奖."""
    rest: str
    words: Mapping[str, float]
    """Its words of content with their share of the weight; those before the question word, …"""
    before: Mapping[str, float]
    behind: Mapping[str, float]
    """… and those behind it."""


def taken_apart(words: WeightedWords, wanted: Wanted) -> Asked:
    """The question of some weighted words."""
    text = words.text
    found = _ASKED.search(text)
    left = (text[: found.start()] if found else text).rstrip("，,?。 ")
    right = text[found.end() :].rstrip("?。 ") if found else ""
    noun = noun_at(right)
    total = words.total or 1.0
    shares = {word: weight / total for word, weight in words.weights.items()}
    before = {word: share for word, share in shares.items() if word in left}
    kind = wanted.asks.value
    if wanted.asks is Asks.ENTITY:
        kind = "thing of a kind" if noun else "thing"
    return Asked(
        text, wanted, kind, LINKS.sub("", left), noun, right[len(noun) :].lstrip("的是"), shares, before,
        {word: share for word, share in shares.items() if word in right and word not in noun and word not in before},
    )  # fmt: skip


def name_ending(question: str) -> str:
    """What the name asked for must end in: 镇 of 哪个镇, 段 of 哪一段; empty where nothing says so.

    Only kinds that names are made with: a city may be called by its name alone.
    """
    found = _KIND.search(question)
    if found is None:
        return ""
    return found["whole"] or found["part"] or ""


def noun_at(right: str) -> str:
    """The noun that the question word asks for: 镇 of 哪个镇获评…, 运动场馆 of 什么运动场馆."""
    found = tags(right)
    if len(found) > 1 and found[0][1] == "v" and found[1][1].startswith("n"):
        # 诊疗中心: a verb that belongs to the one noun behind it
        return right[: len(found[0][0]) + len(found[1][0])]
    length = 0
    for word, tag in found:
        if not tag.startswith(("n", "vn", "b", "k")):
            break
        length += len(word)
    return right[:length]
