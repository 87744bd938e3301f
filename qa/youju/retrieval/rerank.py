"""The order of the candidates after fusion: sentence coverage, document, year, aim and figure.

Every change is a named number added to the fused score, so that it can be shown. What the numbers
are multiplied with was chosen on training and development sets (docs/quality.md says which).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from youju.figures import Figure, Quantity, find_figures
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords, plain_text
from youju.retrieval.slots import aim_match, title_match, year_match
from youju.schema import Passage


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each match moves a passage, in units of cosine."""

    sentence: float = 0.06
    title: float = 0.08
    year: float = 0.03
    aim: float = 0.01
    figure: float = 0.015


def adjustments(
    question: WeightedWords,
    wanted: Wanted,
    passage: Passage,
    *,
    titles: Mapping[str, float],
    weights: Weights,
) -> Mapping[str, float]:
    """The named changes for one passage; a change of nothing is left out."""
    changes = {
        "sentence": weights.sentence * sentence_coverage(question, passage),
        "title": weights.title * title_match(titles, passage.document),
        "year": weights.year * year_match(wanted, passage),
        "aim": weights.aim * aim_match(wanted, passage),
        "figure": weights.figure * figure_match(wanted, find_figures(passage.text)),
    }
    return {name: change for name, change in changes.items() if change}


def sentence_coverage(question: WeightedWords, passage: Passage) -> float:
    """The best share of the question that one sentence and the passage's context hold together.

    A word that only the title or a heading holds counts half: it says what the passage is about,
    not that this sentence answers.
    """
    total = question.total
    if not total:
        return 0.0
    context = plain_text(passage.context)
    in_context = {word for word in question.weights if word in context}
    best = 0.0
    for sentence in passage.sentences:
        plain = plain_text(sentence.of(passage.document.text))
        held = sum(
            weight * (1.0 if word in plain else 0.5 if word in in_context else 0.0)
            for word, weight in question.weights.items()
        )
        best = max(best, held)
    return best / total


def figure_match(wanted: Wanted, figures: tuple[Figure, ...]) -> float:
    """From -1 (a figure is asked for, none is there) to 1 (one in the very unit)."""
    if wanted.asks not in (Asks.FIGURE, Asks.DATE):
        return 0.0
    return max((figure_fit(wanted, figure) for figure in figures), default=-1.0)


def figure_fit(wanted: Wanted, figure: Figure) -> float:
    """How well one figure fits what is asked: 1 the unit, 0.7 the quantity, 0.3 some figure, -0.5 not."""
    if wanted.unit and figure.unit.endswith(wanted.unit):
        return 1.0
    if wanted.quantity is None:
        return -0.5 if figure.quantity in (Quantity.DATE, Quantity.NUMBER) else 0.3
    if figure.quantity is wanted.quantity:
        return 0.7 if not wanted.unit or wanted.quantity is not Quantity.COUNT else 0.2
    return -0.5
