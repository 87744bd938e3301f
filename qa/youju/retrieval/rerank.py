"""The order of the candidates after fusion: sentence coverage, document, place, year, aim and figure.

Every change is a named number added to the fused score, so that it can be shown. What the numbers
are multiplied with was chosen on training and development sets (docs/quality.md says which).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from youju.figures import Figure, Quantity, find_figures
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.retrieval.slots import aim_match, year_match
from youju.retrieval.titles import NO_TITLES, Titles
from youju.schema import Passage
from youju.segmentation import tags

_SENTENCE_END = re.compile(r"[。！!；]|\.\s|\|")
"""A question mark ends none that could answer: titles of web pages ask."""
_CELL = " | "
_ASKED = re.compile(r"[？?][”’」』\"'）)\s]*$")


class Weights(NamedTuple):
    """How much each match moves a passage, in units of cosine."""

    sentence: float = 0.12
    title: float = 0.06
    place: float = 0.03
    year: float = 0.03
    aim: float = 0.02
    figure: float = 0.015
    masthead: float = -0.08


class Matches(NamedTuple):
    """How one passage matches a question, each 0 for nothing known."""

    sentence: float
    """Share in [0, 1] of the question that one sentence and the passage's context hold together."""
    title: float
    """In [0, 1]: how far question and title of the document name each other (``Titles.match``)."""
    place: float
    """1 a document of the place asked for, -1 one of another place (``Titles.place_match``)."""
    year: float
    """-1 another year, 1 the year asked for."""
    aim: float
    """-1 or 1: plan against review."""
    figure: float
    """-1 no figure where one is asked for, 1 one in the very unit."""
    masthead: float
    """1 for lines that carry the title, the date or the speaker: they repeat a question, seldom answer."""


def match(question: WeightedWords, wanted: Wanted, passage: Passage, *, titles: Titles) -> Matches:
    """Match one passage; ``titles`` has the question's words that tell documents apart."""
    head = is_masthead(passage)
    return Matches(
        sentence=0.0 if head else sentence_coverage(question, passage, titles),
        title=titles.match(passage.document),
        place=titles.place_match(passage),
        year=year_match(wanted, passage),
        aim=aim_match(wanted, passage),
        figure=figure_match(wanted, passage.text),
        masthead=float(head),
    )


def changes(matches: Matches, weights: Weights) -> Mapping[str, float]:
    """What the matches add to the fused score, by name; a change of nothing is left out."""
    added = {
        name: weight * value
        for (name, weight), value in zip(weights._asdict().items(), matches, strict=True)
    }
    return {name: change for name, change in added.items() if change}


def is_masthead(passage: Passage) -> bool:
    """Whether a passage stands at the head of its document and holds no whole sentence."""
    before = passage.document.text[: passage.span.start]
    return not (passage.heading_path or before.strip() or _SENTENCE_END.search(passage.text))


def sentence_coverage(
    question: WeightedWords, passage: Passage, titles: Titles = NO_TITLES
) -> float:
    """The best share of the question that one sentence and the passage's context hold together.

    A word that only the title or a heading holds counts half: it says what the passage is about,
    not that this sentence answers; to a row of a table its heading says what the row does not, and a
    title that the question names, or a year above, is said of every sentence below it.
    A question at the end of a passage (那么怎么治疗呢？) answers nothing; one in front of its answer, as in
    lists of questions and answers, says what is answered.
    """
    total = question.total
    if not total:
        return 0.0
    context = question.held(passage.context)
    whole = {word for word in question.weights if word.isdigit() or titles.names(passage, word)}
    best = 0.0
    last = passage.sentences[-1] if passage.sentences else None
    for sentence in passage.sentences:
        told = sentence.of(passage.document.text)
        if sentence is last and _ASKED.search(told):
            continue
        there = question.held(told)
        row = _CELL in told
        held = sum(
            weight * max(there[word], (1.0 if row or word in whole else 0.5) * context[word])
            for word, weight in question.weights.items()
        )
        best = max(best, held)
    return best / total


def figure_match(wanted: Wanted, text: str) -> float:
    """From -1 (a figure is asked for, none is there) to 1 (one in the very unit)."""
    if wanted.asks not in (Asks.FIGURE, Asks.DATE):
        return 0.0
    return max((figure_fit(wanted, figure) for figure in find_figures(text)), default=-1.0)


def kind_match(wanted: Wanted, text: str) -> float:
    """1 when a person or place is asked for and the text names one, -1 when not, 0 for other kinds."""
    tag = {Asks.PERSON: "nr", Asks.PLACE: "ns"}.get(wanted.asks)
    if tag is None:
        return 0.0
    return 1.0 if any(found.startswith((tag, "nt")) for _, found in _tags_of(text)) else -1.0


@lru_cache(maxsize=5_000)
def _tags_of(text: str) -> tuple[tuple[str, str], ...]:
    """Words with part of speech, remembered by text."""
    return tags(text)


def figure_fit(wanted: Wanted, figure: Figure) -> float:
    """How well one figure fits what is asked.

    1 the unit, 0.7 the quantity or a counter of the same kind, 0.3 some figure where any may be
    meant, 0.2 a count of something else, -0.5 another quantity.
    """
    if wanted.unit and figure.unit.endswith(wanted.unit):
        return 1.0
    if wanted.quantity is None:
        return -0.5 if figure.quantity in (Quantity.DATE, Quantity.NUMBER) else 0.3
    if figure.quantity is not wanted.quantity:
        return -0.5
    if wanted.quantity is Quantity.COUNT and wanted.unit:
        alike = any(wanted.unit in group and figure.unit in group for group in _LIKE_COUNTERS)
        return 0.7 if alike else 0.2
    return 0.7


_LIKE_COUNTERS = ("人名位", "家户个所", "件项个起宗", "场次届期", "套间户", "辆台部", "篇部本册")
"""Counters that count the same things."""
