"""Question and ranking to an answer with citations, or to an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Callable

from youju.answering.extract import Extract, extract
from youju.answering.refusal import confidence, reason
from youju.answering.sections import find_section
from youju.question import Asks
from youju.retrieval.retriever import Retrieved
from youju.schema import (
    Answer,
    Block,
    Citation,
    Passage,
    Question,
    Quote,
    ScoredPassage,
    Span,
    Status,
    Trace,
)
from youju.settings import AnsweringSettings

Blocks = Callable[[str], tuple[Block, ...]]
Passages = Callable[[str], tuple[Passage, ...]]


class Answerer:
    """Cuts answers out of rankings; looks up the heading tree only for questions about structure."""

    def __init__(self, blocks: Blocks, passages: Passages, *, settings: AnsweringSettings) -> None:
        self._blocks = blocks
        self._passages = passages
        self._settings = settings

    def answer(
        self, question: Question, retrieved: Retrieved, *, threshold: float | None = None
    ) -> Answer:
        """The answer to a question from its ranking.

        ``threshold`` in [0, 1] replaces the one of the settings: below it nothing is answered.
        """
        trace = Trace(timings_ms=retrieved.timings_ms, counts=retrieved.counts)
        section = self._section(retrieved)
        if section is not None:
            return self._cite(question, section, trace)
        ranking = retrieved.passages
        found = extract(
            retrieved.words,
            retrieved.wanted,
            ranking[: self._settings.evidence],
            longest=self._settings.longest,
        )
        least = self._settings.threshold if threshold is None else threshold
        likely = confidence(retrieved.wanted, found)
        if found is None or likely < least:
            return Answer(
                question=question,
                status=Status.NOT_FOUND,
                text="",
                confidence=likely,
                reason=reason(question.standalone, retrieved.words, retrieved.wanted, found),
                retrieved=ranking,
                trace=trace,
            )
        return self._cite(question, (found.scored, found.span, likely, ranking), trace)

    def _section(
        self, retrieved: Retrieved
    ) -> tuple[ScoredPassage, Span, float, tuple[ScoredPassage, ...]] | None:
        if retrieved.wanted.asks is not Asks.SECTION:
            return None
        for scored in retrieved.passages[: self._settings.evidence]:
            document = scored.passage.document
            heading = find_section(retrieved.words, retrieved.wanted, self._blocks(document.id))
            if heading is None:
                continue
            under = (*heading.heading_path, heading.text)
            for passage in self._passages(document.id):
                if passage.heading_path[: len(under)] == under:
                    first = ScoredPassage(passage, score=0.95, rank_score=scored.rank_score + 1.0)
                    rest = tuple(one for one in retrieved.passages if one.passage.id != passage.id)
                    return first, heading.span, first.score, (first, *rest)
        return None

    def _cite(
        self,
        question: Question,
        found: tuple[ScoredPassage, Span, float, tuple[ScoredPassage, ...]],
        trace: Trace,
    ) -> Answer:
        scored, span, confidence, ranking = found
        document = scored.passage.document
        quote = Quote(span.of(document.text), span, document.page_at(span.start))
        citation = Citation(1, scored.passage, (quote,), score=scored.score)
        return Answer(
            question=question,
            status=Status.ANSWERED,
            text=f"{readable(quote.text)}[1]",
            citations=(citation,),
            confidence=confidence,
            retrieved=ranking,
            trace=trace,
        )


def readable(quote: str) -> str:
    """A quote as running text: line breaks of the source are no breaks of the answer."""
    between_han = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", quote
    )
    return re.sub(r"\s*\n\s*", " ", between_han).strip()
