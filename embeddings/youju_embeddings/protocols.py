"""What a text encoder, a pair scorer and a vector index must do; says nothing of documents."""

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


@dataclass(frozen=True, slots=True)
class Window:
    """What is read beside a question."""

    text: str
    """Title, heading path and passage, parted by line ends."""
    begin: int = 0
    """How many characters of it are title and headings: they are read, and never quoted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scorer says of one window."""

    score: float
    """In [0, 1]: how likely the window answers the question."""
    relevance: float
    """The logit behind it, without bounds: for ranking and for fitting."""
    span: tuple[int, int] | None = None
    """Where in ``Window.text`` the answer would stand; None from a scorer that only ranks."""
    margin: float | None = None
    """Log-odds of that span against "not answered here"; None where there is no span."""


class PairScorer(Protocol):
    """Reads each window beside the question: a cross-encoder, or a reader that also finds the answer."""

    @property
    def name(self) -> str:
        """What settings and records call it."""
        ...

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """One reading a window, in order; the question stands on its own."""
        ...

    def close(self) -> None:
        """Give back what it holds; calling it twice is fine."""
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
