"""How a clause says a figure: the words before it are read as value, change, share, deed or rank.

``figures`` finds the clauses and asks; a reading knows only the words and gives the question in place:
新增市场主体 1.13 万户 is asked as 新增市场主体多少户.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from youju.figures import Figure, Quantity
from youju_eval.generate.phrases import is_event, is_measure, is_subject
from youju_eval.generate.topics import Context, Kind

_BE = (
    "达到了 达到 达 完成 实现 为 是 突破 超过 超 稳定在 保持在 控制在 稳定保持在 提高到 提高至 提升到 提升至 上升到 "
    "上升至 增加到 增加至 增至 增长到 降至 降到 下降到 下降至 共有 约 有望达到 预计达到 预计"
).split()
_CHANGE = {
    "增长": ("增长了多少", "增幅是多少", "提高了多少"),
    "增加": ("增加了多少", "增长了多少"),
    "提高": ("提高了多少", "上升了多少"),
    "提升": ("提升了多少", "提高了多少"),
    "上升": ("上升了多少", "提高了多少"),
    "下降": ("下降了多少", "降低了多少", "降幅是多少"),
    "降低": ("降低了多少", "下降了多少"),
    "减少": ("减少了多少", "下降了多少"),
}
_ADVERBS = (
    "(?:预计|预期|计划|持续|稳步|要|再|已经|已|将|均|都|共|累计|总计|合计|首次|再次|仅|就|同口径|可比口径|名义|平均|力争|全年|有望|"
    "同比|比上年|较上年|比去年|历史性|率先|实际|达)*"
)
_HAS_VALUE = re.compile(
    rf"^(?P<subject>.+?){_ADVERBS}(?P<verb>{'|'.join(sorted(_BE, key=len, reverse=True))})$"
)
_CHANGES = re.compile(rf"^(?P<subject>.*?){_ADVERBS}(?P<verb>{'|'.join(_CHANGE)})(?:了|约)?$")
_SHARE = re.compile(
    r"^(?P<subject>.+?)占(?P<whole>.{2,14}?)(?:的)?(?:比重|比例)?(?:持续|稳定|已|均|都)*(?:为|达到|达|超过|约)?$"
)
_DOES = (
    "新增|完成|建成|新建|建设|减免|发放|引进|走访|培育|改造|建立|设立|开设|开通|投入|安排|投资|补贴|拨付|落实|推进|整治|"
    "治理|修复|种植|栽植|造林|开展|举办|组织|培训|帮扶|办理|受理|查处|化解|盘活|拆除|清理|压减|淘汰|签约|落地|招聘|救助|"
    "资助|筹集|改扩建|新开工|开工|竣工|修建|铺设|更新|增加|腾退|流转|绿化|修订|制定|出台|提供|创建|打造|认定|处置|"
    "实施|启动|吸引|接待|生产|外送|销售|出口|发行|承担|聘用|收储|改建|移民搬迁|搬迁|解决|征集|评选|表彰|破获|抽检"
)
_OTHER_DEEDS = re.compile(
    "^(?:争取|获得|获批|取得|拿出|削减|吸纳|带动|拉动|推动|压降|保持|达到|降低|提高|加快|支持|兑现|减少|撬动|释放|调减|下达|确保)"
)
"""Verbs that need more than a figure to be asked about."""
_DOES_SO = re.compile(
    rf"^(?P<verb>{_DOES})了?(?P<object>.+?)(?:共|约|近|超|超过|达到|达|突破|共计|累计)?$"
)
DEEDS = frozenset(_DOES.split("|"))
"""Verbs that open a clause on what was done: 新增, 建成."""
_ABOUT = re.compile(r"(?:约|近|逾|超过|超|多达|不低于|不超过|不少于|达到|达|突破|高达|仅)$")
_BEFORE_THINGS = tuple("个家项件条座所处套辆台户部")
"""Units that stand before what they count as well as behind it."""
_LARGE = (
    "元", "美元", "亩", "吨", "斤", "人", "人次", "平方米", "千瓦时", "度", "立方米", "千瓦", "公顷",
)  # fmt: skip
_CHANGING = (
    Quantity.PERCENT,
    Quantity.MONEY,
    Quantity.COUNT,
    Quantity.WEIGHT,
    Quantity.AREA,
)


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What a clause says a figure of, and the question behind year and region."""

    subject: str
    ask: str
    quality: float
    paraphrase: bool = False
    growth: bool = False
    takes_over: bool = False
    """Whether the subject stands in the clause before."""


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Reads the clauses of one document; ``plan`` where they say what is aimed at."""

    context: Context
    plan: bool

    def read(self, head: str, figure: Figure, before: str) -> FigureReading | None:
        """The words before a figure, None when they say nothing that can be asked about.

        ``before`` is the subject of the clause before, which 增长 5% may continue.
        """
        return (
            self._change(head, figure, before)
            or self._share(head, figure)
            or self._deed(head, figure)
            or self._value(head, figure)
        )

    def count(self, head: str, figure: Figure, thing: str) -> FigureReading | None:
        """推进 78 项改革任务: a verb, a count and what is counted."""
        counts = figure.quantity in (Quantity.COUNT, Quantity.AREA, Quantity.LENGTH)
        if not (counts and figure.unit and head in DEEDS):
            return None
        if len(thing) < 5 or not _is_one(thing, longest=16):
            return None
        if self.context.topic.kind is not Kind.REPORT:
            return None
        ask = f"{self._planned()}{head}{self._past()}多少{asked_unit(figure)}{thing}"
        return FigureReading(f"{head}{thing}", ask, 0.9)

    def _change(self, head: str, figure: Figure, before: str) -> FigureReading | None:
        """地区生产总值增长 5%, or just 增长 5% behind a clause on 地区生产总值."""
        match = _CHANGES.match(head)
        if match is None or figure.quantity not in _CHANGING:
            return None
        subject = match["subject"] or before
        takes_over = not match["subject"]
        clear = is_measure(subject) or (not takes_over and len(subject) > 3)
        if not clear or not _is_one(subject) or subject.endswith("排名"):
            return None
        verb = match["verb"]
        if self.plan:
            asked = self.context.choice(f"计划{verb}多少", f"预期{verb}多少", f"的{verb}目标是多少")
            paraphrase = asked.startswith("的")
        else:
            asked = self.context.choice(*self._changes(verb, figure))
            paraphrase = verb not in asked
            asked = f"的{asked}" if asked.endswith("幅是多少") else asked
        ask = f"{subject}{asked}"
        return FigureReading(subject, ask, 1.3, paraphrase, growth=True, takes_over=takes_over)

    def _changes(self, verb: str, figure: Figure) -> tuple[str, ...]:
        """The wordings of a change that fit its figure."""
        if figure.quantity is not Quantity.PERCENT:
            return tuple(one for one in _CHANGE[verb] if "幅" not in one)
        extra = (f"{verb}了百分之几",) if verb in ("增长", "下降") else ()
        return (*_CHANGE[verb], *extra)

    def _share(self, head: str, figure: Figure) -> FigureReading | None:
        """第三产业增加值占 GDP 的 65%."""
        match = _SHARE.match(head)
        if match is None or figure.quantity is not Quantity.PERCENT:
            return None
        subject, whole = match["subject"], match["whole"]
        if not is_subject(subject) or not is_subject(whole):
            return None
        asked = self.context.choice(
            f"占{whole}的比重是多少", f"占{whole}的比例是多少", f"在{whole}中占多大比例"
        )
        return FigureReading(f"{subject}占{whole}", f"{subject}{asked}", 1.5, asked[0] == "在")

    def _deed(self, head: str, figure: Figure) -> FigureReading | None:
        """新增市场主体 1.13 万户: asked in place."""
        match = _DOES_SO.match(head)
        if match is None or self.context.topic.kind is not Kind.REPORT:
            return None
        thing, verb, unit = match["object"], match["verb"], asked_unit(figure)
        if len(thing) < 3 or not unit or not _is_one(thing, longest=16):
            return None
        in_place = f"{self._planned()}{verb}{thing}多少{unit}"
        before = f"{self._planned()}{verb}{self._past()}多少{unit}{thing}"
        ask = self.context.choice(in_place, before) if unit in _BEFORE_THINGS else in_place
        return FigureReading(f"{verb}{thing}", ask, min(1.3, 0.7 + 0.08 * len(thing)))

    def _value(self, head: str, figure: Figure) -> FigureReading | None:
        """地区生产总值达到 447.5 亿元, 实现地区生产总值 447.5 亿元."""
        match = _HAS_VALUE.match(head)
        subject, verb = (match["subject"], match["verb"]) if match else (_ABOUT.sub("", head), "")
        measured = is_measure(subject)
        if not _is_one(subject) or subject.endswith("排名") or _OTHER_DEEDS.match(subject):
            return None
        if not measured and (
            not verb or len(subject) < 4 or is_event(subject) or figure.quantity is Quantity.PERCENT
        ):
            return None
        if _DOES_SO.match(subject) and is_event(subject):
            return None
        asked = self._valued(verb, figure, measured=measured)
        return FigureReading(
            subject, f"{subject}{asked}", 1.5 if measured else 1.0, "目标" in asked
        )

    def _valued(self, verb: str, figure: Figure, *, measured: bool) -> str:
        """How a value is asked for."""
        unit = asked_unit(figure)
        if self.plan and not measured:
            return f"计划达到多少{unit}"
        if self.plan:
            return self.context.choice(
                "的预期目标是多少", "的目标是多少", "计划达到多少", f"计划达到多少{unit}"
            )
        if verb.endswith(("到", "至")) and verb not in ("达到", "有望达到", "预计达到"):
            return f"{verb}多少"
        counted = figure.quantity is Quantity.COUNT and unit
        if counted and not measured and not self.plan:
            return self.context.choice(f"有多少{unit}", f"达到多少{unit}")
        return self.context.choice(
            "是多少", f"是多少{unit}", f"达到多少{unit}", f"有多少{unit}" if counted else "为多少"
        )

    def _planned(self) -> str:
        return self.context.choice("计划", "准备", "打算") if self.plan else ""

    def _past(self) -> str:
        return "" if self.plan else "了"


def asked_unit(figure: Figure) -> str:
    """The unit to ask in: with its scale for money and the like (万亩), bare for counts (户)."""
    if figure.quantity is Quantity.PERCENT:
        return ""
    if figure.quantity is Quantity.COUNT and figure.unit not in _LARGE:
        return figure.unit
    scaled = re.search(r"(万亿|亿|万)?" + re.escape(figure.unit) + "$", figure.text)
    return scaled.group() if scaled else figure.unit


def _is_one(phrase: str, *, longest: int = 24) -> bool:
    """Whether a phrase names one thing by itself: an enumeration has several figures."""
    return "、" not in phrase and is_subject(phrase, longest=longest)
