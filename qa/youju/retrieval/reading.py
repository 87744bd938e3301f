"""The best passages read beside the question by a scorer: their order, their score, the answer's place.

Which scorer it is, and what an answer is cut from in the end, is left to others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from youju.question import LONGER, Asks, Wanted, in_words
from youju.retrieval.confidence import UNSCALED, Features, Reading, Scaling, confidence
from youju.retrieval.retriever import PassageReading, Retrieved
from youju.schema import Passage, ScoredPassage, Span
from youju.settings import ReadingSettings
from youju_embeddings.protocols import PairScorer, Window
from youju_embeddings.protocols import Reading as PairReading

_CERTAIN = 0.35
"""Fit of a figure times share of the question from which on it is taken to be the one asked for."""


class PassageReader:
    """Reads as many of the best passages as the question is worth; keeps nothing between questions."""

    def __init__(
        self, scorer: PairScorer, *, settings: ReadingSettings, scaling: Scaling = UNSCALED
    ) -> None:
        self._scorer = scorer
        self._settings = settings
        self._scaling = scaling

    def read(self, question: str, retrieved: Retrieved) -> Retrieved:
        """The ranking anew, with a reading of each passage that was read."""
        begun = perf_counter()
        count = self._worth(retrieved)
        read = self._read(question, retrieved, 0, count)
        if 0 < count < self._settings.most and self._denied(read):
            # What was first by its words is not what answers: the answer may stand further down.
            read += self._read(question, retrieved, count, self._settings.most)
        rest = retrieved.passages[len(read) :]
        ranking = sorted(
            (*(one for one, _ in read), *rest), key=lambda one: (-one.rank_score, one.passage.id)
        )
        return replace(
            retrieved,
            passages=tuple(ranking),
            readings={one.passage.id: each for one, each in read},
            timings_ms={**retrieved.timings_ms, "read": (perf_counter() - begun) * 1000},
            counts={**retrieved.counts, "read": len(read)},
        )

    def _read(
        self, question: str, retrieved: Retrieved, first: int, last: int
    ) -> list[tuple[ScoredPassage, PassageReading]]:
        """The passages from rank ``first`` to before ``last``, counted from 0, with their readings."""
        chosen = retrieved.passages[first:last]
        windows = [window_of(one.passage) for one in chosen]
        # It has learned from whole questions; 山西原煤产量 alone is none to it.
        found = self._scorer.score(in_words(question), windows) if windows else ()
        best, wanted = retrieved.passages[:1], retrieved.wanted
        readings = (
            _placed(one.passage, window, each)
            for one, window, each in zip(chosen, windows, found, strict=True)
        )
        return [
            (self._scored(one, each, first=best[0], wanted=wanted), each)
            for one, each in zip(chosen, readings, strict=True)
        ]

    def _denied(self, read: Sequence[tuple[ScoredPassage, PassageReading]]) -> bool:
        """Whether nothing that was read is likely to answer."""
        return max(one.score for one, _ in read) < self._settings.doubtful

    def _worth(self, retrieved: Retrieved) -> int:
        """How many passages to read: none where it would change nothing, more where it is open."""
        settings, ranking = self._settings, retrieved.passages
        if retrieved.wanted.asks is Asks.SECTION or not ranking:
            return 0
        if settings.reader == "always":
            return settings.most
        if retrieved.words.foreign:
            return 0  # the bundled reader knows questions in the language of the passage
        if ranking[0].score < settings.doubtful or _lead(ranking, settings.usual) < settings.close:
            return settings.most
        clear = ranking[0].score >= settings.clear and _lead(ranking, 1) >= settings.close
        return 0 if clear and retrieved.wanted.asks in LONGER else settings.usual

    def _scored(
        self,
        scored: ScoredPassage,
        reading: PassageReading,
        *,
        first: ScoredPassage,
        wanted: Wanted,
    ) -> ScoredPassage:
        # Squared: what the reader is unsure of should not reorder near-identical passages.
        added = self._settings.weight * reading.score**2 - _behind(scored, first)
        parts = scored.parts
        features = Features(**{name: parts.features[name] for name in Features._fields})
        return replace(
            scored,
            score=confidence(features, self._scaling, reading=_judging(wanted, features, reading)),
            rank_score=scored.rank_score + added,
            parts=replace(
                parts,
                adjustments={**parts.adjustments, "reading": added},
                features={**parts.features, "relevance": reading.relevance}
                | ({} if reading.margin is None else {"margin": reading.margin}),
            ),
        )


def _judging(wanted: Wanted, features: Features, reading: PassageReading) -> Reading | None:
    """The reading where it may change the score; None where the match alone is to be believed.

    So for answers that are no single stretch, and for a passage that holds a fitting figure beside words
    of the question: other machinery answers there. What a foreign scorer's number means for the odds of an
    answer nobody has fitted.
    """
    certain = wanted.asks is Asks.FIGURE and features.figure * features.passage >= _CERTAIN
    several = wanted.asks is Asks.LIST or wanted.asks in LONGER
    if reading.margin is None or several or certain:
        return None
    return Reading(reading.relevance, reading.margin)


def _lead(ranking: Sequence[ScoredPassage], rank: int) -> float:
    """What the first passage is ahead of the one at a rank counted from 0; all of it without one."""
    if rank >= len(ranking):
        return math.inf
    return ranking[0].rank_score - ranking[rank].rank_score


def _behind(scored: ScoredPassage, first: ScoredPassage) -> float:
    """What a passage's document and year fit worse than the first one's.

    They count twice where passages are read: a reader sees that the sentence fits, not that it is
    the report of another year.
    """
    own, best = (
        sum(one.parts.adjustments.get(slot, 0.0) for slot in ("title", "place", "year"))
        for one in (scored, first)
    )
    return max(0.0, best - own)


def window_of(passage: Passage) -> Window:
    """A passage as it is read: title, headings, table and list head, then its text, as in the index."""
    head = f"{passage.context}\n"
    return Window(f"{head}{passage.text}", len(head))


def _placed(passage: Passage, window: Window, reading: PairReading) -> PassageReading:
    """The reading with its span as one of the document's text."""
    span = None
    if reading.span is not None:
        start, end = (passage.span.start + place - window.begin for place in reading.span)
        span = Span(start, end) if end > start else None
    margin = None if span is None else reading.margin
    return PassageReading(reading.score, reading.relevance, margin, span)
