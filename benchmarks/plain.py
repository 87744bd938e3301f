"""The baseline: paragraphs, jieba BM25 and dense vectors, fused by reciprocal rank (k = 60).

What a weekend project does: no headings, no titles, the paragraph is the passage and the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np

from youju_embeddings import Encoder, Vectors


@dataclass(frozen=True, slots=True)
class Paragraph:
    document: str
    text: str


class PlainPipeline:
    """BM25 (k1 = 1.5, b = 0.75) and cosine over paragraphs."""

    def __init__(self, paragraphs: list[Paragraph], encoder: Encoder) -> None:
        self.paragraphs = paragraphs
        self._encoder = encoder
        self._vectors: Vectors = encoder.encode_passages([one.text for one in paragraphs])
        self._lengths = np.zeros(len(paragraphs), dtype=np.float32)
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, paragraph in enumerate(paragraphs):
            counts = Counter(word for word in jieba.lcut(paragraph.text) if word.strip())
            self._lengths[number] = sum(counts.values())
            for word, count in counts.items():
                self._postings.setdefault(word, []).append((number, count))

    def rank(self, question: str, k: int) -> list[Paragraph]:
        """The ``k`` best paragraphs, best first."""
        dense = np.argsort(-(self._vectors @ self._encoder.encode_queries([question])[0]))
        lexical = np.argsort(-self._bm25(question), kind="stable")
        scores: Counter[int] = Counter()
        for ranking in (dense[:100], lexical[:100]):
            for rank, number in enumerate(ranking, start=1):
                scores[int(number)] += 1 / (60 + rank)
        best = sorted(scores, key=lambda number: (-scores[number], number))
        return [self.paragraphs[number] for number in best[:k]]

    def _bm25(self, question: str) -> np.ndarray:
        scores = np.zeros(len(self.paragraphs), dtype=np.float32)
        average = float(self._lengths.mean())
        for word in jieba.lcut(question):
            postings = self._postings.get(word, [])
            weight = math.log(
                1 + (len(self.paragraphs) - len(postings) + 0.5) / (len(postings) + 0.5)
            )
            for number, count in postings:
                saturation = count + 1.5 * (0.25 + 0.75 * self._lengths[number] / average)
                scores[number] += weight * count * 2.5 / saturation
        return scores


def read_paragraphs(files: list[Path]) -> list[Paragraph]:
    """Every non-blank line of UTF-8 text files."""
    return [
        Paragraph(file.name, line.strip())
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
