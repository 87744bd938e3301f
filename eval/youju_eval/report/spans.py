"""Where quotes and gold evidence stand in a passage, in the UTF-16 units a browser counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from youju.citations import utf16_span
from youju.schema import Span
from youju_eval.predictions import CitedPassage, RankedPassage
from youju_eval.sets.values import STRUCTURE, EvaluationQuestion
from youju_eval.text import squeezed

Units = tuple[int, int]
"""A half-open stretch in UTF-16 units."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotes of a citation: those in its passage, and the texts of those outside it."""

    inside: tuple[Units, ...]
    outside: tuple[str, ...]


def quoted(citation: CitedPassage, text: str) -> Quoted:
    """Where the quotes of a citation stand in ``text``, the beginning of its passage.

    A quote is taken at its offsets if it stands there, else where its words are found first, as systems
    without offsets give only words.
    """
    spans = [
        (quote.text, _at(citation.passage, quote.text, quote.start, text))
        for quote in citation.quotes
    ]
    return Quoted(
        inside=tuple(utf16_span(text, span) for span in _merged(span for _, span in spans if span)),
        outside=tuple(quote for quote, span in spans if span is None),
    )


def _at(passage: RankedPassage, quote: str, start: int | None, text: str) -> Span | None:
    """The stretch of one quote in the text of its passage, None when it is not there."""
    if not quote:
        return None
    if start is not None and passage.start is not None:
        begin = start - passage.start
        if begin >= 0 and text[begin : begin + len(quote)] == quote:
            return Span(begin, begin + len(quote))
    begin = text.find(quote)
    return Span(begin, begin + len(quote)) if begin >= 0 else None


@dataclass(frozen=True, slots=True)
class Gold:
    """Where gold evidence stands in a passage: stretches of its text, and numbers of its headings."""

    text: tuple[Units, ...] = ()
    headings: tuple[int, ...] = ()


def gold(question: EvaluationQuestion, passage: RankedPassage, text: str) -> Gold:
    """Where the gold evidence of a question stands in ``text``, the beginning of a passage.

    White space does not count, as in ``evidence@k``; a passage of another document than the question's
    holds none, and headings count for questions on structure only.
    """
    if not _may_prove(question, passage):
        return Gold()
    texts = [squeezed(one) for group in question.evidence for one in group]
    spans = _merged(found for one in texts if (found := _find(one, text)) is not None)
    headings = passage.heading_path if question.type == STRUCTURE else ()
    return Gold(
        text=tuple(utf16_span(text, span) for span in spans),
        headings=tuple(
            index
            for index, heading in enumerate(headings)
            if any(one and one in squeezed(heading) for one in texts)
        ),
    )


def _may_prove(question: EvaluationQuestion, passage: RankedPassage) -> bool:
    """Whether the passage is of the document the question names, by its id or its file name."""
    wanted, given = question.document, passage.document
    return wanted in {None, given} or given.rpartition(".")[0] == wanted


def _find(wanted: str, text: str) -> Span | None:
    """Where a squeezed text first stands in a text with white space."""
    if not wanted:
        return None
    places = [place for place, character in enumerate(text) if not character.isspace()]
    begin = "".join(text[place] for place in places).find(wanted)
    if begin < 0:
        return None
    return Span(places[begin], places[begin + len(wanted) - 1] + 1)


def _merged(spans: Iterable[Span]) -> Sequence[Span]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
