"""Another library with the models of an open one: nothing is loaded twice, nothing closed too early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from youju.settings import Settings
    from youju_embeddings import Encoder, PairScorer, Window
    from youju_embeddings.protocols import Fingerprint, Reading, Vectors
    from youju_eval.running.indexing import OpenLibrary


@dataclass(frozen=True, slots=True)
class LentEncoder:
    """An encoder that its owner closes."""

    lent: Encoder

    @property
    def fingerprint(self) -> Fingerprint:
        """The owner's."""
        return self.lent.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As the owner's."""
        return self.lent.encode_queries(texts)

    def encode_passages(
        self, texts: Sequence[str], *, report: Callable[[int], None] | None = None
    ) -> Vectors:
        """As the owner's."""
        return self.lent.encode_passages(texts, report=report)

    def close(self) -> None:
        """Nothing: it goes on in its owner's hands."""


@dataclass(frozen=True, slots=True)
class LentScorer:
    """A scorer that its owner closes."""

    lent: PairScorer

    @property
    def name(self) -> str:
        """The owner's."""
        return self.lent.name

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """As the owner's."""
        return self.lent.score(question, windows)

    def close(self) -> None:
        """Nothing: it goes on in its owner's hands."""


def opener_with(owner: Library) -> OpenLibrary:
    """Opens libraries with the models of ``owner``, which has to stay open longer."""
    encoder = LentEncoder(owner.encoder)
    scorer = None if owner.scorer is None else LentScorer(owner.scorer)

    def opened(path: Path, *, create: bool, settings: Settings) -> Library:
        return Library.open(path, create=create, settings=settings, encoder=encoder, scorer=scorer)

    return opened
