"""A follow-up and its history to a question that stands on its own, by rules that name what they carry.

The reading is a proposal a person can edit; a question with a topic of its own carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.figures import find_years
from youju.schema import Role, Turn
from youju.segmentation import is_content, plain_words, tags
from youju.topics import ASKING, LIGHT, YEAR, has_subject, modifier, place_of, topic

_LEAD = re.compile(
    r"^(?:那么|那|还有|另外|再问|请问|而|以及|然后|同样地?|换成|如果是|and|what about|how about)[,，\s]*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:你好|您好|谢谢|多谢|再见|好的|好吧|知道了|明白了?|嗯+|哈+|在吗|hello|hi|thanks?|thank you|bye|ok)"
    r"[\s!！。.?？~啊呀啦]*$",
    re.IGNORECASE,
)
"""What is said in passing and takes nothing over from what was asked before."""
_TAIL = re.compile(r"(?:又?呢|怎么样|如何)?[?？。!！\s]*$")
_PRONOUN = re.compile(
    r"(?:它们|他们|她们|它|他|她|其中|该(?:公司|单位|项目|地区|部门|区|市|省)?|这(?:些|个|项|家|里)?(?:项目|公司|单位|数字|指标)?|那(?:些|个|项|家|里)|上述|前者|后者|其(?=[^他实余]))"
)
_SHIFTS = {"前一年": -1, "上一年": -1, "后一年": 1, "第二年": 1, "下一年": 1, "次年": 1}
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*")
_CLAUSE = re.compile(r"[^,，;；?？、]+[,，;；?？、]*")
_EACH = re.compile(
    r"^(?P<lead>.*?)(?P<first>[^、，,的]{2,12})[和与及、](?P<second>[^、，,的]{2,12}?)各(?:自)?(?P<asks>(?:是|有|为)?多少.{0,6})$"
)
"""施划机动车位和非机动车位各多少: two things counted in one breath."""
_ORDINAL = re.compile(r"^第[一二三四五六七八九十百0-9]+(?:个|点|条|项|款|部分|章|节|编)?$")
_ITEM = re.compile(
    r"^(第[一二三四五六七八九十0-9]+(?:个|点|项|方面))(?:问题|措施|任务|目标|条件|原因|要求|方面)?(?:是(?:什么|啥)|讲什么|说什么|呢)?[?？\s]*$"
)
"""An item of what was listed before."""
_TARGET = re.compile("(?:预期|计划|增长)?(?:目标|计划|预期)")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百0-9]+(?:个)?(部分|编|章|节|点|项|方面|条|款)")
_PARTS = frozenset(("部分", "编", "章", "节"))
_OF_IT = re.compile(r"^(?:它|其|这(?:一|个)?(?:部分|章|节)|该部分|里面|其中)的?(?=第)")
_THIS_PART = re.compile(r"(?:这|那|该)(?:一|个)?(?:部分|章|节)")
_MEASURE = re.compile(r"多大|多长|多高|多深|多久|多远")


@dataclass(frozen=True, slots=True)
class Standalone:
    """The question on its own, and what it took over from the history."""

    text: str
    carried: tuple[str, ...] = ()


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """The question as it reads without its history."""
    earlier = asked_before(history)
    return resolve(question.strip(), earlier[-1]) if earlier else Standalone(question.strip())


def asked_before(history: Sequence[Turn]) -> tuple[str, ...]:
    """The questions of a history in their order, each as it reads on its own."""
    read: list[str] = []
    for turn in history:
        text = turn.text.strip()
        if turn.role is Role.USER and text:
            read.append(resolve(text, read[-1]).text if read else text)
    return tuple(read)


def resolve(question: str, previous: str) -> Standalone:
    """One follow-up read after one question that stands on its own."""
    lead = _LEAD.match(question)
    rest = question[lead.end() :] if lead else question
    bare = _TAIL.sub("", rest)
    asks = bool(ASKING.search(rest))
    if _COURTESY.match(question.strip()):
        return Standalone(question)
    named = _numbered(rest, previous) or _other_case(rest, previous)
    if named is not None:
        return named
    short = len(bare) <= 6 and (rest.rstrip().endswith(("?", "？")) or bool(YEAR.search(bare)))
    if bare and not asks and (lead or rest.rstrip("?？ ").endswith("呢") or short):
        return _swap(bare, previous)
    if _PRONOUN.search(rest):
        return _replace_pronoun(rest, previous)
    if asks and not has_subject(rest):
        return _prefix(rest, previous)
    return Standalone(question)


def _numbered(rest: str, previous: str) -> Standalone | None:
    """第二点呢, 它的第三点呢, 这一部分分几点: a point or part by its number in what was asked before."""
    item = _ITEM.match(_OF_IT.sub("", rest))
    if item:
        return _item_of(previous, item[1])
    part = _THIS_PART.search(rest)
    if part and (named := list(_NUMBERED.finditer(previous))):
        whole = previous[: named[-1].end()]
        return Standalone(f"{rest[: part.start()]}{whole}{rest[part.end() :]}", (whole,))
    return None


def _other_case(rest: str, previous: str) -> Standalone | None:
    """福建是多少, 上一年是多少人: the previous question of another place or year, asked in full."""
    asking = ASKING.search(rest)
    if asking is None or not asking.start():
        return None
    before = rest[: asking.start()].strip("的，, ")
    year = YEAR.fullmatch(before)
    if year:
        return _other_year(before, previous)
    if before and before == place_of(before) and place_of(previous) not in ("", before):
        return _other_place(before, previous)
    begun = YEAR.match(before)
    light = all(
        word in LIGHT or not is_content(word)
        for word in plain_words(before[begun.end() if begun else 0 :])
    )
    if begun and light:
        subject = topic(previous)
        return (
            Standalone(f"{begun[0]}{subject}{rest[begun.end() :]}", (subject,)) if subject else None
        )
    return None


def _item_of(previous: str, item: str) -> Standalone:
    """第二点呢 after a list, after its first point, or after the part that has points."""
    named = list(_NUMBERED.finditer(previous))
    if named and named[-1][1] == item[-len(named[-1][1]) :]:
        old = named[-1]
        text = f"{previous[: old.start()]}{item}{previous[old.end() :]}"
        return Standalone(text, (f"{previous[: old.start()]}…{previous[old.end() :]}",))
    if named and named[-1][1] in _PARTS:
        whole = previous[: named[-1].end()]
        return Standalone(f"{whole}的{item}讲什么？", (whole,))
    return Standalone(f"{previous.rstrip('?？')}：{item}", (previous,))


def parts(question: str) -> tuple[str, ...]:
    """The questions that one sentence asks, each on its own: 押金是多少，什么时候退还？

    A clause that asks nothing stays with the one that does; one question is one part.
    """
    each = _EACH.match(question.strip())
    if each:
        word, tag = tags(each["first"])[0]
        lead = each["lead"] or (word if tag == "v" else "")
        second = f"{lead}{each['second']}{each['asks']}"
        return f"{each['lead']}{each['first']}{each['asks']}", second
    found: list[str] = []
    waiting = ""
    for clause in _CLAUSE.findall(question):
        waiting += clause
        if ASKING.search(clause):
            found.append(waiting.strip(" ,，;；、"))
            waiting = ""
    if len(found) < 2 or waiting.strip(" ,，;；?？。、"):
        return (question,)
    first = found[0]
    return (first, *(resolve(one, first).text for one in found[1:]))


def _swap(bare: str, previous: str) -> Standalone:
    """那X呢: the previous question with X in the place of its like."""
    year = YEAR.search(bare)
    if year:
        bare = YEAR.sub("", bare).strip("的 ")
        if len(bare) <= 1:
            return _other_year(year.group(), previous)
    if _ORDINAL.match(bare):
        return _item_of(previous, bare)
    if _TARGET.fullmatch(bare) and (subject := topic(previous)):
        when = year.group() if year else ""
        return Standalone(f"{when}{subject}的{bare}是多少?", (subject,))
    alike = _like(bare.strip("的 "), previous)
    if alike:
        return Standalone(
            previous.replace(alike, bare.strip("的 "), 1), (previous.replace(alike, "…", 1),)
        )
    if bare.strip("的 ") == place_of(bare):
        return _other_place(place_of(bare), previous)
    return _other_subject(bare, year.group() if year else "", previous)


def _other_place(place: str, previous: str) -> Standalone:
    old = place_of(previous)
    if old:
        return Standalone(previous.replace(old, place, 1), (previous.replace(old, "…", 1),))
    return Standalone(f"{place}{previous}", (previous,))


def _other_subject(bare: str, year: str, previous: str) -> Standalone:
    subject = topic(previous)
    if not subject:
        return Standalone(f"{bare}{previous}", (previous,))
    replacement = f"{modifier(subject, bare)}{bare}"
    measured = _MEASURE.search(previous)
    if subject in previous and not measured:
        text = previous.replace(subject, replacement, 1)
    else:
        years = "".join(match.group() for match in YEAR.finditer(previous))
        text = f"{years}{replacement}是多少?"
    if year:
        text = _other_year(year, text).text
    return Standalone(text, (previous.replace(subject, "…", 1),))


def _like(bare: str, previous: str) -> str:
    """The stretch of the previous question that the new words are another case of.

    Equal but for its figures (满12年 → 满20年), or the name in Latin letters (Y3 → Y3 Pro).
    """
    if re.search(r"\d", bare):
        pattern = re.sub(r"\d+(?:\\\.\d+)?", r"\\d+(?:\\.\\d+)?", re.escape(bare))
        found = re.search(pattern, previous)
        if found and found.group() != bare:
            return found.group()
    if _LATIN.fullmatch(bare):
        found = _LATIN.search(previous)
        return found.group().strip() if found and found.group().strip() != bare else ""
    return ""


def _other_year(year: str, previous: str) -> Standalone:
    known = find_years(previous)
    if year in _SHIFTS and known:
        year = f"{known[0] + _SHIFTS[year]}年"
    old = YEAR.search(previous)
    text = previous.replace(old.group(), year, 1) if old else f"{year}{previous}"
    return Standalone(text, (YEAR.sub("", previous, count=1).strip(),))


def _replace_pronoun(rest: str, previous: str) -> Standalone:
    subject = topic(previous)
    if not subject or subject in rest:
        return Standalone(rest)
    text = _PRONOUN.sub(subject, rest, count=1)
    return _with_year(text, previous, (subject,))


def _prefix(rest: str, previous: str) -> Standalone:
    subject = topic(previous)
    if not subject or subject in rest:
        return Standalone(rest)
    return _with_year(f"{subject}{rest}", previous, (subject,))


def _with_year(text: str, previous: str, carried: tuple[str, ...]) -> Standalone:
    old = YEAR.search(previous)
    if old and not YEAR.search(text):
        return Standalone(f"{old.group()}{text}", (old.group(), *carried))
    return Standalone(text, carried)
