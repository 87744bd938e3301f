"""The best passages read beside the question by a scorer: their order, their score, the answer's place.

Which scorer it is, and what an answer is cut from in the end, is left to others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from youju.question import Asks
from youju.retrieval.confidence import Features, Reading, Scaling, confidence
from youju.retrieval.coverage import WeightedWords
from youju.retrieval.retriever import PassageReading, Retrieved
from youju.schema import Passage, ScoredPassage, Span
from youju.settings import ReadingSettings
from youju_embeddings.protocols import PairScorer, Window
from youju_embeddings.protocols import Reading as PairReading


class PassageReader:
    """Reads as many of the best passages as the question is worth; keeps nothing between questions."""

    def __init__(
        self, scorer: PairScorer, *, settings: ReadingSettings, scaling: Scaling = Scaling()
    ) -> None:
        self._scorer = scorer
        self._settings = settings
        self._scaling = scaling

    def read(self, question: str, retrieved: Retrieved) -> Retrieved:
        """The ranking anew, with a reading of each passage that was read."""
        begun = perf_counter()
        count = self._worth(retrieved)
        chosen = retrieved.passages[:count]
        cuts = [cut(retrieved.words, one.passage, longest=self._settings.longest) for one in chosen]
        found = self._scorer.score(question, [one.window for one in cuts]) if cuts else ()
        readings = [_placed(one, each) for one, each in zip(cuts, found, strict=True)]
        read = [
            self._scored(one, each, chosen[0]) for one, each in zip(chosen, readings, strict=True)
        ]
        ranking = sorted(
            (*read, *retrieved.passages[count:]), key=lambda one: (-one.rank_score, one.passage.id)
        )
        return replace(
            retrieved,
            passages=tuple(ranking),
            readings={
                one.passage.id: each for one, each in zip(chosen, readings, strict=True)
            },
            timings_ms={**retrieved.timings_ms, "read": (perf_counter() - begun) * 1000},
            counts={**retrieved.counts, "read": len(cuts)},
        )

    def _worth(self, retrieved: Retrieved) -> int:
        """How many passages to read: none where the heading tree answers, more where it is open."""
        settings = self._settings
        if retrieved.wanted.asks is Asks.SECTION or not retrieved.passages:
            return 0
        if settings.reader == "always":
            return settings.most
        first = retrieved.passages[0]
        behind = [one.rank_score for one in retrieved.passages[settings.usual :]][:1]
        close = bool(behind) and first.rank_score - behind[0] < settings.close
        return settings.most if close or first.score < settings.doubtful else settings.usual

    def _scored(
        self, scored: ScoredPassage, reading: PassageReading, first: ScoredPassage
    ) -> ScoredPassage:
        added = self._settings.weight * reading.score - _behind(scored, first)
        parts = scored.parts
        features = Features(**{name: parts.features[name] for name in Features._fields})
        # A foreign scorer ranks; what its score means for the odds of an answer nobody has fitted.
        fitted = None if reading.margin is None else Reading(reading.relevance, reading.margin)
        return ScoredPassage(
            passage=scored.passage,
            score=confidence(features, self._scaling, reading=fitted),
            rank_score=scored.rank_score + added,
            parts=replace(
                parts,
                adjustments={**parts.adjustments, "reading": added},
                features={**parts.features, "relevance": reading.relevance}
                | ({} if reading.margin is None else {"margin": reading.margin}),
            ),
        )


def _behind(scored: ScoredPassage, first: ScoredPassage) -> float:
    """What a passage's document and year fit worse than the first one's.

    They count twice where passages are read: a reader sees that the sentence fits, not that it is
    the report of another year.
    """
    own, best = (
        sum(one.parts.adjustments.get(slot, 0.0) for slot in ("title", "year"))
        for one in (scored, first)
    )
    return max(0.0, best - own)


@dataclass(frozen=True, slots=True)
class Cut:
    """A window and where the text in it stands in the document."""

    window: Window
    start: int
    """The character of the document that stands at ``window.begin``."""


def cut(words: WeightedWords, passage: Passage, *, longest: int) -> Cut:
    """The stretch of a passage that is read: whole sentences, those that hold most of the question.

    Title, headings, table and list head stand before it, as they do in the index. ``longest`` is in
    characters; a sentence beyond it stays whole.
    """
    stretch = _best_stretch(words, passage, longest) if len(passage.text) > longest else passage.span
    head = f"{passage.context}\n"
    text = stretch.of(passage.document.text)
    return Cut(Window(f"{head}{text}", len(head)), stretch.start)


def _best_stretch(words: WeightedWords, passage: Passage, longest: int) -> Span:
    runs = list(_runs(passage.sentences, longest)) or [passage.span]
    text = passage.document.text
    return max(runs, key=lambda run: (words.coverage(run.of(text)), -run.start))


def _runs(sentences: Sequence[Span], longest: int) -> list[Span]:
    """From each sentence on, as many as fit; a run that lies in the one before is none."""
    found: list[Span] = []
    for number, first in enumerate(sentences):
        end = first.end
        for following in sentences[number + 1 :]:
            if following.end - first.start > longest:
                break
            end = following.end
        if not found or end > found[-1].end:
            found.append(Span(first.start, end))
    return found


def _placed(one: Cut, reading: PairReading) -> PassageReading:
    """The reading with its span as one of the document's text."""
    span = None
    if reading.span is not None:
        start, end = (one.start + place - one.window.begin for place in reading.span)
        span = Span(start, end) if end > start else None
    margin = None if span is None else reading.margin
    return PassageReading(reading.score, reading.relevance, margin, span)
