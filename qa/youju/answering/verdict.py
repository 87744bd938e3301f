"""Yes or no: whether the sentence that is quoted states what a question asks whether, or denies it."""

from __future__ import annotations

import re

from youju.answering.extract import Extract
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords, plain_text
from youju.segmentation import tags

SURE = 0.95
"""Share of the question's words that a clause with its headings holds to be a yes or a no: nearly all,
since a wrong yes is worse than a quoted sentence alone."""
_DENIES = re.compile(
    r"不(?:得|能|可|准|许|予|应|会|是|属于|需|必|用|再|允许|包括|包含|支付|退还|计入|享受|适用)|没有|未(?:能|经|曾|予)?|"
    r"无(?:法|须|需|权)|禁止|严禁|拒绝|免于|\b(?:not|never|no|cannot|prohibited)\b",
    re.IGNORECASE,
)
_ASKS_BOTH = re.compile(r"是不是|有没有|能不能|可不可以|会不会|要不要|需不需要|行不行|对不对")
_CLAUSE = re.compile(r"[^，,；;。！？!?\n]+[？?]?")
_INSIDE = re.compile("(?<=.)[里内中上]$")
"""城里 of 科学城里: a sentence has the place without it."""
_BRACKETS = str.maketrans("", "", "（）()〔〕[]")
"""市（州） is 市州 to somebody who asks."""
_ASKED = re.compile(r"[？?]|吗|呢$|多久|什么|怎么|是否|如何")
"""A clause that asks states nothing."""


def unstated(question: WeightedWords, found: Extract) -> tuple[str, ...]:
    """The nouns of the question that neither the quoted sentence nor the headings above it have.

    Whether a subway was built is not said by a sentence that says what else was built.
    """
    whole = plain_text(_whole(found))
    held = question.held(whole)
    said = f"{whole}\n{whole.translate(_BRACKETS)}"
    passage = plain_text(found.scored.passage.text)
    told = tags(question.text)
    missing: list[str] = []
    for (word, tag), (_, following) in zip(told, (*told[1:], ("", "")), strict=True):
        if tag[0] not in "ns" or held.get(word) != 0:
            continue
        # 科学 of 科学城里 is a part of the place, and a place need not be named in the sentence
        is_place = tag[0] == "s" or following == "s"
        if _INSIDE.sub("", word) not in (passage if is_place else said):
            missing.append(word)
    return tuple(missing)


def verdict(question: WeightedWords, wanted: Wanted, found: Extract) -> bool | None:
    """True where the quoted clause states what is asked, False where it denies it, None where unclear."""
    if wanted.asks is not Asks.WHETHER:
        return None
    clause = max(_CLAUSE.findall(plain_text(_sentence(found))) or [""], key=question.coverage)
    headed = f"{found.scored.passage.context}\n{clause}"
    if _ASKED.search(clause) or question.coverage(headed) < SURE or not question.in_order(clause):
        return None
    asked = _ASKS_BOTH.sub("", question.text)
    return denies(clause) == denies(asked)


def denies(said: str) -> bool:
    """Whether a clause or sentence denies something: 不得, 未经, 禁止."""
    return _DENIES.search(said) is not None


def _whole(found: Extract) -> str:
    return f"{found.scored.passage.context}\n{_sentence(found)}"


def _sentence(found: Extract) -> str:
    """The sentences of the passage that the quotes are in."""
    start, end = found.quotes[0].start, found.quotes[-1].end
    passage = found.scored.passage
    held = [one for one in passage.sentences if one.start < end and start < one.end]
    if not held:
        return found.text
    return passage.document.text[held[0].start : held[-1].end]
