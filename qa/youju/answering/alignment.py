"""The figure of a clause that a question asks for, where the clause holds several.

Official prose puts figures in rows (个体访、群体访数量分别下降12.9%和37.5%): the words before each, or its place in
the row, tell whose it is. Which stretch answers questions of other kinds is the business of ``cut``.
"""

from __future__ import annotations

import re

from youju.answering.pieces import whole_figure
from youju.figures import find_figures
from youju.question import Wanted
from youju.retrieval.rerank import figure_fit
from youju.schema import Span
from youju.segmentation import bigrams

_RESPECTIVELY = "分别"
_AND = re.compile(r"[、和与及]")


def figure_asked(asked: str, wanted: Wanted, told: str, *, least: float = 0.0) -> Span | None:
    """The figure or date of the kind asked for, by the words between it and the one before.

    Both texts are index copies. None where none fits better than ``least`` (``figure_fit``).
    """
    figures = [one for one in find_figures(told) if one.text not in asked]
    best = max((figure_fit(wanted, one) for one in figures), default=0.0)
    if best <= least:
        return None
    fitting = [one for one in figures if figure_fit(wanted, one) >= best - 1e-9]
    place = told.find(_RESPECTIVELY)
    items = _AND.split(told[:place])
    row = [one.span for one in fitting if one.span.start > place >= 0]
    if 1 < len(items) == len(row):
        return row[max(range(len(items)), key=lambda number: _share(asked, items[number]))]
    ends = [0, *(one.span.end for one in find_figures(told))]
    led = [
        _shared(asked, told[max(end for end in ends if end <= one.span.start) : one.span.start])
        for one in fitting
    ]
    return whole_figure(told, fitting[led.index(max(led))])


def _shared(asked: str, told: str) -> float:
    """How many pairs of characters of a stretch the question has too; its last ones weigh double."""
    there = set(bigrams(told))
    pairs = bigrams(asked)
    return sum(1 + place / len(pairs) for place, pair in enumerate(pairs) if pair in there)


def _share(asked: str, item: str) -> float:
    """How much of an item the question names."""
    return _shared(asked, item) / max(1, len(bigrams(item)))
