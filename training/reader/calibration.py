"""Fits, on validation questions, how likely a window answers given its relevance and its margin.

Source of the method: Platt 1999, over two logits; the classes weigh the same, so that 0.5 is even
odds. The figures are cross-validated, all examples of a question in one fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from training.reader.evaluate import Wrong, best
from training.reader.spans import Reading

Floats: TypeAlias = npt.NDArray[np.float64]

_FAR = 30.0
"""Logits are cut here, so that a few of them do not decide the fit."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """``probability = σ(relevance · a + margin · b + intercept)``, with cross-validated figures."""

    relevance: float
    margin: float
    intercept: float
    auroc: float
    brier: float
    log_loss: float
    examples: int


def calibrate(right: Sequence[Sequence[Reading]], wrong: Sequence[Wrong]) -> Calibration:
    """Of the gold passages' readings, by question, against those of windows without answer."""
    rows = [best(read) for read in right if read]
    groups = [number for number, read in enumerate(right) if read]
    labels = [1] * len(rows) + [0] * len(wrong)
    rows.extend((one.reading.relevance, one.reading.margin) for one in wrong)
    groups.extend(one.case for one in wrong)
    return _fit(np.array(rows), np.array(labels, dtype=np.float64), np.array(groups))


def _fit(rows: Floats, labels: Floats, groups: npt.NDArray[np.int64]) -> Calibration:
    rows = np.clip(rows, -_FAR, _FAR)
    model = LogisticRegression(class_weight="balanced")
    held_out = np.asarray(
        cross_val_predict(
            model, rows, labels, groups=groups, cv=GroupKFold(5), method="predict_proba"
        ),
        dtype=np.float64,
    )[:, 1]
    share = float(labels.mean())
    weight = np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))
    model.fit(rows, labels)
    relevance, margin = np.asarray(model.coef_, dtype=np.float64)[0]
    return Calibration(
        relevance=round(float(relevance), 4),
        margin=round(float(margin), 4),
        intercept=round(float(np.asarray(model.intercept_, dtype=np.float64)[0]), 4),
        auroc=round(float(roc_auc_score(labels, held_out)), 4),
        brier=round(float(brier_score_loss(labels, held_out, sample_weight=weight)), 4),
        log_loss=round(float(log_loss(labels, held_out, sample_weight=weight)), 4),
        examples=len(labels),
    )
