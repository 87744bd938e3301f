"""quote_verbatim: what is quoted stands in the passage, character by character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.base import Measure
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.predictions import CitedQuote, Prediction, RankedPassage
    from youju_eval.sets.values import EvaluationQuestion


def quote_verbatim(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """The share of the quotes that stand exactly in the passage they are quoted from.

    Needs no gold, so it is measured on unanswerable questions too. None without any quote.
    """
    del question
    quotes = [(quote, cited.passage) for cited in prediction.citations for quote in cited.quotes]
    if not quotes or not prediction.answered:
        return None
    return sum(stands_in(*one) for one in quotes) / len(quotes)


def stands_in(quote: CitedQuote, passage: RankedPassage) -> bool:
    """Whether the quote is the very text at its place in the passage, or one of the headings above it.

    With offsets on both sides the place must hold it; without them it may stand anywhere.
    """
    if quote.start is None or quote.end is None or passage.start is None:
        found = quote.text in passage.text
    else:
        start, end = quote.start - passage.start, quote.end - passage.start
        found = 0 <= start <= end <= len(passage.text) and passage.text[start:end] == quote.text
    return bool(quote.text.strip()) and (found or _is_heading(quote.text, passage.heading_path))


def _is_heading(text: str, path: tuple[str, ...]) -> bool:
    """Whether a quote is a heading of the path or stands in it, but for white space and signs (##)."""
    line = squeezed(text)
    for heading in path:
        title = squeezed(heading)
        if line in title or (title in line and not any(map(str.isalnum, line.replace(title, "")))):
            return True
    return False


QUOTE_VERBATIM = Measure("quote_verbatim", quote_verbatim)
