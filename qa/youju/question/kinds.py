"""The kind of answer a question wants, by its question words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.figures import Quantity
from youju.question.quantities import figure
from youju.question.wanted import Asks

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


def in_words(question: str) -> str:
    """A question with its question word where it has none: 福建森林覆盖率 2025年, as typed into a search box."""
    if _ASKED_AT_ALL.search(question) or not _KEYWORDS.search(question):
        return question
    return f"{_KEYWORDS.sub(lambda found: found[1], question).strip()}是多少"


def kind(plain: str) -> tuple[Asks, Quantity | None, str]:
    """The kind of answer, with the quantity and unit of a figure."""
    plain = in_words(plain)
    if _DATE.search(plain):
        return Asks.DATE, Quantity.DATE, ""
    asks = _first(plain, _BEFORE_FIGURES)
    if asks is None and _STATED.search(plain) and not _COUNTS.search(plain):
        asks = Asks.WHETHER
    if asks is None and (wanted := figure(plain)) is not None:
        return Asks.FIGURE, *wanted
    return asks or _first(plain, _BEHIND_FIGURES) or Asks.OTHER, None, ""


def _first(plain: str, kinds: Sequence[tuple[Asks, re.Pattern[str]]]) -> Asks | None:
    return next((asks for asks, pattern in kinds if pattern.search(plain)), None)
