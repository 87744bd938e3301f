"""Where to cut a run of sentences into passages of even length; knows lengths, not text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths that passages aim for, in characters (Latin letters count less, see ``chunking``)."""

    aim: int = 200
    limit: int = 400


_MOST_SENTENCES = 60
"""In one group; bounds the time on texts of nothing but marks."""
_CUT_IN_PARAGRAPH = 0.5
"""What a cut inside a paragraph costs, in squared relative deviations from the aim."""
_JOIN_PAST_AIM = 0.35
"""What each paragraph break inside a passage that is longer than the aim costs."""


def pack(
    starts: Sequence[float], ends: Sequence[float], opens: Sequence[bool], sizes: Sizes
) -> list[range]:
    """Group consecutive sentences so that the groups are near the aim and under the limit.

    Args:
        starts: where each sentence starts, on a scale of length.
        ends: where it ends.
        opens: whether it opens a paragraph.
        sizes: aim and limit; a single sentence over the limit stands alone.

    Returns:
        Ranges of sentence numbers, in order, covering all. The cheapest cut by dynamic programming:
        squared relative deviation from the aim, plus a price for cutting paragraphs and for gluing
        long ones together.
    """
    count = len(starts)
    breaks = [0]
    for place in range(1, count):
        breaks.append(breaks[-1] + bool(opens[place]))
    best = [0.0] + [float("inf")] * count
    cut = [0] * (count + 1)
    for end in range(1, count + 1):
        price = 0.0 if end == count or opens[end] else _CUT_IN_PARAGRAPH
        for start in range(end - 1, max(-1, end - 1 - _MOST_SENTENCES), -1):
            length = ends[end - 1] - starts[start]
            if length > sizes.limit and start < end - 1:
                break
            cost = ((length - sizes.aim) / sizes.aim) ** 2
            if length > sizes.aim:
                cost += _JOIN_PAST_AIM * (breaks[end - 1] - breaks[start])
            if best[start] + cost + price < best[end]:
                best[end], cut[end] = best[start] + cost + price, start
    groups: list[range] = []
    end = count
    while end:
        groups.append(range(cut[end], end))
        end = cut[end]
    return groups[::-1]
