"""Exact nearest neighbours in NumPy: the reference every other index must agree with, good to some 10,000."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from youju_embeddings.vectors import (
    best_first,
    checked_ids,
    checked_vector,
    checked_vectors,
    cosines,
    refuse_repeated,
)

if TYPE_CHECKING:
    from youju_embeddings.protocols import Identifiers, Vectors


class FlatIndex:
    """Inner products with every vector, kept in the order of the ids.

    Mutation takes a lock and swaps whole arrays, so a search sees the state before or after it.
    """

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._lock = threading.Lock()
        self._held: tuple[Identifiers, Vectors] = (
            np.empty(0, dtype=np.int64),
            np.empty((0, dimension), dtype=np.float32),
        )

    def __len__(self) -> int:
        return len(self._held[0])

    def add(self, ids: Identifiers, vectors: Vectors) -> None:
        """Put vectors, shape (n, dimension), under new ids.

        Raises:
            ValueError: an id is there already or given twice, or the shapes do not fit.
        """
        ids = checked_ids(ids)
        vectors = checked_vectors(vectors, len(ids), self._dimension)
        with self._lock:
            held_ids, held = self._held
            refuse_repeated(ids, held_ids)
            order = np.argsort(np.concatenate([held_ids, ids]), kind="stable")
            self._held = (
                np.concatenate([held_ids, ids])[order],
                np.concatenate([held, vectors])[order],
            )

    def remove(self, ids: Identifiers) -> int:
        """Take ids out; returns how many were there."""
        with self._lock:
            held_ids, held = self._held
            keep = ~np.isin(held_ids, checked_ids(ids))
            self._held = (held_ids[keep], held[keep])
            return int(len(keep) - keep.sum())

    def search(
        self, vector: Vectors, k: int, *, allowed: Identifiers | None = None
    ) -> tuple[Identifiers, npt.NDArray[np.float32]]:
        """Ids and cosines of the ``k`` nearest, best first, ties by the smaller id."""
        vector = checked_vector(vector, self._dimension)
        ids, vectors = self._held
        if allowed is not None:
            keep = np.isin(ids, checked_ids(allowed))
            ids, vectors = ids[keep], vectors[keep]
        return best_first(ids, cosines(vectors, vector), k)
