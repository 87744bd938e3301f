"""Answers about the structure of a document, read off its heading tree: overviews, parts, their points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from youju.answering.clauses import readable
from youju.answering.items import find_item
from youju.answering.overview import Entry, asks_overview, document_meant, overview
from youju.answering.refusal import no_such_part, which_document
from youju.answering.sections import (
    below,
    contents_headings,
    find_article,
    find_section,
    marker,
    marker_only,
    named_heading,
    parts_of,
)
from youju.errors import Message
from youju.question import LAST
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

READ_OFF = 0.95
"""The score of what is read off the heading tree, not matched."""

Blocks = Callable[[str], tuple[Block, ...]]
Passages = Callable[[str], tuple[Passage, ...]]


class Structure:
    """Looks up the heading trees of the documents that a ranking found first."""

    def __init__(self, blocks: Blocks, passages: Passages, *, evidence: int) -> None:
        self._blocks = blocks
        self._passages = passages
        self._evidence = evidence

    def answer(self, question: Question, retrieved: Retrieved) -> Answer | None:
        """The headings asked for, each cited; None where the question is no matter of headings."""
        if asks_overview(retrieved.wanted):
            return self._overview(question, retrieved)
        for scored in retrieved.passages[: self._evidence]:
            found = self._part(retrieved, scored)
            if found:
                return _listed(question, found, retrieved)
        for scored in retrieved.passages[: self._evidence]:
            named = named_heading(retrieved.words, self._blocks(scored.passage.document.id))
            if named is not None:
                return _refused(question, no_such_part(named.text, retrieved.wanted), retrieved)
        return None

    def _overview(self, question: Question, retrieved: Retrieved) -> Answer:
        """The headings of the document that is meant; or that it is not clear which."""
        document = document_meant(retrieved.words, retrieved.passages)
        entries = (
            ()
            if document is None
            else overview(self._blocks(document.id), self._passages(document.id))
        )
        if not entries:
            return _refused(question, which_document(retrieved.passages), retrieved)
        return _listed(question, entries, retrieved)

    def _part(self, retrieved: Retrieved, scored: ScoredPassage) -> tuple[Entry, ...]:
        """The heading of the part asked for, or those of its own parts; empty where there is none."""
        wanted, document = retrieved.wanted, scored.passage.document
        blocks, passages = self._blocks(document.id), self._passages(document.id)
        heading = find_section(retrieved.words, wanted, blocks)
        if heading is not None and not _goes_on(retrieved, heading, blocks):
            if wanted.lists and (own := _entries(parts_of(heading, blocks), passages)):
                return own
            entries = _entries((heading,), passages)
            if entries:
                return _told(entries, marker_only(heading.text))
        article = find_article(wanted, passages)
        if article:
            return (Entry(article[0].span, article[0]),)
        return self._item(retrieved, blocks, passages) or _listed_only(retrieved, blocks, passages)

    def _item(
        self, retrieved: Retrieved, blocks: Sequence[Block], passages: Sequence[Passage]
    ) -> tuple[Entry, ...]:
        """The item of the text under a part: of the third part, whose text says 一是…；二是…, the second."""
        wanted = retrieved.wanted
        if not wanted.within or wanted.ordinal is None:
            return ()
        number, kind = wanted.within[-1]
        outer = replace(wanted, within=wanted.within[:-1], ordinal=number, ordinal_kind=kind)
        heading = find_section(retrieved.words, outer, blocks)
        if heading is None:
            return ()
        for one in below(heading, blocks):
            found = find_item(one.text, wanted.ordinal)
            if found:
                span = Span(one.span.start + found[0], one.span.start + found[1])
                held = (each for each in passages if each.span.contains(span))
                return tuple(Entry(span, each) for each in held)[:1]
        return ()


def _goes_on(retrieved: Retrieved, heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether the last part of the text is not the last one that the table of contents has."""
    if retrieved.wanted.ordinal != LAST:
        return False
    listed = find_section(retrieved.words, retrieved.wanted, contents_headings(blocks))
    ends = listed and marker(listed.text), marker(heading.text)
    return bool(ends[0] and ends[1] and ends[0].number > ends[1].number)


def _listed_only(
    retrieved: Retrieved, blocks: Sequence[Block], passages: Sequence[Passage]
) -> tuple[Entry, ...]:
    """The part as the table of contents has it, cited with the passage that follows the table."""
    contents = contents_headings(blocks)
    heading = find_section(retrieved.words, retrieved.wanted, contents)
    if heading is None or heading not in contents or not passages:
        return ()
    named = (retrieved.wanted.lists and parts_of(heading, contents)) or (heading,)
    return tuple(Entry(one.span, passages[0]) for one in named)


def _told(entries: tuple[Entry, ...], bare: bool) -> tuple[Entry, ...]:
    """What stands under a heading that says no more than its number, as 第二十六条 does."""
    return tuple(replace(one, span=one.passage.span) for one in entries) if bare else entries


def _entries(headings: Sequence[Block], passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """Headings with the first passage under each; one without any is left out."""
    found: list[Entry] = []
    for heading in headings:
        under = (*heading.heading_path, heading.text)
        first = next((one for one in passages if one.heading_path[: len(under)] == under), None)
        if first is not None:
            found.append(Entry(heading.span, first))
    return tuple(found)


def _listed(question: Question, entries: Sequence[Entry], retrieved: Retrieved) -> Answer:
    """Entries line by line, each with its citation; their passages come first in the ranking."""
    citations = tuple(
        Citation(number, one.passage, (_quote(one),), score=READ_OFF)
        for number, one in enumerate(entries, 1)
    )
    lines = (
        f"{'　' * one.nested}{readable(cited.quotes[0].text)}[{cited.number}]"
        for one, cited in zip(entries, citations, strict=True)
    )
    cited = {one.passage.id: ScoredPassage(one.passage, READ_OFF, 1.0) for one in entries}
    rest = (one for one in retrieved.passages if one.passage.id not in cited)
    first = tuple(cited.values()) if retrieved.wanted.ordinal is not None else ()
    return Answer(
        question=question,
        status=Status.ANSWERED,
        text="\n".join(lines),
        citations=citations,
        confidence=READ_OFF,
        retrieved=(*first, *rest) if first else retrieved.passages,
        trace=Trace(retrieved.timings_ms, retrieved.counts),
    )


def _quote(entry: Entry) -> Quote:
    document = entry.passage.document
    return Quote(entry.span.of(document.text), entry.span, document.page_at(entry.span.start))


def _refused(question: Question, reason: Message, retrieved: Retrieved) -> Answer:
    return Answer(
        question=question,
        status=Status.NOT_FOUND,
        text="",
        reason=reason,
        retrieved=retrieved.passages,
        trace=Trace(retrieved.timings_ms, retrieved.counts),
    )
