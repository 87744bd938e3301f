"""Near-identical passages of one ranking, shown once: copies of a file, clauses every contract repeats.

Passages that differ in a figure are no copies, however alike their words are: 5% is not 6%.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from youju.figures import find_figures
from youju.retrieval.coverage import plain_text
from youju.schema import Passage, ScoredPassage

_ALIKE = 0.9
"""Share of their pairs of characters that two passages have in common at least (Jaccard)."""


class _Print(NamedTuple):
    """What is compared of a passage."""

    pairs: frozenset[str]
    figures: tuple[tuple[float, str], ...]


def collapsed(ranking: Sequence[ScoredPassage], k: int) -> tuple[ScoredPassage, ...]:
    """The first ``k`` passages that are no copies of a better one, each with its copies (``alike``)."""
    kept: list[ScoredPassage] = []
    copies: list[list[Passage]] = []
    for scored in ranking:
        original = next(
            (
                number
                for number, one in enumerate(kept)
                if are_alike(one.passage.text, scored.passage.text)
            ),
            None,
        )
        if original is not None:
            copies[original].append(scored.passage)
        elif len(kept) < k:
            kept.append(scored)
            copies.append([])
    return tuple(
        replace(one, alike=tuple(others)) if others else one
        for one, others in zip(kept, copies, strict=True)
    )


def are_alike(first: str, second: str) -> bool:
    """Whether two texts say the same in nearly the same characters, with the same figures."""
    if first == second:
        return True
    if min(len(first), len(second)) < _ALIKE * max(len(first), len(second)):
        return False
    one, other = _print(first), _print(second)
    shared = len(one.pairs & other.pairs)
    union = len(one.pairs) + len(other.pairs) - shared
    return bool(union) and shared >= _ALIKE * union and one.figures == other.figures


@lru_cache(maxsize=5_000)
def _print(text: str) -> _Print:
    plain = "".join(plain_text(text).split())
    return _Print(
        frozenset(plain[place : place + 2] for place in range(len(plain) - 1)),
        tuple((figure.value, figure.unit) for figure in find_figures(text)),
    )
