"""The answer as a reader found it, where reading is the better judge; else the clause stays.

Figures in tables, lists and structure have machinery of their own, which knows units, items and
headings; the reader knows what a question is after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from youju.answering.clauses import readable, trim
from youju.answering.extract import Extract, of_the_same_kind
from youju.question import Asks, Wanted
from youju.retrieval.rerank import figure_match
from youju.retrieval.retriever import PassageReading, Retrieved
from youju.schema import ScoredPassage, Span

_OWN = frozenset({Asks.LIST, Asks.SECTION, Asks.WHETHER})
"""Kinds whose answer is more than one stretch, or no stretch at all."""
_FIGURES = frozenset({Asks.FIGURE, Asks.DATE})
_LEAST = 0.0
"""Log-odds of a span against "not answered here" from which on it is taken."""
_CERTAIN = 0.7
"""Fit of a figure from which on its clause is kept, and only shortened."""
_ENDS = " \t\r\n　。，、；：,;:"


def read_answer(
    retrieved: Retrieved, found: Extract | None, ranking: Sequence[ScoredPassage]
) -> Extract | None:
    """What the reader would answer with; None where the clause found without it should stay."""
    wanted = retrieved.wanted
    if found is None or wanted.asks in _OWN or len(found.quotes) > 1:
        return None
    for scored in of_the_same_kind(ranking):
        reading = retrieved.readings.get(scored.passage.id)
        if reading is None or reading.span is None or (reading.margin or 0.0) < _LEAST:
            continue
        return _taken(wanted, found, scored, reading.span)
    return None


def _taken(wanted: Wanted, found: Extract, scored: ScoredPassage, span: Span) -> Extract | None:
    text = scored.passage.document.text
    span = trim(text, span, _ENDS)
    answer = span.of(text)
    if not answer:
        return None
    figure = figure_match(wanted, answer)
    if wanted.asks in _FIGURES and found.figure >= _CERTAIN:
        inside = found.scored.passage.id == scored.passage.id and found.quotes[0].contains(span)
        if not inside or figure < found.figure:
            return None
    sentences = [
        one for one in scored.passage.sentences if one.start < span.end and span.start < one.end
    ]
    proof = found.quotes[0] if found.quotes[0].contains(span) else None
    quote = proof or (Span(sentences[0].start, sentences[-1].end) if sentences else span)
    return Extract(scored, (trim(text, quote),), readable(answer), figure)
