"""Exact nearest neighbours by FAISS in memory; when to rebuild or save it is left to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from youju_embeddings.shared_lock import SharedLock
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

_ROUNDING = 1e-5
"""How far FAISS's float32 sums may lie from the exact ones."""

_MARGIN = 8
"""Neighbours fetched beyond ``k``, so that ties at the edge are usually seen at the first try."""


class FaissIndex:
    """``IndexIDMap2(IndexFlatIP)``: every vector is compared, nothing is approximated.

    FAISS finds the candidates, their cosines are summed again exactly: equal vectors tie, ties go to
    the smaller id, and the result is that of ``FlatIndex``. Searches run side by side, each on its
    own thread; a mutation waits for them and has the index alone.
    """

    def __init__(self, dimension: int) -> None:
        import faiss

        self._faiss = cast("Any", faiss)
        self._dimension = dimension
        self._index = self._faiss.IndexIDMap2(self._faiss.IndexFlatIP(dimension))
        self._lock = SharedLock()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Identifiers, vectors: Vectors) -> None:
        """Put vectors, shape (n, dimension), under new ids.

        Raises:
            ValueError: an id is there already or given twice, or the shapes do not fit.
        """
        ids = checked_ids(ids)
        vectors = checked_vectors(vectors, len(ids), self._dimension)
        with self._lock.writing():
            refuse_repeated(ids, self._faiss.vector_to_array(self._index.id_map))
            if len(ids):
                self._index.add_with_ids(vectors, ids)

    def remove(self, ids: Identifiers) -> int:
        """Take ids out; returns how many were there."""
        ids = checked_ids(ids)
        with self._lock.writing():
            return int(self._index.remove_ids(ids)) if len(ids) else 0

    def search(
        self, vector: Vectors, k: int, *, allowed: Identifiers | None = None
    ) -> tuple[Identifiers, npt.NDArray[np.float32]]:
        """Ids and cosines of the ``k`` nearest, best first, ties by the smaller id."""
        vector = checked_vector(vector, self._dimension)
        allowed = None if allowed is None else checked_ids(allowed)
        with self._lock.reading():
            # OpenMP keeps this number for each calling thread. One query is bound by memory: more
            # threads made it three times slower here, and they would crowd out other askers.
            self._faiss.omp_set_num_threads(1)
            ids = self._candidates(vector, k, allowed)
            if not len(ids):
                return ids, np.empty(0, dtype=np.float32)
            return best_first(ids, cosines(self._index.reconstruct_batch(ids), vector), k)

    def _candidates(self, vector: Vectors, k: int, allowed: Identifiers | None) -> Identifiers:
        """Every id that may be among the ``k`` best once the sums are exact."""
        most = len(self) if allowed is None else min(len(self), len(allowed))
        wanted = min(k + _MARGIN, most)
        if k <= 0 or most == 0:
            return np.empty(0, dtype=np.int64)
        parameters = self._parameters(allowed)
        while True:
            scores, ids = self._index.search(vector[np.newaxis], wanted, params=parameters)
            found: Identifiers = ids[0][ids[0] >= 0]
            edge_is_clear = len(found) <= k or scores[0][wanted - 1] < scores[0][k - 1] - _ROUNDING
            if edge_is_clear or wanted == most:
                return found
            wanted = min(wanted * 4, most)

    def _parameters(self, allowed: Identifiers | None) -> Any:  # noqa: ANN401 - faiss is untyped
        if allowed is None:
            return None
        # The Python wrapper keeps the selector and its array alive as long as the parameters.
        return self._faiss.SearchParameters(sel=self._faiss.IDSelectorBatch(allowed))
