"""What a question asks for: the kind of answer, the quantity and unit, the years, plan or review.

Reads the question alone, by the grammar of Chinese (and a little English) questions; nothing here
knows any document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from youju.figures import Quantity, find_years, number_value
from youju.normalize import normalize


class Asks(StrEnum):
    """The kind of answer a question wants."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ENTITY = "entity"
    LIST = "list"
    REASON = "reason"
    MANNER = "manner"
    WHETHER = "whether"
    DEFINITION = "definition"
    SECTION = "section"
    OTHER = "other"


OPEN = frozenset({Asks.LIST, Asks.REASON, Asks.MANNER, Asks.WHETHER, Asks.DEFINITION, Asks.OTHER})
"""Kinds that want no figure or name."""


LONGER = frozenset({Asks.MANNER, Asks.WHETHER, Asks.SECTION})
"""Kinds whose answer is more than one stretch, or no stretch at all."""


LAST = -1
"""The number of the last part: 最后一部分."""


class Aim(StrEnum):
    """Whether a question is about what was done or what is planned."""

    REVIEW = "review"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants.

    ``unit`` is the counter or unit it names (家, 亿元 without its scale), empty when it names none.
    ``years`` are those it writes out; ``relative_year`` is -1 for 去年, 0 for 今年, 1 for 明年,
    to be resolved against the date of each document.
    """

    asks: Asks
    quantity: Quantity | None = None
    unit: str = ""
    years: tuple[int, ...] = ()
    relative_year: int | None = None
    aim: Aim | None = None
    ordinal: int | None = None
    """For a section: the third part is 3; None for "which parts are there"."""
    ordinal_kind: str = ""
    """部分, 章, 条, 节, 点."""
    within: tuple[tuple[int, str], ...] = ()
    """The parts that one is in, outermost first: (3, 部分) for 第三部分的第二点."""
    lists: bool = False
    """Whether its own parts are asked for: 第一部分分几点."""


_ORDINAL = re.compile(
    r"(?:第([0-9一二三四五六七八九十百零两]+)|(最后)一)(?:个)?(部分|大点|方面|编|章|节|条|点|款|项|段)"
)
_SECTION_VERB = re.compile(
    r"讲|说|写|是(?:什么|啥)|内容|规定|关于|标题|主题|什么$|哪|^\s*[?？。]?$"
)
_SECTION_WORDS = re.compile(
    r"什么|啥|哪些|哪|几|怎么|如何|内容|规定|讲述?|说|写|介绍|关于|标题|题目|主题|名称|方面|部分|章|节|条|款|点|项|小|具体|主要|大致|分别|一共|"
    r"要求|事|包括|包含|提到|有|是|分|成|为|的|了|里|中|呢|吗|都|原文|请问|告诉我|东西|工作|任务|叫"
)
_LISTS = re.compile(
    r"(?:分|有|包括|包含|讲了?|提到?了?)(?:为|成)?(?:哪)?几(?:个|大)?(?:点|部分|方面|条|节|项|小节|块)|(?:有|包括|包含|分为?)哪些(?:点|部分|方面|小节|条款|标题)|分别(?:是|讲)"
)
_WHOLE = (
    r"(?:这|那|本|该|此|全)?[一]?[份篇个本部]?(?:[\w《》〈〉（）()·\-—年.]{0,40}?)"
    r"(?:报告|文件|文档|文章|手册|合同|协议|规定|办法|条例|资料|材料|通知|方案|规划|制度|指南|说明书|全文|法|书|》)"
)
_OVERVIEW = re.compile(
    rf"^(?:请问?|请你|帮我|麻烦你?|能不能|可以)?(?:"
    rf"(?:总结|概括|归纳|概述|介绍|说说|讲讲)(?:一下|下)?{_WHOLE}(?:的?(?:主要|核心|大致|基本)?内容)?"
    rf"|{_WHOLE}(?:中|里)?(?:主要|大致|大概|都|到底|究竟|一共)*(?:讲述?|说|写|谈|介绍)(?:了|的)?(?:是|些)*(?:什么|啥|哪些内容|哪些方面)(?:内容|东西)?"
    rf"|(?:{_WHOLE})?的?(?:主要|核心|大致)内容(?:是什么|有哪些|是啥|包括什么)?"
    rf"|{_WHOLE}的?(?:概要|摘要|大意|概述|结构|目录|提纲)(?:是什么)?"
    rf"|{_WHOLE}(?:一共|总共|共)?(?:分为?|分成|有|包括|包含)(?:哪)?几(?:个|大)*(?:部分|章|节|方面|编|大块)"
    r")[\s?？。吗呢吧]*$"
    r"|^(?:what(?:'s| is) (?:this|the) (?:\w+ )?(?:report|document|file|handbook|contract|paper) about"
    r"|(?:please )?(?:summari[sz]e|give (?:me )?an overview of|outline) (?:this|the) (?:\w+ )?(?:report|document|file|handbook|contract|paper))[\s?.]*$",
    re.IGNORECASE,
)
"""Questions about a document as a whole."""
_COUNTING = re.compile(
    r"(?:多少|几|好多)(?:十|百|千|万|亿)*"
    r"(?P<unit>个百分点|平方公里|平方米|公顷|美元|微克/立方米|立方米|个工作日|个小时|小时|分钟|个月|人次|场次|公里|"
    r"人(?![才口均员民工力])|家(?![庭长具教])|项(?!目)|部(?![门队])|场(?![馆地])|"
    r"[个名位户件起次套处所条座辆台张间批对种类篇只头株份宗笔支队期届层栋亩米吨天年岁倍度斤元门床艘把块棵]|本(?![地市区县国省级科]))?"
)
_CODE = re.compile(
    r"(?:电话|号码|邮编|邮政编码|热线|账号|编号|代码|传真)[^，,]{0,4}(?:多少|什么|几)"
)
_UNIT_QUANTITY = {
    "元": Quantity.MONEY, "美元": Quantity.MONEY, "钱": Quantity.MONEY, "块": Quantity.MONEY,
    "亩": Quantity.AREA, "公顷": Quantity.AREA, "平方米": Quantity.AREA, "平方公里": Quantity.AREA,
    "个百分点": Quantity.PERCENT, "倍": Quantity.PERCENT,
    "米": Quantity.LENGTH, "公里": Quantity.LENGTH, "里": Quantity.LENGTH,
    "吨": Quantity.WEIGHT, "斤": Quantity.WEIGHT, "克": Quantity.WEIGHT, "度": Quantity.WEIGHT, "立方米": Quantity.WEIGHT,
    "天": Quantity.DURATION, "年": Quantity.DURATION, "个月": Quantity.DURATION, "小时": Quantity.DURATION,
    "个小时": Quantity.DURATION, "日": Quantity.DURATION, "分钟": Quantity.DURATION, "个工作日": Quantity.DURATION, "岁": Quantity.DURATION,
    "微克/立方米": Quantity.CONCENTRATION,
}  # fmt: skip
_PERCENT = re.compile(
    r"(?:几|多少)个(?:百分)?点|百分之几|百分之多少|百分比|占比|比重|比例|增速|增幅|降幅|[率]\s*(?:是|为|达到|有)?\s*(?:多少|多高|几)"
    r"|(?:增长|下降|提高|降低|上升|减少|增加|上涨|下调)(?:了)?(?:多少|几)(?![家个人名位户项件场起次套处所条座元亩吨万亿])|.率(?:目标)?(?:是|为)?多少|增长(?:的)?(?:预期|目标|速度)[^，,]{0,6}(?:多少|多高)"
)
_MONEY = re.compile(
    r"多少钱|罚款?.{0,4}(?:多少|幅度|金额|标准)|多少(?:的)?罚款|多少(?:万|亿|千|百)*元|什么价|价格是多少|费用是多少|工资(?:是|为|有)?多少|金额(?:是|为|有)?多少|多少(?:资金|经费|投资|补贴|贷款|(?:直接|经济)*损失|债务|利润|税)|(?:总值|产值|收入|支出|投资额?|金额|资金|贷款|税收|营收|利润|预算|总额|增加值|零售额)(?:一共|总共|预计|大约|大概|合计)?(?:是|为|有|达到?|完成)?(?:了)?多少(?![家个人名位户项件场起次套处所条座%])"
)
_AREA = re.compile(
    r"面积.*(?:多大|多少|是)|多大面积|占地多少|(?:园区?|[区县市镇村乡州]|校区|[场馆湖库院楼岛]|公园|基地|新城|水域)[^，,的]{0,8}有多大"
)
_DURATION = re.compile(r"多久|多长时间|几天|几年|几个月|几小时|几个小时|多少天|多少年|期限|时限")
_LENGTH = re.compile(r"多长|多高|多深|多远|多宽|[时车]速.*多少")
_WEIGHT = re.compile(
    r"多少(?:粮食?|谷物|[油煤水电气菜肉鱼奶茶盐糖沙钢铁铜铝纸]|垃圾|污水|原煤|石油|原油)"
)
"""What is weighed or metered, where no unit is named: 打了多少粮."""
_RANK = re.compile(r"第几(?:位|名)?(?![章条节部编点段款项届次期个])")
_DATE = re.compile(
    r"哪一?年|哪几年|什么时候|何时|几月|几号|哪天|哪一天|什么时间|日期|几点|哪个月|when\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"谁|哪位|何人|哪些人|什么人|who\b", re.IGNORECASE)
_PLACE = re.compile(
    r"哪里|哪儿|何处|什么地方|哪个(?:地方|城市|省|市|区|县|镇|乡|村|国家|地区)|在哪|where\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"哪些|哪几|有什么|有何|包括什么|包含什么|分为几|分几|列举|列出|哪方面|什么(?:问题|措施|要求|条件|材料|举措|特点|优势|例子)|what are|which .*s\b|list ",
    re.IGNORECASE,
)
_REASON = re.compile(r"为什么|为何|为啥|凭什么|原因|怎么会|因为什么|缘何|why\b", re.IGNORECASE)
_MANNER = re.compile(
    r"怎么|怎样|如何|咋|办法|步骤|流程|手续|情况如何|how (?:do|can|to|should)\b", re.IGNORECASE
)
_WHETHER = re.compile(
    r"是否|是不是|有没有|能不能|可不可以|能否|可否|会不会|要不要|需不需要|吗[?？。]?$|^(?:is|are|can|does|do|may)\b",
    re.IGNORECASE,
)
_STATED = re.compile(r"吗[?？。]?$|是否|是不是|有没有|能不能|可不可以|能否|可否")
_COUNTS = re.compile(r"多少|几|多[大高长久深远重]")
_DEFINITION = re.compile(
    r"^(?:什么是|何谓|什么叫|所谓)|(?:是指什么|指的是什么|是什么意思|的定义|的含义)|^[^，,的]{2,12}是什么[?？]?$"
)
_ENTITY = re.compile(
    r"什么|哪个|哪家|哪种|哪项|哪部|哪支|哪座|哪所|哪条|哪款|哪一|叫啥|名称|what\b|which\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"多少|几[^乎何]|多大|多高|多重|how (?:many|much|long|large|high|old)", re.IGNORECASE
)
_ASKED_AT_ALL = re.compile(
    r"[?？吗呢谁哪几]|多[少大长高久深远重]|什么|何|怎|咋|啥|是否|能否|可否|有没有|是不是|能不能|为什么|what|how|who|when|where|which|why",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(
    r"(率|量|值|额|收入|支出|面积|人数|人口|数量|总数|增速|增幅|降幅|价格|单价|强度|浓度|比重|占比|比例|费用|金额|罚款幅度|罚款|租金|押金|工资|期限|里程|规模|天数)[\s，,]*(?:(?:19|20)\d{2}年?(?:度|底|末)?)?\s*$"
)
"""Nouns of measure that end a question without a question word, and what may stand behind them."""
_BEFORE_FIGURES = (
    (Asks.REASON, _REASON),
    (Asks.DEFINITION, _DEFINITION),
    (Asks.LIST, _LIST),
)
_BEHIND_FIGURES = (
    (Asks.PERSON, _PERSON),
    (Asks.PLACE, _PLACE),
    (Asks.MANNER, _MANNER),
    (Asks.WHETHER, _WHETHER),
    (Asks.ENTITY, _ENTITY),
)
"""Kinds in the order they are tried, before and behind figures."""
_PLAN = re.compile(
    r"目标|预期|计划|规划|安排|打算|将要|将会|力争|拟|明年|下一步|准备|要(?:增长|达到|新增|建设|完成|实现)|target|plan",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"完成了|实现了|去年|上年|已经|取得|回顾|过去|达到了|累计|了多少|了几|last year|actual",
    re.IGNORECASE,
)
_RELATIVE = (
    (-2, "前年"),
    (-1, "去年"),
    (-1, "上年"),
    (-1, "过去一年"),
    (-1, "上一年"),
    (0, "今年"),
    (0, "本年"),
    (1, "明年"),
)


def understand(text: str) -> Wanted:
    """What the question asks for; total: every string has a reading."""
    plain = normalize(text).text.strip()
    years = find_years(plain)
    relative = next((shift for shift, word in _RELATIVE if word in plain), None)
    past = _REVIEW.search(plain) is not None or bool(years)
    # 2025年粮食产量 means what was harvested; a target is asked for by its name
    aim = Aim.PLAN if _PLAN.search(plain) else Aim.REVIEW if past else None
    section = _section(plain)
    if section is not None:
        return Wanted(
            Asks.SECTION, years=years, relative_year=relative, aim=aim,
            ordinal=section[-1][0], ordinal_kind=section[-1][1], within=section[:-1],
            lists=_LISTS.search(plain) is not None,
        )  # fmt: skip
    if _OVERVIEW.match(plain):
        return Wanted(Asks.SECTION, None, "", years, relative, aim)
    asks, quantity, unit = _kind(plain)
    return Wanted(asks, quantity, unit, years, relative, aim)


def in_words(question: str) -> str:
    """A question with its question word where it has none: 福建森林覆盖率 2025年, as typed into a search box."""
    if _ASKED_AT_ALL.search(question) or not _KEYWORDS.search(question):
        return question
    return f"{_KEYWORDS.sub(lambda found: found[1], question).strip()}是多少"


def _section(plain: str) -> tuple[tuple[int, str], ...] | None:
    """The parts a question about structure names, outermost first; None where it is about something else."""
    named = list(_ORDINAL.finditer(plain))
    if not named:
        return None
    rest = plain[named[-1].end() :]
    if not (_SECTION_VERB.search(rest) or _LISTS.search(rest)) or _inside(rest):
        return None
    values = [LAST if one[2] else number_value(one[1]) for one in named]
    if any(value is None for value in values):
        return None
    return tuple(
        (int(value), one[3]) for value, one in zip(values, named, strict=True) if value is not None
    )


def _inside(rest: str) -> bool:
    """Whether a question asks for something in a part: 第二十六条说初级教育应当是什么性质的."""
    told = _SECTION_WORDS.sub("", rest)
    return len("".join(character for character in told if character.isalnum())) > 2


def _kind(plain: str) -> tuple[Asks, Quantity | None, str]:
    plain = in_words(plain)
    if _DATE.search(plain):
        return Asks.DATE, Quantity.DATE, ""
    asks = _first(plain, _BEFORE_FIGURES)
    if asks is None and _STATED.search(plain) and not _COUNTS.search(plain):
        asks = Asks.WHETHER
    if asks is None and (figure := _figure(plain)) is not None:
        return Asks.FIGURE, *figure
    return asks or _first(plain, _BEHIND_FIGURES) or Asks.OTHER, None, ""


def _first(plain: str, kinds: Sequence[tuple[Asks, re.Pattern[str]]]) -> Asks | None:
    return next((asks for asks, pattern in kinds if pattern.search(plain)), None)


def _figure(plain: str) -> tuple[Quantity | None, str] | None:
    if _RANK.search(plain):
        return Quantity.RANK, "位"
    for quantity, pattern in (
        (Quantity.PERCENT, _PERCENT),
        (Quantity.MONEY, _MONEY),
        (Quantity.AREA, _AREA),
        (Quantity.DURATION, _DURATION),
        (Quantity.LENGTH, _LENGTH),
        (Quantity.WEIGHT, _WEIGHT),
    ):
        if pattern.search(plain):
            counted = _COUNTING.search(plain)
            unit = (counted["unit"] or "") if counted else ""
            return quantity, unit if _UNIT_QUANTITY.get(unit) is quantity else ""
    if _CODE.search(plain):
        return Quantity.NUMBER, ""
    counted = _COUNTING.search(plain)
    if counted and counted["unit"]:
        unit = counted["unit"]
        return _UNIT_QUANTITY.get(unit, Quantity.COUNT), unit
    if _FIGURE.search(plain):
        return None, ""
    return None
