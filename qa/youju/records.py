"""The record of an answer, for JSON: a contract, described in docs/records.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from youju.schema import Answer, Citation, Passage, ScoredPassage

RETRIEVED = 10
"""How many passages of the final ranking a record holds unless more are asked for."""


class PassageRecord(TypedDict):
    """One passage of the ranking; offsets are code points of the document's text."""

    document: str
    document_id: str
    passage_id: str
    text: str
    start: int
    end: int
    page: int | None
    heading_path: list[str]
    score: float


class RankedRecord(PassageRecord):
    """A passage of the final ranking, with its near-identical ones."""

    alike: list[str]


class QuoteRecord(TypedDict):
    """One exact stretch of the document's text."""

    text: str
    start: int
    end: int
    page: int | None


class CitationRecord(PassageRecord):
    """A cited passage with its number and quotes."""

    number: int
    quotes: list[QuoteRecord]


class AnswerRecord(TypedDict):
    """One answered question, or one honest "not found"."""

    id: str | int | None
    question: str
    standalone_question: str
    status: str
    answer: str
    confidence: float
    reason: str | None
    citations: list[CitationRecord]
    retrieved: list[RankedRecord]
    timings_ms: dict[str, float]


class ErrorRecord(TypedDict):
    """A line of a batch that could not be asked."""

    id: str | int | None
    question: str
    status: Literal["error"]
    error: str


def answer_record(
    answer: Answer,
    *,
    language: str,
    identity: str | int | None = None,
    depth: int = RETRIEVED,
) -> AnswerRecord:
    """An answer as a record with ``depth`` passages; the reason is in the language given."""
    return AnswerRecord(
        id=identity,
        question=answer.question.text,
        standalone_question=answer.question.standalone,
        status=str(answer.status),
        answer=answer.text,
        confidence=round(answer.confidence, 6),
        reason=None if answer.reason is None else answer.reason.localized(language),
        citations=[_citation(citation) for citation in answer.citations],
        retrieved=[ranked_record(scored) for scored in answer.retrieved[:depth]],
        timings_ms={stage: round(time, 3) for stage, time in answer.trace.timings_ms.items()},
    )


def ranked_record(scored: ScoredPassage) -> RankedRecord:
    """A passage of a ranking as a record; ``alike`` holds the ids of near-identical ones left out."""
    return RankedRecord(
        alike=[passage.id for passage in scored.alike],
        **passage_record(scored.passage, score=scored.score),
    )


def passage_record(passage: Passage, *, score: float) -> PassageRecord:
    """A passage of a ranking as a record."""
    return PassageRecord(
        document=passage.document.name,
        document_id=passage.document.id,
        passage_id=passage.id,
        text=passage.text,
        start=passage.span.start,
        end=passage.span.end,
        page=passage.page,
        heading_path=list(passage.heading_path),
        score=round(score, 6),
    )


def _citation(citation: Citation) -> CitationRecord:
    """A citation as a record."""
    return CitationRecord(
        number=citation.number,
        quotes=[
            QuoteRecord(
                text=quote.text, start=quote.span.start, end=quote.span.end, page=quote.page
            )
            for quote in citation.quotes
        ],
        **passage_record(citation.passage, score=citation.score),
    )
