"""Questions asked of single sentences by rule: names, dates, counts, places, terms, posts, reasons, yes or no.

The reading sets ask little of this kind and answer it at length. A Chinese question keeps the order
of its sentence, so a stretch exchanged for a question word makes one (cloze translation: Lewis,
Denoyer and Riedel 2019); dropped words and other forms keep it from being the sentence again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import jieba.posseg
from training.reader.windows import Asked, Window

from youju.figures import Quantity, find_figures
from youju.sentences import split_sentences

SENTENCE = (14, 140)
"""Characters of a sentence that is asked about."""
CLAUSE = 10
"""A clause of fewer characters beside its target takes the clause before it along."""
LONGEST = 28
"""Characters of a target."""
EARLIEST_YEAR = 100
"""A number of years from this on is a year: durations are shorter."""
DROPPED = 0.3
"""Share of the adverbs, adjectives, times and particles that are left out."""
WEIGHTS = {
    "person": 5,
    "date": 3,
    "figure": 3,
    "place": 4,
    "organisation": 3,
    "work": 2,
    "latin": 4,
    "term": 4,
    "post": 3,
    "reason": 3,
    "yes or no": 1,
}  # fmt: skip

LED = 0.7
"""Questions that name the title although their clause leaves it out."""

_BREAK = re.compile(r"[，；：,;：]")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")
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
_LEADING = re.compile(
    r"^[、”」』）)\s]*(?:并且|而且|但是|因此|所以|不过|后来|此外|另外|同时|其中|然后|并|而|但|且|后|则|也|又|即)?"
)
_UNPAIRED = re.compile(r"[“”「」『』（）()《》\"\[\]]")
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
_DROPPABLE = frozenset("d a ad t uj ul uz ug b z".split())
_PRONOUN = re.compile(r"^(?:他们|她们|它们|他|她|它|该\w{1,2}|其)(?=\w)")
_DOTS = frozenset("·・•‧")
_RANGE = ("-", "–", "—", "~", "至", "到")
_KEPT = frozenset("不没无未非否")
"""A word that denies is never dropped."""

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
_CLOSING = {"person": "谁", "place": "哪里", "organisation": "哪个机构", "work": "什么"}


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
    asides = [match.span() for match in _ASIDE.finditer(sentence)]
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


class Cloze:
    """Makes questions of sentences; the seed decides everything."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def questions(self, windows: Sequence[Window], each: int) -> Iterator[Asked]:
        """At most ``each`` questions of a window, of kinds drawn by their weights."""
        for window in windows:
            kinds: dict[str, list[Callable[[], tuple[str, str] | None]]] = {}
            for sentence in split_sentences(window.text):
                text = window.text[sentence.start : sentence.end].strip()
                if SENTENCE[0] <= len(text) <= SENTENCE[1]:
                    self._offer(kinds, window, text)
            for number in range(each):
                if not kinds:
                    break
                weights = [WEIGHTS[kind] for kind in kinds]
                kind = self._chance.choices(list(kinds), weights)[0]
                ways = kinds[kind]
                made = ways.pop(self._chance.randrange(len(ways)))()
                if not ways:
                    del kinds[kind]
                if made and _paired(made[0]):
                    name = f"cloze {kind}/{window.passage}/{number}"
                    yield Asked(name, made[0], (made[1],), window.passage)

    def _offer(
        self,
        kinds: dict[str, list[Callable[[], tuple[str, str] | None]]],
        window: Window,
        sentence: str,
    ) -> None:
        title = _ASIDE.sub("", window.context.splitlines()[0] if window.context else "").strip()
        for target in targets(sentence):
            kinds.setdefault(target.kind, []).append(
                lambda target=target: self._asked(sentence, title, target)  # type: ignore[misc]
            )
        kinds.setdefault("yes or no", []).append(lambda: self._doubted(sentence, title))

    def _asked(self, sentence: str, title: str, target: Target) -> tuple[str, str] | None:
        answer = sentence[target.start : target.end].strip()
        if target.kind == "reason":
            rest = _BREAK.split(sentence[target.end :].lstrip("，,"))[0]
            rest = re.sub(r"^(?:所以|因此|故|而)", "", rest).rstrip("。！；")
            asked = self._led(f"{self._chance.choice(('为什么', '为何'))}{rest}", title)
            return (f"{asked}？", answer) if len(rest) >= 6 else None
        before, after = self._around(sentence, target)
        if answer in before + after or len(before) + len(after) < 4:
            return None
        word = self._chance.choice(target.words)
        closing = _CLOSING.get(target.kind)
        if closing and not before and self._chance.random() < 0.5:
            return f"{_LEADING.sub('', self._thinned(after))}的是{closing}？", answer
        whole = f"{self._thinned(before)}{word}{self._thinned(after)}"
        return f"{self._led(whole, title)}？", answer

    def _doubted(self, sentence: str, title: str) -> tuple[str, str] | None:
        clauses = [one for one in _BREAK.split(sentence) if len(one) >= CLAUSE and _acts(one)]
        if not clauses:
            return None
        clause = self._chance.choice(clauses).rstrip("。！？ ")
        if clause not in sentence or "？" in clause:
            return None
        asked = self._led(self._thinned(_ASIDE.sub("", clause)), title)
        return f"{asked}吗？", clause

    @staticmethod
    def _around(sentence: str, target: Target) -> tuple[str, str]:
        """The clause before and behind the target, with one more clause where that is little."""
        breaks = [0, *(match.end() for match in _BREAK.finditer(sentence)), len(sentence)]
        first = max(i for i, at in enumerate(breaks[:-1]) if at <= target.start)
        last = min(i for i, at in enumerate(breaks) if at >= target.end)
        if first and breaks[last] - breaks[first] - (target.end - target.start) < CLAUSE:
            first -= 1
        before = sentence[breaks[first] : target.start]
        after = sentence[target.end : breaks[last]].rstrip("，；：,;。！ ")
        return _ASIDE.sub("", before), _ASIDE.sub("", after)

    def _thinned(self, text: str) -> str:
        """Without some of its adverbs, adjectives, times and particles."""
        kept = [
            one.word
            for one in jieba.posseg.lcut(text)
            if one.flag not in _DROPPABLE
            or set(one.word) & _KEPT
            or self._chance.random() >= DROPPED
        ]
        return "".join(kept)

    def _led(self, question: str, title: str) -> str:
        """About the title where the clause does not name it: a sentence often leaves its subject out."""
        question = _LEADING.sub("", question)
        if not title or len(title) > 12 or title in question:
            return question
        if _PRONOUN.match(question):
            return _PRONOUN.sub(title, question)
        return title + question if self._chance.random() < LED else question


def _acts(clause: str) -> bool:
    return any(one.flag in ("v", "vn") for one in jieba.posseg.lcut(clause))


def _paired(question: str) -> bool:
    """Whether quotation marks and brackets of a question are whole; a cut sentence leaves halves."""
    marks = "".join(_UNPAIRED.findall(question))
    before = None
    while marks != before:
        before = marks
        for pair in ("“”", "「」", "『』", "（）", "()", "《》", '""', "[]"):
            marks = marks.replace(pair, "")
    return not marks
