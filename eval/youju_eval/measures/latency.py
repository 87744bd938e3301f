"""latency_p50, p95, p99: how long a question takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from youju_eval.measures.base import SetMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_eval.measures.base import Pair

PERCENTILES = (50, 95, 99)


def latency(pairs: Sequence[Pair], percentile: float) -> float | None:
    """A percentile of the milliseconds of whole questions, interpolated between two of them.

    Over the questions whose time is stated (``timings_ms["total"]``), also refused ones; None
    without any.
    """
    totals = [prediction.timings_ms.get("total") for _, prediction in pairs]
    stated = [total for total in totals if total is not None]
    return float(np.percentile(stated, percentile)) if stated else None


def _at(percentile: int) -> SetMeasure:
    """One percentile as a measure."""
    return SetMeasure(
        f"latency_p{percentile}",
        lambda pairs: latency(pairs, percentile),
        higher_is_better=False,
        unit="ms",
    )


LATENCY = tuple(_at(percentile) for percentile in PERCENTILES)
"""One measure for each percentile."""
