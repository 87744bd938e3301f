"""A question to what it wants."""

from __future__ import annotations

import re

from youju.figures import find_years
from youju.normalize import normalize
from youju.question.kinds import kind
from youju.question.parts import lists_parts, parts_named, wants_overview
from youju.question.wanted import Aim, Asks, Wanted

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
    section = parts_named(plain)
    if section is not None:
        return Wanted(
            Asks.SECTION, years=years, relative_year=relative, aim=aim,
            ordinal=section[-1][0], ordinal_kind=section[-1][1], within=section[:-1],
            lists=lists_parts(plain),
        )  # fmt: skip
    if wants_overview(plain):
        return Wanted(Asks.SECTION, None, "", years, relative, aim)
    asks, quantity, unit = kind(plain)
    return Wanted(asks, quantity, unit, years, relative, aim)
