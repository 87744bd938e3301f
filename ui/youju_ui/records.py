"""Documents, headings and outcomes as records for ``--json``; those of answers are in ``youju.records``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from youju.schema import Block, BlockKind, Document, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju.store.base import Finding


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


class FindingRecord(TypedDict):
    """One thing that is wrong with a library, and the command that mends it."""

    what: str
    repair: str


class CheckRecord(TypedDict):
    """The state of a library, of ``youju check --json`` and ``youju repair --json``."""

    library: str
    fine: bool
    findings: list[FindingRecord]


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


def check_record(path: str, findings: Sequence[Finding], *, language: str) -> CheckRecord:
    """What is wrong with a library as a record, in the language given."""
    return CheckRecord(
        library=path,
        fine=not findings,
        findings=[
            FindingRecord(what=one.what.localized(language), repair=one.repair) for one in findings
        ],
    )
