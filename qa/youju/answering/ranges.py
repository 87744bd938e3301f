"""Two figures that belong together: the ends of a change (从7.11扩展至19平方公里), the bounds of a range
(5万元以上50万元以下). Which end is asked for, and that a range is one answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from youju.answering.extract import Extract
from youju.figures import Figure, find_figures
from youju.question import Asks, Wanted
from youju.schema import Span

_FROM = re.compile(r"[从由](?:原来的?|原先的?|最初的?)?$")
_TO = re.compile(r"^[^，,；;。]{0,14}?(?:至|到|为|成)(?:了|目前的?|现在的?|如今的?)?$")
_LOWER, _UPPER = ("以上", "不到"), ("以下", "以内")
_BEFORE = re.compile(
    r"原来|原先|原有|原本|以前|之前|此前|从前|过去|最初|起初|当初|(?<=.)前(?=的|是|有|面积|多|为|[?？]|$)"
)
"""A question with one of these asks for the beginning, any other for what became of it."""


def whole_range(wanted: Wanted, found: Extract) -> Extract:
    """``found`` with the upper bound of the range whose lower one it ends in: 5万元以上 → 5万元以上50万元以下."""
    if wanted.asks is not Asks.FIGURE or len(found.quotes) != 1:
        return found
    told = found.scored.passage.text
    start = told.find(found.text)
    if start < 0:
        return found
    end = start + len(found.text)
    for first, last in pairwise(find_figures(told)):
        bounds = first.text.endswith(_LOWER) and last.text.endswith(_UPPER)
        if bounds and first.unit == last.unit and first.span.end == last.span.start == end:
            text = told[start : last.span.end]
            offset = found.scored.passage.span.start
            quote = found.quotes[0]
            proof = Span(quote.start, max(quote.end, offset + last.span.end))
            return replace(found, quotes=(proof,), text=text)
    return found


def right_end(question: str, wanted: Wanted, found: Extract) -> Extract:
    """``found`` with the other end of the change that its figure is one end of, where that is asked for."""
    if wanted.asks is not Asks.FIGURE or len(found.quotes) != 1:
        return found
    passage = found.scored.passage
    quote = found.quotes[0]
    around = [one for one in passage.sentences if one.start < quote.end and quote.start < one.end]
    if not around:
        return found
    sentence = Span(around[0].start, around[-1].end)
    told = sentence.of(passage.document.text)
    for ends in pairwise(find_figures(told)):
        if _is_change(told, *ends) and any(end.text in found.text for end in ends):
            end = ends[0] if _BEFORE.search(question) else ends[1]
            span = Span(sentence.start + end.span.start, sentence.start + end.span.end)
            proof = quote if quote.contains(span) else sentence
            return replace(found, quotes=(proof,), text=end.text)
    return found


def _is_change(told: str, first: Figure, last: Figure) -> bool:
    """Whether two figures that follow each other are the ends of one change."""
    same = first.quantity is last.quantity and (first.unit == last.unit or not first.unit)
    before, between = told[: first.span.start], told[first.span.end : last.span.start]
    return same and bool(_FROM.search(before)) and bool(_TO.match(between))
