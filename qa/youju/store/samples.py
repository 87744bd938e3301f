"""Documents made up for tests of a store, whole and consistent; no test lives here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from youju.schema import DEFAULT_COLLECTION, Block, BlockKind, Document, Passage, Span
from youju.store.base import Manifest, PassageTerms, Store, TermQuery
from youju_embeddings.protocols import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from youju_embeddings.protocols import Vectors

BOOSTS: Mapping[str, float] = MappingProxyType(
    {"title": 2.0, "headings": 1.5, "body": 1.0, "bigrams": 0.3}
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One document with everything that ``Store.put`` wants."""

    document: Document
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    terms: tuple[PassageTerms, ...]
    vectors: Vectors = field(repr=False)

    def put_into(self, store: Store) -> None:
        """Store it."""
        store.put(self.document, self.blocks, self.passages, self.terms, self.vectors)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its passages in order."""
        return tuple(passage.id for passage in self.passages)


def make_manifest(dimension: int = 16, *, weights: str = "weights") -> Manifest:
    """A manifest for vectors of a dimension."""
    fingerprint = Fingerprint(
        model="sample", weights=weights, dimension=dimension, prompts="none", runtime="none"
    )
    return Manifest(fingerprint=fingerprint, segmenter="blanks/1", chunker="lines/1")


def make_sample(
    identity: str,
    texts: Sequence[str],
    *,
    dimension: int = 16,
    title: str = "样本",
    collection: str = DEFAULT_COLLECTION,
    metadata: Mapping[str, str] | None = None,
) -> Sample:
    """A document with one passage a text; its words are what stands between blanks.

    Equal texts get equal vectors, whatever the document.
    """
    text = "\n".join(texts)
    document = Document(
        id=identity,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        source=f"{identity}.txt",
        name=f"{identity}.txt",
        title=title,
        text=text,
        collection=collection,
        pages=(Span(0, len(text)),),
        metadata=MappingProxyType(dict(metadata or {})),
        date="2023-01",
        added="2024-01-01T00:00:00+00:00",
        size=len(text),
        parser="sample/1",
    )
    starts = [sum(len(each) + 1 for each in texts[:number]) for number in range(len(texts))]
    spans = [Span(start, start + len(each)) for start, each in zip(starts, texts, strict=True)]
    passages = tuple(
        Passage(
            id=f"{identity}-{number:04d}",
            document=document,
            text=each,
            span=span,
            heading_path=("第一章", f"第{number}条"),
            sentences=(span,),
            head="表头",
            page=1,
        )
        for number, (each, span) in enumerate(zip(texts, spans, strict=True))
    )
    return Sample(
        document=document,
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, each, span, heading_path=("第一章",), page=1)
            for each, span in zip(texts, spans, strict=True)
        ),
        passages=passages,
        terms=tuple(make_terms(passage) for passage in passages),
        vectors=np.stack([make_vector(each, dimension) for each in texts])
        if texts
        else np.empty((0, dimension), np.float32),
    )


def make_terms(passage: Passage) -> PassageTerms:
    """The words of a passage by field."""
    words = tuple(passage.text.split())
    return PassageTerms(
        title=(passage.document.title,),
        headings=passage.heading_path,
        body=words,
        bigrams=tuple(word[at : at + 2] for word in words for at in range(len(word) - 1)),
    )


def make_vector(text: str, dimension: int = 16) -> Vectors:
    """A unit vector of shape (dimension,) that only the text decides."""
    seed = int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "little")
    vector = np.random.default_rng(seed).normal(size=dimension)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def make_query(*words: str) -> TermQuery:
    """A query for words, each of weight 1, and the bigrams in them."""
    bigrams = {word[at : at + 2]: 1.0 for word in words for at in range(len(word) - 1)}
    return TermQuery(words=dict.fromkeys(words, 1.0), bigrams=bigrams, boosts=BOOSTS)


def without_text(document: Document) -> Document:
    """The document as ``Store.documents`` gives it."""
    return replace(document, text="")
