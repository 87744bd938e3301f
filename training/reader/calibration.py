"""Fits, on validation questions, how likely a window answers given its relevance and its margin.

Platt 1999, over two logits; the classes weigh the same, so that 0.5 is even odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from training.reader.evaluate import Wrong, best, margin
from training.reader.pairs import Reading


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
    rows.extend((one.reading.relevance, margin(one.reading)) for one in wrong)
    groups.extend(one.case for one in wrong)
    return _fit(np.array(rows), np.array(labels), np.array(groups))


def _fit(rows: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> Calibration:
    rows = np.clip(rows, -30.0, 30.0)
    model = LogisticRegression(class_weight="balanced")
    held_out = cross_val_predict(
        model, rows, labels, groups=groups, cv=GroupKFold(5), method="predict_proba"
    )[:, 1]
    weight = np.where(labels == 1, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
    model.fit(rows, labels)
    return Calibration(
        relevance=round(float(model.coef_[0][0]), 4),
        margin=round(float(model.coef_[0][1]), 4),
        intercept=round(float(model.intercept_[0]), 4),
        auroc=round(float(roc_auc_score(labels, held_out)), 4),
        brier=round(float(brier_score_loss(labels, held_out, sample_weight=weight)), 4),
        log_loss=round(float(log_loss(labels, held_out, sample_weight=weight)), 4),
        examples=len(labels),
    )
