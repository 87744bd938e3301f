"""The best span that one row of logits allows, as exact offsets of the window's characters."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from training.reader.pairs import Pair

LONGEST_ANSWER = 96
"""Tokens of an answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of one window.

    ``relevance`` is a logit; ``span`` and ``none`` are log-probabilities, start and end added, of
    the best stretch ``window[start:end]`` and of "it is not answered here".
    """

    relevance: float
    start: int
    end: int
    span: float
    none: float

    @property
    def margin(self) -> float:
        """How much surer the reader is of its span than of none."""
        return self.span - self.none


@dataclass(frozen=True, slots=True)
class Row:
    """One pair's logits: ``start``, ``end`` and where they count (``allowed``), each (length,)."""

    pair: Pair
    start: Tensor
    end: Tensor
    allowed: Tensor
    relevance: float

    def read(self, *, penalty: float = 0.0) -> Reading:
        """The best span of at most ``LONGEST_ANSWER`` tokens behind title and headings.

        Start and end are chosen together (Devlin et al. 2019), against position 0 for none.

        Args:
            penalty: taken off for each token beyond the first; 0 was best on validation.
        """
        away = torch.finfo(torch.float32).min
        start = self.start.masked_fill(~self.allowed, away).log_softmax(-1)
        end = self.end.masked_fill(~self.allowed, away).log_softmax(-1)
        low, high = self.pair.quotable, len(self.pair.tokens) - 1
        none = float(start[0] + end[0])
        if high <= low:
            return Reading(self.relevance, 0, 0, away, none)
        sums = start[low:high, None] + end[None, low:high]
        place = torch.arange(high - low)
        length = place[None, :] - place[:, None]
        reach = (length >= 0) & (length < LONGEST_ANSWER)
        best = int((sums - penalty * length).masked_fill(~reach, away).argmax())
        first, last = divmod(best, high - low)
        begin = self.pair.offsets[low - self.pair.first + first][0]
        stop = self.pair.offsets[low - self.pair.first + last][1]
        return Reading(self.relevance, begin, stop, float(sums[first, last]), none)
