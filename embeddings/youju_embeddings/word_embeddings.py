"""Pieces to the vectors that the first layer reads, straight from the wheel's mapped 4-bit file.

Nothing is copied into the user's cache and nothing is pruned: only the pages that a text needs are
read, and the engine maps the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from youju_embeddings.packed import Floats, PackedTensors


class WordEmbeddings:
    """Sums of word, position and type embeddings."""

    def __init__(self, packed: PackedTensors) -> None:
        self._packed = packed
        self._hidden = packed.shape.hidden
        types = packed.tensor("emb.type").reshape(-1, self._hidden)
        self._places: Floats = packed.tensor("emb.pos").reshape(-1, self._hidden) + types[0]

    def of(self, pieces: npt.NDArray[np.integer]) -> Floats:
        """float32, shape (1, length, hidden), of one text of at most ``shape.positions`` pieces."""
        words = self._packed.rows("emb.word", pieces, width=self._hidden)
        return (words + self._places[: len(pieces)])[None]
