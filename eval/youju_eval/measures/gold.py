"""Where gold evidence stands in the passages of a prediction; what follows from it, the measures say.

White space never counts, the passage must come from the question's document when it names one, and
for questions on structure the headings above a passage are part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.sets.values import STRUCTURE
from youju_eval.text import squeezed

if TYPE_CHECKING:
    from youju_eval.predictions import CitedPassage, Prediction, RankedPassage
    from youju_eval.sets.values import EvaluationQuestion


def searchable(question: EvaluationQuestion, passage: RankedPassage) -> str:
    """The text of a passage in which evidence is looked for; empty for another document's."""
    if question.document not in {None, passage.document}:
        return ""
    headings = passage.heading_path if question.type == STRUCTURE else ()
    return "\n".join(squeezed(part) for part in (*headings, passage.text))


def first_ranks(
    question: EvaluationQuestion, prediction: Prediction, *, depth: int | None = None
) -> tuple[int | None, ...]:
    """For each group of evidence the rank (from 1) of the first passage that holds one of its texts.

    None where no passage among the first ``depth`` does.
    """
    groups = [tuple(squeezed(text) for text in group) for group in question.evidence]
    ranks: list[int | None] = [None] * len(groups)
    for rank, passage in enumerate(prediction.retrieved[:depth], start=1):
        text = searchable(question, passage)
        for index, group in enumerate(groups):
            if ranks[index] is None and any(one in text for one in group):
                ranks[index] = rank
        if None not in ranks:
            break
    return tuple(ranks)


def groups_held(question: EvaluationQuestion, cited: CitedPassage) -> frozenset[int]:
    """The indices of the groups of evidence of which the cited passage, or a quote, holds a text."""
    if question.document not in {None, cited.passage.document}:
        return frozenset()
    quotes = (squeezed(quote.text) for quote in cited.quotes)
    text = "\n".join((searchable(question, cited.passage), *quotes))
    return frozenset(
        index
        for index, group in enumerate(question.evidence)
        if any(squeezed(one) in text for one in group)
    )
