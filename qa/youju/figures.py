"""Figures of a text: numbers with their unit, dates and years; found, normalised, compared.

Works on the source text itself, so every span it gives can be quoted. Which figure a question asks
for is the business of ``question``; which one answers it, of ``answering``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from youju.numerals import decimal
from youju.schema import Span

_PLAIN = str.maketrans(
    "０１２３４５６７８９．，％萬億個條歲層棟種處戶項場畝噸頭隻張間輛臺圓兩裡裏時鐘屆級幅門顆艦節冊餘幾點畫對筆隊組業週訊號"
    "頃釐",
    "0123456789.,%万亿个条岁层栋种处户项场亩吨头只张间辆台元两里里时钟届级幅门颗舰节册余几点画对笔队组业周讯号"
    "顷厘",
)
"""Full-width and traditional forms with plain ones, character by character: offsets stay."""

_CHINESE = "零〇一二三四五六七八九十百千万亿两"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{_CHINESE}]+)"
_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千"
_QUALIFIER = "左右|以上|以下|以内|上下|多|余|不到"
_SCALES = {
    "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8,
    "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12,
}  # fmt: skip


class Quantity(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    AREA = "area"
    LENGTH = "length"
    WEIGHT = "weight"
    DURATION = "duration"
    DATE = "date"
    CONCENTRATION = "concentration"
    COUNT = "count"
    RANK = "rank"
    """A place in an order: 全国第2位, 第一."""
    NUMBER = "number"
    """A bare number: a telephone number, an article, a code."""


_UNITS: tuple[tuple[Quantity, tuple[str, ...]], ...] = (
    (Quantity.CONCENTRATION, ("微克/立方米", "毫克/立方米", "微克每立方米", "毫克/升", "微克/升")),
    (Quantity.AREA, ("平方公里", "平方千米", "平方米", "公顷", "平米", "亩", "顷")),
    (Quantity.MONEY, ("美元", "欧元", "港元", "日元", "元人民币", "人民币", "元", "块钱", "角")),
    (Quantity.PERCENT, ("个百分点", "百分点", "%", "‰", "倍", "成")),
    (Quantity.LENGTH, ("光年", "英里", "英尺", "公里", "千米", "厘米", "毫米", "海里", "里", "米")),
    (Quantity.WEIGHT, ("吨标准煤", "吨", "公斤", "千克", "毫克", "微克", "克", "斤", "立方米", "千瓦时", "千瓦", "度", "升", "斤")),
    (Quantity.DURATION, ("个工作日", "工作日", "个自然日", "个小时", "小时", "分钟", "个月", "周年", "个季度", "周岁", "岁", "学时", "课时", "天", "秒", "周", "日")),
)  # fmt: skip
_COUNTERS = (
    "个 家 人 名 位 户 项 件 场 起 次 套 处 所 条 座 辆 台 张 间 批 对 种 类 篇 部 本 只 头 株 棵 份 宗 笔 例 支 队 村 镇 "
    "组 期 届 班 场次 人次 床 床位 门 颗 艘 架 列 幅 枚 册 节 章 点 步 级 层 栋 幢 片 块 根 把 副 盏 口 道 面 平台 问 轮"
).split()
_COUNTER = "|".join(sorted(_COUNTERS, key=len, reverse=True))
_UNIT_OF = {unit: quantity for quantity, units in _UNITS for unit in units}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNIT_OF, key=len, reverse=True))

_DATE = re.compile(
    r"(?P<year>(?:1[89]|20)\d{2})\s*年(?:\s*(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
    r"|(?P<month_only>1[0-2]|0?[1-9])\s*月\s*(?P<day_only>3[01]|[12]\d|0?[1-9])\s*[日号]"
    r"|(?P<iso>(?:19|20)\d{2}-(?:1[0-2]|0\d)(?:-(?:3[01]|[0-2]\d))?)"
)
_RANK = re.compile(
    rf"(?P<before>居|列|位|排名?|升至|跃升至?|全[国省市区球县]|世界|亚洲|国内)(?P<rank>第\s*(?P<number>{_NUMBER})(?P<unit>[位名])?)(?![{_CHINESE}\d个届次章条节产季])"
    rf"|(?P<rank_unit>第\s*(?P<number_unit>{_NUMBER})[位名])"
)
"""A place in an order: with 位 or 名, or behind what is ordered (居全国第一, 列第三)."""
_PERCENT_WORDS = re.compile(rf"百分之(?P<number>{_NUMBER})(?:(?P<qualifier>{_QUALIFIER}))?")
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:[多余几](?={_SCALE}))?(?P<scale>{_SCALE})?(?P<about>{_QUALIFIER}|几)?\s*"
    rf"(?P<unit>{_UNIT}|{_COUNTER}|年)?(?P<qualifier>{_QUALIFIER})?"
)
_YEAR = re.compile(
    r"(?<!\d)((?:1[89]|20)\d{2})(?=\s*年|\s*[-—–至到~]\s*(?:1[89]|20)\d{2}\s*年|年度)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    ``value`` is in the unit itself with its scale applied (元, 平方米 stay as written: 亿元 → 1e8 元);
    ``unit`` is the unit or counter without its scale, empty for a bare number.
    """

    text: str
    span: Span
    value: float
    unit: str
    quantity: Quantity

    def agrees(self, other: Figure) -> bool:
        """Whether both say the same quantity: equal unit and equal value."""
        return self.unit == other.unit and abs(self.value - other.value) <= 1e-9 * abs(other.value)


@lru_cache(maxsize=20_000)
def find_figures(text: str, *, offset: int = 0) -> tuple[Figure, ...]:
    """All figures of a text in order, not overlapping; dates are taken before numbers.

    ``offset`` is added to every span. Chinese numerals count only with a unit, so that 一线 and
    十四五 are no figures.
    """
    plain = text.translate(_PLAIN)
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= other_start or start >= other_end for other_start, other_end in taken)

    for pattern, make in (
        (_DATE, _date),
        (_PERCENT_WORDS, _percent),
        (_RANK, _rank),
        (_FIGURE, _number),
    ):
        for match in pattern.finditer(plain):
            if not free(*match.span()):
                continue
            figure = make(match, text, offset)
            if figure is not None:
                found.append(figure)
                taken.append(
                    (figure.span.start - offset, max(match.end(), figure.span.end - offset))
                )
    return tuple(sorted(found, key=lambda figure: figure.span))


@lru_cache(maxsize=20_000)
def find_years(text: str) -> tuple[int, ...]:
    """The years a text names (2024年, 2021—2025年), in order, without repeats."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text.translate(_PLAIN))))


def number_value(text: str) -> float | None:
    """The value of digits or a Chinese numeral, None when it is neither."""
    plain = text.replace(",", "")
    try:
        return float(plain) if plain[:1].isascii() else float(decimal(plain))
    except ValueError:
        return None


def _figure(
    match: re.Match[str], text: str, offset: int, value: float, unit: str, quantity: Quantity
) -> Figure:
    start, end = match.span()
    end = start + len(text[start:end].rstrip())
    return Figure(text[start:end], Span(offset + start, offset + end), value, unit, quantity)


def _date(match: re.Match[str], text: str, offset: int) -> Figure:
    iso = match["iso"]
    year, month, day = (
        [*iso.split("-"), "0", "0"][:3]
        if iso
        else (
            match["year"] or 0,
            match["month"] or match["month_only"] or 0,
            match["day"] or match["day_only"] or 0,
        )
    )
    value = int(year) * 10_000 + int(month) * 100 + int(day)
    return _figure(match, text, offset, float(value), "date", Quantity.DATE)


def _percent(match: re.Match[str], text: str, offset: int) -> Figure | None:
    value = number_value(match["number"])
    if value is None:
        return None
    return _figure(match, text, offset, value, "%", Quantity.PERCENT)


def _rank(match: re.Match[str], text: str, offset: int) -> Figure | None:
    group = "rank" if match["rank"] else "rank_unit"
    value = number_value(match["number"] or match["number_unit"])
    if value is None:
        return None
    start, end = match.span(group)
    return Figure(text[start:end], Span(offset + start, offset + end), value, "位", Quantity.RANK)


def _number(match: re.Match[str], text: str, offset: int) -> Figure | None:
    digits = match["number"]
    chinese = not digits[0].isdigit()
    unit = match["unit"] or ""
    if chinese and (not unit or digits in {"万", "亿", "百", "千"} or _part_of_word(match)):
        return None
    value = number_value(digits)
    if value is None:
        return None
    value *= _SCALES.get(match["scale"] or "", 1.0)
    if unit == "年":
        quantity = Quantity.DATE if 1800 <= value < 2100 and not chinese else Quantity.DURATION
    else:
        quantity = _UNIT_OF.get(unit, Quantity.COUNT if unit else Quantity.NUMBER)
    return _figure(match, text, offset, value, unit, quantity)


def _part_of_word(match: re.Match[str]) -> bool:
    # 第一个, 一个 and the like: an ordinal or an article, rarely what a question asks for
    before = match.string[max(0, match.start() - 1) : match.start()]
    return before == "第" or (match["number"] == "一" and not match["scale"])
