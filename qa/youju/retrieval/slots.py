"""Year and aim of a passage against those of the question.

Near-identical reports differ in little but their title and the heading a sentence stands under:
"2024年工作回顾" against "2025年工作安排". Both are read here, for any document.
"""

from __future__ import annotations

import re

from youju.figures import find_years
from youju.question import Aim, Wanted
from youju.schema import Document, Passage

_PLAN = re.compile(
    r"目标|预期|安排|计划|规划|重点任务|主要任务|工作任务|总体要求|下一步|今后|部署|展望|重点工作|建议|要求"
)
_REVIEW = re.compile(r"回顾|总结|成就|成效|成绩|完成情况|工作情况|发展情况|过去|一年来|五年来|取得")
_RELATIVE = (
    (-1, re.compile(r"去年|上年|过去一年|过去的一年|一年来|上一年")),
    (0, re.compile(r"今年|本年|新的一年")),
)


def document_year(document: Document) -> int | None:
    """The year a document is of: its title says it, else its date."""
    years = find_years(document.title) or find_years(document.name)
    if years:
        return years[-1]
    return int(document.date[:4]) if document.date else None


def asked_years(wanted: Wanted, document: Document) -> tuple[int, ...]:
    """The years a question means for one document, 去年 and 今年 resolved against its date."""
    if wanted.years:
        return wanted.years
    year = document_year(document)
    if wanted.relative_year is None or year is None:
        return ()
    return (year + wanted.relative_year,)


def heading_years(passage: Passage) -> tuple[int, ...]:
    """The years of the innermost heading that names any, explicitly or as 去年/今年."""
    year = document_year(passage.document)
    for heading in reversed(passage.heading_path):
        years = find_years(heading)
        if years:
            return years
        if year is not None:
            for shift, pattern in _RELATIVE:
                if pattern.search(heading):
                    return (year + shift,)
    return ()


def year_match(wanted: Wanted, passage: Passage) -> float:
    """From -1 (another year) over 0 (nothing known) to 1 (the heading names the year asked for)."""
    asked = asked_years(wanted, passage.document)
    if not asked:
        return 0.0
    in_text = 0.5 if set(asked) & set(find_years(passage.text)) else 0.0
    named = heading_years(passage)
    if named:
        lowest, highest = min(named), max(named)
        if any(lowest <= year <= highest for year in asked):
            return 1.0 if len(set(named)) == 1 else 0.7
        return in_text or -1.0
    if in_text:
        return in_text
    year = document_year(passage.document)
    if year is None:
        return 0.0
    return 0.2 if any(asked_year in (year, year - 1) for asked_year in asked) else -1.0


def passage_aim(passage: Passage) -> Aim | None:
    """Whether a passage stands in a review or in a plan, by its headings, innermost first."""
    for heading in reversed(passage.heading_path):
        if _REVIEW.search(heading):
            return Aim.REVIEW
        if _PLAN.search(heading):
            return Aim.PLAN
    return None


def aim_match(wanted: Wanted, passage: Passage) -> float:
    """-1, 0 or 1: whether plan or review of the passage is what the question is about."""
    aim = passage_aim(passage)
    if wanted.aim is None or aim is None:
        return 0.0
    return 1.0 if aim is wanted.aim else -1.0
