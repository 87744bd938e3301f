"""What a text encoder, a pair scorer and a vector index must do; says nothing about documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]
"""float32, shape (n, dimension), each row of Euclidean length 1."""

Identifiers: TypeAlias = npt.NDArray[np.int64]
"""int64, shape (n,)."""

Report: TypeAlias = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What made a vector. Vectors are comparable when ``weights`` and ``prompts`` agree."""

    model: str
    weights: str
    dimension: int
    prompts: str
    runtime: str

    def compatible(self, other: Fingerprint) -> bool:
        """Whether vectors of both may stand in one index; the runtime is recorded, not compared."""
        return (self.weights, self.dimension, self.prompts) == (
            other.weights,
            other.dimension,
            other.prompts,
        )


class Encoder(Protocol):
    """Texts to unit vectors; queries and passages may need different prompts."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Identity of the weights, prompts and runtime, known without loading the weights."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, in the order given; no text gives shape (0, dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str], *, report: Report | None = None) -> Vectors:
        """Vectors of passages, in the order given; ``report`` hears of every finished batch."""
        ...

    def close(self) -> None:
        """Give back processes and files; calling it twice is fine."""
        ...


class PairScorer(Protocol):
    """How well each passage answers the question: a cross-encoder or a reader."""

    def score(self, query: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """One score in [0, 1] a passage, shape (n,), higher is better."""
        ...


class VectorIndex(Protocol):
    """Inner-product search over unit vectors under integer ids."""

    def __len__(self) -> int: ...

    def add(self, ids: Identifiers, vectors: Vectors) -> None:
        """Put vectors under new ids; an id that is there already is an error."""
        ...

    def remove(self, ids: Identifiers) -> int:
        """Take ids out; returns how many were there."""
        ...

    def search(
        self, vector: Vectors, k: int, *, allowed: Identifiers | None = None
    ) -> tuple[Identifiers, npt.NDArray[np.float32]]:
        """The ``k`` nearest to one vector of shape (dimension,): ids and cosines, best first.

        Ties go to the smaller id. ``allowed`` limits the search to these ids; fewer than ``k``
        come back when there are fewer.
        """
        ...
