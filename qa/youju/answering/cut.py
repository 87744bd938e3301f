"""The answer inside its sentence, without a model: the stretch that the learned signs rank first.

Stretches of the best few sentences compete, so that a sentence that holds the question's words but nothing
of the kind asked for gives way. What ``alignment`` knows of figures comes before it.
"""

from __future__ import annotations

import importlib.resources
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from youju.answering.alignment import figure_asked
from youju.answering.asked import Asked, taken_apart
from youju.answering.clauses import clauses, readable, trim
from youju.answering.extract import Contender, Extract, in_a_row, marked_items
from youju.answering.stretches import (
    WHOLE,
    Signs,
    Told,
    read_sentence,
    sentence_signs,
    stretches,
    whole_signs,
)
from youju.answering.tables import CELL_BREAK
from youju.figures import find_figures
from youju.normalize import Normalized, normalize
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.schema import ScoredPassage, Span

SENTENCES = 3
"""So many sentences compete."""
_FITTING = 0.5
"""A figure that fits better (``figure_fit``) is the one that is meant."""
_ENDS = " \t\r\n　。，、；：,;:！!"
_DOUBTFUL = 0.3
"""Below this share the clause stays: half of such stretches of the training sets were wrong altogether."""
_FAR = 3.0
"""A stretch worth so much less is hardly ever drawn."""
_NAMED = frozenset({"thing", "thing of a kind", "person", "place", "figure", "date"})
"""Kinds whose answer is a part of one clause."""
_KEPT = frozenset({Asks.MANNER, Asks.WHETHER, Asks.SECTION})
"""Kinds whose answer is longer than a stretch."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that could be the answer, in a document's text."""

    contender: Contender
    span: Span
    worth: float
    share: float
    """In (0, 1]: how often a draw by worth would give it."""


class Rated(NamedTuple):
    """What the stretch from one piece to another is worth."""

    worth: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the signs of its pieces and its own."""

    contender: Contender
    copy: Normalized
    told: Told
    signs: Signs

    def span(self, first: int, last: int) -> Span:
        """Where the stretch from one piece to another stands in the document's text."""
        start, end = self.told.pieces[first].span.start, self.told.pieces[last].span.end
        span = self.copy.source_span(start, end)
        offset = self.contender.sentence.start
        return Span(offset + span.start, offset + span.end)


@cache
def weights() -> Mapping[str, float]:
    """What each sign counts; a sign that is not there counts nothing."""
    place = importlib.resources.files("youju.answering") / "stretches.json"
    found: Mapping[str, float] = json.loads(place.read_text(encoding="utf-8"))
    return found


def cut(words: WeightedWords, wanted: Wanted, found: Extract) -> Extract:
    """``found`` with the best stretch of its sentences as its text, cited by the clauses around it.

    As it is for kinds that want more than a stretch, for cells of tables, and in other languages.
    """
    if wanted.asks in _KEPT or words.foreign or len(found.quotes) != 1 or _listed(wanted, found):
        return found
    placed = _figure(words, wanted, found, least=_FITTING) or _stretch(words, wanted, found)
    if placed is None:
        return found
    scored, span = placed
    text = scored.passage.document.text
    answer = readable(trim(text, span, _ENDS).of(text))
    if not answer or all(character in words.text for character in answer):
        return found
    own = scored is found.scored and found.quotes[0].contains(span)
    quote = found.quotes[0] if own else _around(scored, span)
    return Extract(scored, (quote,), answer, found.figure, found.contenders)


def _listed(wanted: Wanted, found: Extract) -> bool:
    """Whether the items of a list have been found, by their marks or in a row: all of them answer."""
    if wanted.asks is not Asks.LIST:
        return False
    passage = found.scored.passage
    marked = marked_items(passage.document.text, passage.sentences, found.contenders[0].sentence)
    return marked is not None or in_a_row(found.text)


def _figure(
    words: WeightedWords, wanted: Wanted, found: Extract, *, least: float
) -> tuple[ScoredPassage, Span] | None:
    """The figure of the clause that is asked for, where it fits better than ``least``."""
    if wanted.asks is not Asks.FIGURE:
        return None
    quote = found.quotes[0]
    copy = normalize(quote.of(found.scored.passage.document.text))
    span = figure_asked(words.text, wanted, copy.text, least=least)
    if span is None:
        return None
    own = copy.source_span(span.start, span.end)
    return found.scored, Span(quote.start + own.start, quote.start + own.end)


def _stretch(
    words: WeightedWords, wanted: Wanted, found: Extract
) -> tuple[ScoredPassage, Span] | None:
    """The best stretch of the best sentences; of one that holds the figure asked for, the figure.

    None where the best of them is a row of a table, or no stretch stands out.
    """
    first = found.contenders[0]
    if CELL_BREAK in first.sentence.of(first.scored.passage.document.text):
        return None
    best = best_cut(taken_apart(words, wanted), found.contenders[:SENTENCES])
    if best is None or best.share < _DOUBTFUL:
        return _figure(words, wanted, found, least=0.0)
    scored = best.contender.scored
    told = best.span.of(scored.passage.document.text)
    figure = _figure(words, wanted, found, least=0.0)
    if figure is not None and (best.span.contains(figure[1]) or not find_figures(told)):
        return figure
    return scored, best.span


def named_so(words: WeightedWords, wanted: Wanted, at: Contender, ending: str) -> Span | None:
    """The best stretch of one sentence that ends in ``ending`` and that the question does not name."""
    best = best_cut(taken_apart(words, wanted), [at], ending=ending)
    return None if best is None else best.span


def best_cut(asked: Asked, contenders: Sequence[Contender], *, ending: str = "") -> Cut | None:
    """The stretch of some sentences that is worth most, of those with an ending; the first of equals."""
    best: tuple[Read, Rated] | None = None
    worths: list[float] = []
    for one in read_contenders(asked, contenders):
        for rated in _rated(asked, one.told, worth_of(one.signs), ending):
            worths.append(rated.worth)
            if best is None or rated.worth > best[1].worth + 1e-9:
                best = (one, rated)
    if best is None:
        return None
    one, rated = best
    share = 1 / sum(math.exp(worth - rated.worth) for worth in worths)
    return Cut(one.contender, one.span(rated.first, rated.last), rated.worth, share)


def read_contenders(asked: Asked, contenders: Sequence[Contender]) -> Iterator[Read]:
    """The sentences that compete, but for rows of tables, with their signs."""
    ranked = sorted(contenders, key=lambda one: -one.scored.rank_score)
    ranks = list(dict.fromkeys(one.scored.passage.id for one in ranked))
    for one in contenders:
        source = one.sentence.of(one.scored.passage.document.text)
        if CELL_BREAK not in source:
            copy = normalize(source)
            gap = one.value - contenders[0].value
            signs = sentence_signs(asked.kind, gap, ranks.index(one.scored.passage.id))
            yield Read(one, copy, read_sentence(asked, copy.text), signs)


def _rated(asked: Asked, told: Told, sentence: float, ending: str) -> Iterator[Rated]:
    """The stretches of a sentence that tell something new, but for those far behind the best one."""
    known, kind = weights(), asked.kind
    first = [sentence + worth_of(one) for one in told.first]
    last = [worth_of(one) for one in told.last]
    until = [0.0, *accumulate(worth_of(one) for one in told.inside)]
    new = [
        0,
        *accumulate(any(one not in asked.text for one in piece.text) for piece in told.pieces),
    ]
    bonus = _most_of_a_whole(kind)
    best = -math.inf
    for begin, end in stretches(told.pieces, across=kind not in _NAMED):
        if ending and not _is_named(asked, told, begin, end, ending):
            continue
        worth = first[begin] + last[end] + until[end + 1] - until[begin]
        if new[end + 1] > new[begin] and worth + bonus > best - _FAR:
            signs = whole_signs(kind, told.pieces, begin, end)
            worth += sum(known.get(sign, 0.0) for sign in signs)
            best = max(best, worth)
            yield Rated(worth, begin, end)


def _is_named(asked: Asked, told: Told, begin: int, end: int, ending: str) -> bool:
    """Whether a stretch is a name with an ending, and not the question's own (乡镇 of 体育特色乡镇)."""
    name = "".join(piece.text for piece in told.pieces[begin : end + 1])
    last = told.pieces[end].text
    own = name in asked.text or (last != ending and last in asked.text)
    return name.endswith(ending) and name != ending and not own


@cache
def _most_of_a_whole(kind: str) -> float:
    """The most that the signs of a stretch as a whole can bring, so that most need not be looked at."""
    return sum(
        max((weight for sign, weight in weights().items() if group.fullmatch(sign)), default=0.0)
        for group in (re.compile(f"{re.escape(kind)}: {ending}") for ending in WHOLE)
    )


def worth_of(signs: Signs) -> float:
    """The weighted sum of some signs."""
    known = weights()
    return sum(strength * known.get(sign, 0.0) for sign, strength in signs.items())


def _around(scored: ScoredPassage, span: Span) -> Span:
    """The clauses of a sentence that a stretch of it touches."""
    text = scored.passage.document.text
    touched = [
        clause
        for sentence in scored.passage.sentences
        if sentence.contains(span)
        for clause in clauses(text, sentence)
        if clause.start < span.end and span.start < clause.end
    ]
    if not touched:
        return span
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
