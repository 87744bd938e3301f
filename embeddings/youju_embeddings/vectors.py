"""Small checks and orders that every index and encoder shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from youju_embeddings.protocols import Identifiers, Vectors


def unit(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Rows scaled to Euclidean length 1, float32; a row of zeros stays one."""
    rows = np.asarray(vectors, dtype=np.float32)
    squares: Vectors = np.square(rows).sum(axis=-1, keepdims=True)
    return np.divide(rows, np.sqrt(np.where(squares > 0, squares, 1)), dtype=np.float32)


def checked_ids(ids: Identifiers) -> Identifiers:
    """Ids as a contiguous int64 array of shape (n,).

    Raises:
        ValueError: another number of dimensions.
    """
    ids = np.ascontiguousarray(ids, dtype=np.int64)
    if ids.ndim != 1:
        raise ValueError(f"ids of shape {ids.shape}, not (n,)")
    return ids


def checked_vectors(vectors: Vectors, count: int, dimension: int) -> Vectors:
    """Vectors as a contiguous float32 array of shape (count, dimension).

    Raises:
        ValueError: another shape.
    """
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if vectors.shape != (count, dimension):
        raise ValueError(f"vectors of shape {vectors.shape}, not {(count, dimension)}")
    return vectors


def checked_vector(vector: Vectors, dimension: int) -> Vectors:
    """One vector as a contiguous float32 array of shape (dimension,).

    Raises:
        ValueError: another shape.
    """
    vector = np.ascontiguousarray(vector, dtype=np.float32)
    if vector.shape != (dimension,):
        raise ValueError(f"a vector of shape {vector.shape}, not {(dimension,)}")
    return vector


def refuse_repeated(ids: Identifiers, held: Identifiers) -> None:
    """Make sure that new ids are new.

    Raises:
        ValueError: an id is given twice or is among ``held``.
    """
    if len(np.unique(ids)) != len(ids):
        raise ValueError("an id is given twice")
    known = ids[np.isin(ids, held)]
    if len(known):
        raise ValueError(f"id {known[0]} is there already")


def cosines(vectors: Vectors, vector: Vectors) -> npt.NDArray[np.float32]:
    """Inner products of each row with one vector, shape (n,).

    Summed in float64: in float32 the sum depends on a row's place in the matrix, and equal texts
    would no longer tie.
    """
    products: npt.NDArray[np.float64] = vectors.astype(np.float64) @ vector.astype(np.float64)
    return products.astype(np.float32)


def best_first(
    ids: Identifiers, scores: npt.NDArray[np.float32], k: int
) -> tuple[Identifiers, npt.NDArray[np.float32]]:
    """The ``k`` highest scores with their ids, ties by the smaller id."""
    order = np.lexsort((ids, -scores))[: max(0, k)]
    return ids[order], scores[order]
