"""The record of ``youju ask --json`` and ``--batch``: a contract, described in docs/records.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from youju.schema import Answer, Block, BlockKind, Citation, Document, Outcome, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

RETRIEVED = 10
"""How many passages of the final ranking a record holds."""


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
    retrieved: list[PassageRecord]
    timings_ms: dict[str, float]


class DocumentRecord(TypedDict):
    """One document of ``youju list --json``; the size is in bytes of the original file."""

    id: str
    name: str
    title: str
    source: str
    collection: str
    date: str | None
    media_type: str
    size: int
    pages: int
    passages: int
    added: str
    sha256: str
    metadata: dict[str, str]


class HeadingRecord(TypedDict):
    """One heading of ``youju show --json``, outermost headings at level 1."""

    level: int
    text: str
    path: list[str]
    page: int | None


class OutcomeRecord(TypedDict):
    """What became of one file of ``youju add --json``."""

    source: str
    change: str
    document: DocumentRecord | None
    passages: int
    error: str | None
    warnings: list[str]


class ErrorRecord(TypedDict):
    """A line of a batch that could not be asked."""

    id: str | int | None
    question: str
    status: Literal["error"]
    error: str


def answer_record(
    answer: Answer, *, language: str, identity: str | int | None = None
) -> AnswerRecord:
    """An answer as a record; the reason is in the language given."""
    return AnswerRecord(
        id=identity,
        question=answer.question.text,
        standalone_question=answer.question.standalone,
        status=str(answer.status),
        answer=answer.text,
        confidence=round(answer.confidence, 6),
        reason=None if answer.reason is None else answer.reason.localized(language),
        citations=[_citation(citation) for citation in answer.citations],
        retrieved=[
            passage_record(scored.passage, score=scored.score)
            for scored in answer.retrieved[:RETRIEVED]
        ],
        timings_ms={stage: round(time, 3) for stage, time in answer.trace.timings_ms.items()},
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


def document_record(document: Document, *, passages: int) -> DocumentRecord:
    """A document as a record."""
    return DocumentRecord(
        id=document.id,
        name=document.name,
        title=document.title,
        source=document.source,
        collection=document.collection,
        date=document.date,
        media_type=document.media_type,
        size=document.size,
        pages=len(document.pages),
        passages=passages,
        added=document.added,
        sha256=document.sha256,
        metadata=dict(document.metadata),
    )


def outline_record(blocks: Sequence[Block]) -> list[HeadingRecord]:
    """The headings among the blocks of a document, in order."""
    return [
        HeadingRecord(
            level=block.level,
            text=block.text.strip(),
            path=list(block.heading_path),
            page=block.page,
        )
        for block in blocks
        if block.kind is BlockKind.HEADING
    ]


def outcome_record(outcome: Outcome, *, language: str) -> OutcomeRecord:
    """What became of one file as a record; reasons are in the language given."""
    return OutcomeRecord(
        source=outcome.source,
        change=str(outcome.change),
        document=None
        if outcome.document is None
        else document_record(outcome.document, passages=outcome.passages),
        passages=outcome.passages,
        error=None if outcome.error is None else outcome.error.message.localized(language),
        warnings=[warning.localized(language) for warning in outcome.warnings],
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
