"""The baseline: paragraphs, jieba BM25 and dense vectors, fused by reciprocal rank (k = 60).

What a weekend project does: no headings, no titles, the paragraph is the passage and the answer.
``python -m benchmarks.plain FILES… --questions questions.jsonl`` prints its evidence@k.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np

from youju_embeddings import Encoder, Vectors, load_encoder


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


def evidence(pipeline: PlainPipeline, questions: Path) -> dict[int, float]:
    """Share of the answerable questions whose evidence stands in one of the first k paragraphs."""
    hits: dict[int, list[bool]] = {1: [], 3: [], 5: []}
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["answers"]:
            continue
        found = pipeline.rank(row["question"], 5)
        holds = [
            row.get("document") in (None, one.document)
            and any("".join(text.split()) in "".join(one.text.split()) for text in row["evidence"])
            for one in found
        ]
        for k, seen in hits.items():
            seen.append(any(holds[:k]))
    return {k: round(sum(seen) / len(seen), 3) for k, seen in hits.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--questions", type=Path, required=True)
    options = parser.parse_args()
    encoder = load_encoder()
    pipeline = PlainPipeline(read_paragraphs(options.files), encoder)
    sys.stdout.write(f"{evidence(pipeline, options.questions)}\n")
    encoder.close()


if __name__ == "__main__":
    main()
