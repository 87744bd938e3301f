"""Two figures that belong together: the ends of a change (从7.11扩展至19平方公里), a figure and what it
changed by (281天、比2020年增加36天), the bounds of a range (5万元以上50万元以下). Which one is asked for, and
that a range is one answer.
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
_ASKS_CHANGE = re.compile(
    r"(?:比|较|同比|环比).{0,16}?(?:多|少|高|低|增[加长]?|减少?|提[高升]|下?降|降低|上升|扩大|缩短)(?:了|出)?(?:多少|几)"
)
_CHANGED_BY = re.compile(
    r"(?:比|较|同比|环比)[^。；;]{0,12}?(?:多|少|高|低|增[加长]?|减少?|提[高升]|下?降|降低|上升|扩大|缩短)了?出?$"
)
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
    quote, sentence = found.quotes[0], _sentence(found)
    if sentence is None:
        return found
    told = sentence.of(found.scored.passage.document.text)
    for ends in pairwise(find_figures(told)):
        if _is_change(told, *ends) and any(end.text in found.text for end in ends):
            end = ends[0] if _BEFORE.search(question) else ends[1]
            span = Span(sentence.start + end.span.start, sentence.start + end.span.end)
            proof = quote if quote.contains(span) else sentence
            return replace(found, quotes=(proof,), text=end.text)
    return found


def changed_by(question: str, wanted: Wanted, found: Extract) -> Extract:
    """``found`` with what its figure changed by, where that is asked for: 36天 of 281天、比2020年增加36天."""
    asked = wanted.asks is Asks.FIGURE and _ASKS_CHANGE.search(question) is not None
    sentence = _sentence(found) if asked and len(found.quotes) == 1 else None
    if sentence is None:
        return found
    quote = found.quotes[0]
    told = sentence.of(found.scored.passage.document.text)
    figures = find_figures(told)
    first = next((one for one in figures if one.text in found.text), None)
    if first is None or _CHANGED_BY.search(told[: first.span.start]):
        return found
    for figure in figures:
        if (
            figure.span.start >= first.span.end
            and figure.quantity is first.quantity
            and _CHANGED_BY.search(told[first.span.end : figure.span.start])
        ):
            start = sentence.start
            span = Span(start + figure.span.start, start + figure.span.end)
            proof = quote if quote.contains(span) else sentence
            return replace(found, quotes=(proof,), text=figure.text)
    return found


def _sentence(found: Extract) -> Span | None:
    """The sentences that the quote touches."""
    quote = found.quotes[0]
    around = [
        one
        for one in found.scored.passage.sentences
        if one.start < quote.end and quote.start < one.end
    ]
    return Span(around[0].start, around[-1].end) if around else None


def _is_change(told: str, first: Figure, last: Figure) -> bool:
    """Whether two figures that follow each other are the ends of one change."""
    same = first.quantity is last.quantity and (first.unit == last.unit or not first.unit)
    before, between = told[: first.span.start], told[first.span.end : last.span.start]
    return same and bool(_FROM.search(before)) and bool(_TO.match(between))
