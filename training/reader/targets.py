"""What a sentence can be asked for by rule: its names, dates, figures, terms, posts and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import jieba.posseg

from youju.figures import Quantity, find_figures

ASIDE = re.compile(r"[（(][^（()）]*[)）]")
"""A remark in brackets."""
LONGEST = 28
"""Characters of a target."""
EARLIEST_YEAR = 100
"""A number of years from this on is a year: durations are shorter."""
_LATIN = re.compile(r"[A-Z][A-Za-z'’.\-]*(?: [A-Za-z0-9'’.\-]+){0,4}(?![A-Za-z])")
_WORK = re.compile(r"《[^《》]{1,24}》")
_TERM = re.compile(
    r"(?:称为|称作|叫做|叫作|名为|称之为|又名|又称|别名|别称|简称|俗称|全称为?|译为|命名为|改名为|更名为)"
    r"[「“\"《]?(?P<target>[^，。；、：？！「」“”\"《》（）()]{2,16})"
)
_POST = re.compile(
    r"(?:担任|出任|就任|升任|当选|被任命为|被选为|晋升为|兼任)了?(?P<target>[^，。；、：？！]{2,20})"
)
_REASON = re.compile(r"(?:因为|由于|鉴于)(?P<target>[^，。；：？！]{4,26})[，,](?:所以|因此|故)?")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵"
    "季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万卢莫丁邓洪包左石崔龚程邢裴陆翁曾段侯武刘龙叶白赖卓乔谭申冉温"
)
_BEFORE_PLACE = frozenset(
    "在 于 位于 到 至 来自 自 从 往 赴 前往 返回 抵达 定居 移居 出生于".split()
)
_BEFORE_NAME = frozenset(
    "由 被 与 和 给 是 向 对 为 跟 同 及 将 把 让 、 ， , 。 ： ； “ ” 「 」 的".split()
)
_BEHIND_NAME = frozenset("v d p c ul uj x vn".split())
_DOTS = frozenset("·・•‧")
_RANGE = ("-", "–", "—", "~", "至", "到")
_NAMED = {
    "person": ("nr", ("谁", "哪位", "什么人", "哪个人")),
    "place": ("ns", ("哪里", "哪个地方", "什么地方", "何处")),
    "organisation": ("nt", ("哪个机构", "什么组织", "哪个单位", "什么机构")),
}
_WORDS = {
    "latin": ("什么", "哪个"),
    "work": ("什么", "哪部作品", "什么作品"),
    "term": ("什么", "什么名字"),
    "post": ("什么职务", "什么", "哪个职务"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A stretch of a sentence to be asked for, and the words that ask for it."""

    kind: str
    start: int
    end: int
    words: tuple[str, ...]


def targets(sentence: str) -> Iterator[Target]:
    """What a sentence can be asked for, of every kind."""
    yield from _named(sentence)
    yield from _foreign(sentence)
    yield from _figures(sentence)
    asides = [match.span() for match in ASIDE.finditer(sentence)]
    for kind, pattern in (("latin", _LATIN), ("work", _WORK)):
        for match in pattern.finditer(sentence):
            aside = any(start < match.end() and match.start() < end for start, end in asides)
            if 3 <= len(match[0]) <= LONGEST and not aside:
                yield Target(kind, *match.span(), _WORDS[kind])
    for kind, pattern in (("term", _TERM), ("post", _POST), ("reason", _REASON)):
        for match in pattern.finditer(sentence):
            yield Target(kind, *match.span("target"), _WORDS.get(kind, ()))


def _named(sentence: str) -> Iterator[Target]:
    """Names that stand free: the tagger takes parts of longer names and common words for names."""
    pieces = [
        ("，", "x"),
        *((one.word, one.flag) for one in jieba.posseg.lcut(sentence)),
        ("，", "x"),
    ]
    place = 0
    for (before, _), (word, tag), (_, behind) in zip(pieces, pieces[1:], pieces[2:], strict=False):
        start, place = place, place + len(word)
        for kind, (wanted, words) in _NAMED.items():
            if tag != wanted or len(word) < 2 or behind not in _BEHIND_NAME:
                continue
            if kind == "place":
                free = before in _BEFORE_PLACE
            else:
                free = before in _BEFORE_NAME
                free &= kind != "person" or (word[0] in _SURNAMES and len(word) <= 3)
            if free:
                yield Target(kind, start, place, words)


def _foreign(sentence: str) -> Iterator[Target]:
    """Names written with middle dots, from the word before the first to the word behind the last."""
    ends: list[tuple[int, int]] = []
    place = 0
    for word in jieba.lcut(sentence):
        ends.append((place, place + len(word)))
        place += len(word)
    pieces = [sentence[start:end] for start, end in ends]
    number = 1
    while number < len(pieces) - 1:
        first = last = number
        while last < len(pieces) - 1 and pieces[last] in _DOTS:
            last += 2
        number = last + 1
        if last > first and len(pieces[first - 1]) > 1 and len(pieces[last - 1]) > 1:
            yield Target("person", ends[first - 1][0], ends[last - 1][1], _NAMED["person"][1])


def _figures(sentence: str) -> Iterator[Target]:
    for one in find_figures(sentence):
        start, end = one.span.start, one.span.end
        if sentence[:start].endswith(_RANGE) or sentence[end:].startswith((*_RANGE, "代")):
            continue
        if one.quantity is Quantity.DATE:
            exact = ("什么时候", "何时", "哪一天" if "日" in one.text else "哪一年")
            yield Target("date", start, end, exact)
        elif one.unit == "年" and one.value >= EARLIEST_YEAR:
            yield Target("date", start, end, ("什么时候", "何时", "哪一年"))
        elif one.unit:
            many = ("多少", "几") if one.quantity is Quantity.COUNT else ("多少",)
            unit = one.unit.strip("%‰")
            yield Target("figure", start, end, tuple(word + unit for word in many))
