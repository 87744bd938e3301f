"""numeric_support: the numbers of an answer stand in what it cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju.figures import Quantity, find_figures
from youju_eval.measures.base import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from youju.figures import Figure
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion

_ITEM = re.compile(r"^\s*\d{1,2}[.、．)）](?!\d)", re.MULTILINE)
"""The number of an item of a list, which states nothing."""


def numeric_support(question: EvaluationQuestion, prediction: Prediction) -> float | None:
    """The share of the numbers in the answer that also stand in the quotes, or the passages cited.

    Numbers are compared as quantities (5% is 百分之五, 1.2万 is 12000); a bare number agrees with any
    unit, a year with a day in it; the numbers of a list's items state nothing. Passages count only for
    an answer without any quote. Needs no gold, so it is measured on unanswerable questions too; None
    when the answer has no number.
    """
    del question
    if not prediction.answered:
        return None
    stated = find_figures(_ITEM.sub("", without_marks(prediction.answer)))
    if not stated:
        return None
    cited = [figure for text in _cited_texts(prediction) for figure in find_figures(text)]
    return sum(any(_backs(one, figure) for one in cited) for figure in stated) / len(stated)


def _cited_texts(prediction: Prediction) -> Iterator[str]:
    """The quotes of an answer, or its passages when it has none."""
    quotes = [quote.text for cited in prediction.citations for quote in cited.quotes]
    yield from quotes or (cited.passage.text for cited in prediction.citations)


def _backs(cited: Figure, stated: Figure) -> bool:
    """Whether a figure cited says what a figure stated says."""
    if stated.agrees(cited):
        return True
    if cited.quantity is Quantity.DATE and stated.quantity is Quantity.DATE:
        return _within(cited, stated)
    bare = Quantity.NUMBER in {cited.quantity, stated.quantity}
    return bare and abs(cited.value - stated.value) <= 1e-9 * abs(cited.value)


def _within(cited: Figure, stated: Figure) -> bool:
    """Whether the day or month cited lies in the month or year stated."""
    pairs = zip(_parts(cited), _parts(stated), strict=True)
    return all(part in {0, whole} for whole, part in pairs)


def _parts(figure: Figure) -> tuple[int, int, int]:
    """Year, month and day of a date, 0 where it names none."""
    value = int(figure.value)
    return (
        (value // 10_000, value // 100 % 100, value % 100)
        if figure.unit == "date"
        else (value, 0, 0)
    )


NUMERIC_SUPPORT = Measure("numeric_support", numeric_support)
