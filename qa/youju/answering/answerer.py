"""Question and ranking to an answer with citations, or to an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from youju.answering.clauses import readable
from youju.answering.cut import cut
from youju.answering.extract import Extract, extract
from youju.answering.overview import asks_overview, document_meant, overview
from youju.answering.refusal import confidence, reason, which_document
from youju.answering.sections import find_article, find_section
from youju.answering.spans import read_answer
from youju.answering.verdict import verdict
from youju.errors import Message
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

_READ_OFF = 0.95
"""The score of a section: it is read off the heading tree, not matched."""

_VERDICTS = {True: Message(zh="是。", en="Yes. "), False: Message(zh="否。", en="No. ")}
_HAN = re.compile(r"[\u4e00-\u9fff]")

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
        if asks_overview(retrieved.wanted):
            return self._overview(question, retrieved)
        section = self._section(retrieved)
        if section is not None:
            ranking = (section.scored, *_without(retrieved.passages, section.scored.passage))
            return _cite(question, section, section.scored.score, ranking, _trace(retrieved))
        ranking = retrieved.passages
        found = extract(
            retrieved.words,
            retrieved.wanted,
            ranking[: self._settings.evidence],
            longest=self._settings.longest,
        )
        read = read_answer(retrieved, found, ranking[: self._settings.evidence])
        found = read or (found and cut(retrieved.words, retrieved.wanted, found))
        least = self._settings.threshold if threshold is None else threshold
        likely = confidence(retrieved.words, retrieved.wanted, found)
        if found is not None and likely >= least:
            says = verdict(retrieved.words, retrieved.wanted, found)
            if says is not None:
                found = replace(
                    found, text=_VERDICTS[says].localized(_language(question)) + found.text
                )
            return _cite(question, found, likely, ranking, _trace(retrieved))
        return Answer(
            question=question,
            status=Status.NOT_FOUND,
            text="",
            confidence=likely,
            reason=reason(question.standalone, retrieved.words, retrieved.wanted, found, ranking),
            retrieved=ranking,
            trace=_trace(retrieved),
        )

    def _overview(self, question: Question, retrieved: Retrieved) -> Answer:
        """The headings of the document that is meant, each cited; or that it is not clear which."""
        document = document_meant(retrieved.words, retrieved.passages)
        entries = (
            ()
            if document is None
            else overview(self._blocks(document.id), self._passages(document.id))
        )
        if document is None or not entries:
            return Answer(
                question=question,
                status=Status.NOT_FOUND,
                text="",
                reason=which_document(retrieved.passages),
                retrieved=retrieved.passages,
                trace=_trace(retrieved),
            )
        citations = tuple(
            Citation(
                number,
                one.passage,
                (Quote(one.span.of(document.text), one.span, document.page_at(one.span.start)),),
                score=_READ_OFF,
            )
            for number, one in enumerate(entries, 1)
        )
        lines = (
            f"{'　' * one.nested}{readable(cited.quotes[0].text)}[{cited.number}]"
            for one, cited in zip(entries, citations, strict=True)
        )
        return Answer(
            question=question,
            status=Status.ANSWERED,
            text="\n".join(lines),
            citations=citations,
            confidence=_READ_OFF,
            retrieved=retrieved.passages,
            trace=_trace(retrieved),
        )

    def _section(self, retrieved: Retrieved) -> Extract | None:
        """The heading a question about structure means, cited with the first passage under it."""
        if retrieved.wanted.asks is not Asks.SECTION:
            return None
        for scored in retrieved.passages[: self._settings.evidence]:
            document = scored.passage.document
            passages = self._passages(document.id)
            heading = find_section(retrieved.words, retrieved.wanted, self._blocks(document.id))
            if heading is not None:
                under = (*heading.heading_path, heading.text)
                below = [one for one in passages if one.heading_path[: len(under)] == under]
                if below:
                    return _read_off(below[0], heading.span, scored)
            article = find_article(retrieved.wanted, passages)
            if article:
                return _read_off(article[0], article[0].span, scored)
        return None


def _language(question: Question) -> str:
    return "zh" if _HAN.search(question.text) else "en"


def _read_off(passage: Passage, span: Span, scored: ScoredPassage) -> Extract:
    """A stretch found in the heading tree, ahead of what the ranking found."""
    first = ScoredPassage(passage, score=_READ_OFF, rank_score=scored.rank_score + 1)
    return Extract(first, (span,), readable(span.of(passage.document.text)), 0.0)


def _without(ranking: tuple[ScoredPassage, ...], passage: Passage) -> tuple[ScoredPassage, ...]:
    return tuple(one for one in ranking if one.passage.id != passage.id)


def _trace(retrieved: Retrieved) -> Trace:
    return Trace(timings_ms=retrieved.timings_ms, counts=retrieved.counts)


def _cite(
    question: Question,
    found: Extract,
    likely: float,
    ranking: tuple[ScoredPassage, ...],
    trace: Trace,
) -> Answer:
    passage = found.scored.passage
    text = passage.document.text
    quotes = tuple(
        Quote(span.of(text), span, passage.document.page_at(span.start)) for span in found.quotes
    )
    return Answer(
        question=question,
        status=Status.ANSWERED,
        text=f"{found.text}[1]",
        citations=(Citation(1, passage, quotes, score=found.scored.score),),
        confidence=likely,
        retrieved=ranking,
        trace=trace,
    )
