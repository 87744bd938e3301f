"""span_iou: how exactly the quotes point at the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.applies import has_gold_evidence
from youju_eval.measures.base import Measure
from youju_eval.sets.values import STRUCTURE
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from youju_eval.predictions import CitedPassage, CitedQuote, Prediction
    from youju_eval.sets.values import EvaluationQuestion


def span_iou(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """Characters that are both quoted and evidence, over those that are either; mean over groups.

    Intersection over union as in rationale evaluation (DeYoung et al. 2020, ERASER), of positions in
    the cited passage's text without white space. A group takes its best text and passage; what is
    quoted for another group is not held against it. A citation without quotes points at its whole
    passage. 0 when no cited passage holds the group or nothing was answered; None for a question
    without evidence.
    """
    if not has_gold_evidence(question, prediction):
        return None
    if not prediction.answered:
        return 0.0
    best = [0.0] * len(question.evidence)
    for cited in prediction.citations:
        if question.document not in {None, cited.passage.document}:
            continue
        for part, quoted in _parts(question, cited):
            for index, overlap in enumerate(_overlaps(question.evidence, part, quoted)):
                best[index] = max(best[index], overlap)
    return sum(best) / len(best)


def _overlaps(
    groups: Sequence[Sequence[str]], part: str, quoted: frozenset[int]
) -> Iterator[float]:
    """The best intersection over union of each group in one text."""
    places = [
        [frozenset(place) for text in group for place in _places(squeezed(text), part)]
        for group in groups
    ]
    for index, mine in enumerate(places):
        others = frozenset[int]().union(
            *(place for other, found in enumerate(places) if other != index for place in found)
        )
        yield max((_iou(place, quoted, others) for place in mine), default=0.0)


def _iou(place: frozenset[int], quoted: frozenset[int], others: frozenset[int]) -> float:
    """Intersection over union, without what is quoted as evidence of other groups."""
    meant = quoted - (others - place)
    return len(place & meant) / len(place | meant)


def _places(text: str, part: str) -> Iterator[range]:
    """Each stretch of a text that is the evidence."""
    start = part.find(text) if text else -1
    while start >= 0:
        yield range(start, start + len(text))
        start = part.find(text, start + 1)


def _parts(
    question: EvaluationQuestion, cited: CitedPassage
) -> Iterator[tuple[str, frozenset[int]]]:
    """The texts of a citation without white space, with the positions quoted in each."""
    passage = cited.passage
    text = squeezed(passage.text)
    quoted = [_quoted(quote, cited, text) for quote in cited.quotes] or [range(len(text))]
    yield text, frozenset(position for place in quoted for position in place)
    for heading in passage.heading_path if question.type == STRUCTURE else ():
        line = squeezed(heading)
        found = (place for quote in cited.quotes for place in _shared(squeezed(quote.text), line))
        yield line, frozenset(position for place in found for position in place)


def _shared(quote: str, line: str) -> Iterator[range]:
    """The quote's places in a heading; the whole of it when the quote holds it."""
    yield from _places(quote, line)
    if line and line in quote:
        yield range(len(line))


def _quoted(quote: CitedQuote, cited: CitedPassage, text: str) -> range:
    """The positions of a quote in its passage's text without white space: by offsets, else by search."""
    passage = cited.passage
    if quote.start is not None and quote.end is not None and passage.start is not None:
        start, end = quote.start - passage.start, quote.end - passage.start
        if 0 <= start <= end <= len(passage.text):
            before = len(squeezed(passage.text[:start]))
            return range(before, before + len(squeezed(passage.text[start:end])))
    return next(_places(squeezed(quote.text), text), range(0))


SPAN_IOU = Measure("span_iou", span_iou)
