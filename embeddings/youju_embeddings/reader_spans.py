"""Logits of a pair to the best stretch of its window and its odds against "not answered here"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from youju_embeddings.packed import Floats
    from youju_embeddings.reader_pairs import Pair

NONE = 0
"""The piece whose start and end stand for "not answered here": the begin mark."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best stretch, of pieces counted from the window's first."""

    first: int
    last: int
    margin: float
    """Log-odds against "not answered here"."""


def best_span(start: Floats, end: Floats, pair: Pair, *, longest_answer: int) -> Best | None:
    """The stretch whose start and end are likeliest together; None when nothing can be quoted.

    Args:
        start: logits of the pieces, shape (length,).
        end: the same.
        pair: what was read.
        longest_answer: pieces of a stretch, at most.
    """
    sums, none = span_scores(start, end, pair, longest_answer=longest_answer)
    if not sums.size:
        return None
    first, last = divmod(int(sums.argmax()), sums.shape[1])
    skipped = pair.quotable - pair.first
    return Best(skipped + first, skipped + last, float(sums[first, last]) - none)


def span_scores(
    start: Floats, end: Floats, pair: Pair, *, longest_answer: int
) -> tuple[npt.NDArray[np.float64], float]:
    """Log-probabilities of all stretches, by first and last quotable piece, and of "not answered"."""
    low, high = pair.quotable, pair.stop
    starts, ends = _log_shares(start, low, high), _log_shares(end, low, high)
    sums = starts[1:, None] + ends[None, 1:]
    lengths = np.arange(high - low)[None, :] - np.arange(high - low)[:, None]
    allowed = (lengths >= 0) & (lengths < longest_answer)
    return np.where(allowed, sums, -np.inf), float(starts[0] + ends[0])


def _log_shares(logits: Floats, low: int, high: int) -> npt.NDArray[np.float64]:
    """Logarithms of the shares among "not answered", first, and the quotable pieces."""
    kept = np.concatenate([logits[NONE : NONE + 1], logits[low:high]]).astype(np.float64)
    kept -= kept.max()
    shares: npt.NDArray[np.float64] = kept - np.log(np.exp(kept).sum())
    return shares
