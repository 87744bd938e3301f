"""Question and ranking to an answer with citations, or to an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from youju.answering.cases import case_asked, is_only_the_condition
from youju.answering.combine import combine
from youju.answering.cut import cut
from youju.answering.extract import Extract, extract
from youju.answering.ranges import changed_by, right_end, whole_range
from youju.answering.refusal import confidence, reason
from youju.answering.spans import read_answer
from youju.answering.structure import Blocks, Passages, Structure
from youju.answering.verdict import verdict
from youju.answering.versions import dated, disagreement, newest_first, otherwise
from youju.errors import Message
from youju.question import Asks
from youju.retrieval.retriever import Retrieved
from youju.schema import (
    Answer,
    Citation,
    Question,
    Quote,
    ScoredPassage,
    Status,
    Trace,
)
from youju.settings import AnsweringSettings

_VERDICTS = {True: Message(zh="是。", en="Yes. "), False: Message(zh="否。", en="No. ")}
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Answerer:
    """Cuts answers out of rankings; looks up the heading tree only for questions about structure."""

    def __init__(self, blocks: Blocks, passages: Passages, *, settings: AnsweringSettings) -> None:
        self._structure = Structure(blocks, passages, evidence=settings.evidence)
        self._settings = settings

    def answer(
        self, question: Question, retrieved: Retrieved, *, threshold: float | None = None
    ) -> Answer:
        """The answer to a question from its ranking.

        ``threshold`` in [0, 1] replaces the one of the settings: below it nothing is answered.
        """
        if retrieved.wanted.asks is Asks.SECTION:
            told = self._structure.answer(question, retrieved)
            if told is not None:
                return told
        ranking = retrieved.passages
        found = self._found(question, retrieved, ranking[: self._settings.evidence])
        least = self._settings.threshold if threshold is None else threshold
        likely = confidence(retrieved.words, retrieved.wanted, found)
        if found is not None and likely >= least:
            others = otherwise(
                found, retrieved.wanted, ranking, partial(self._likely, question, retrieved, least)
            )
            if others:
                return _side_by_side(question, (found, *others), likely, retrieved)
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

    def _found(
        self, question: Question, retrieved: Retrieved, ranking: Sequence[ScoredPassage]
    ) -> Extract | None:
        """What answers best; where that is only the condition of an answer, what of the others does."""
        found = self._cut(question, retrieved, ranking)
        text, wanted = question.standalone, retrieved.wanted
        if found is None or not is_only_the_condition(text, wanted, found):
            return found
        rest = [one for one in ranking if one.passage.id != found.scored.passage.id]
        other = self._cut(question, retrieved, rest) if rest else None
        return found if other is None or is_only_the_condition(text, wanted, other) else other

    def _cut(
        self, question: Question, retrieved: Retrieved, ranking: Sequence[ScoredPassage]
    ) -> Extract | None:
        """The stretch of the first passages of a ranking that answers best."""
        found = extract(retrieved.words, retrieved.wanted, ranking, longest=self._settings.longest)
        read = read_answer(retrieved, found, ranking)
        found = read or (found and cut(retrieved.words, retrieved.wanted, found))
        if found is None:
            return None
        found = changed_by(
            question.standalone, retrieved.wanted, whole_range(retrieved.wanted, found)
        )
        found = right_end(question.standalone, retrieved.wanted, found)
        return case_asked(question.standalone, retrieved.wanted, found)

    def _likely(
        self, question: Question, retrieved: Retrieved, least: float, scored: ScoredPassage
    ) -> Extract | None:
        """What of one passage alone answers; None below the least confidence."""
        found = self._cut(question, retrieved, (scored,))
        return found if confidence(retrieved.words, retrieved.wanted, found) >= least else None


def _side_by_side(
    question: Question, versions: Sequence[Extract], likely: float, retrieved: Retrieved
) -> Answer:
    """One answer of what several versions of a document say, each with its date, newest first."""
    answers: list[Answer] = []
    for one in newest_first(versions):
        said = _cite(question, one, likely, retrieved.passages, _trace(retrieved))
        when = dated(one.scored.passage.document).localized(_language(question))
        answers.append(replace(said, text=f"{said.text}{when}"))
    whole = combine(question, answers, k=len(retrieved.passages))
    return replace(whole, reason=disagreement(versions), trace=_trace(retrieved))


def _language(question: Question) -> str:
    return "zh" if _HAN.search(question.text) else "en"


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
