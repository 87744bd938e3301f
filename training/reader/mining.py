"""Finds, for each training question, windows that the hybrid ranks high and that do not answer it.

python -m training.reader.mining

Reads the training sets; writes mined.jsonl: numbers of windows in their order, with their scores.
The ranking is the first stage of ``youju.retrieval``: cosine plus a small weight of BM25 over words,
over all windows at once, so that thousands of questions cost seconds. Its reranking is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse
from tokenizers import Tokenizer
from torch import nn
from training.reader.commands import add_data, add_model, command, runs
from training.reader.model import UNTRAINED, Reader, mean_of
from training.reader.pairs import PADDING
from training.reader.windows import Asked, Window, holds, read_set

from youju.segmentation import words
from youju_embeddings.engine import PASSAGE_PROMPT, QUERY_PROMPT

Floats: TypeAlias = npt.NDArray[np.float32]

SETS = ("cmrc2018_train", "drcd_train")
LEXICAL_WEIGHT = 0.1
DEPTH = 12
LONGEST = 320
BATCH_TOKENS = 4096


def vectors(reader: Reader, tokenizer: Tokenizer, texts: Sequence[str], prompt: str) -> Floats:
    """Mean-pooled unit vectors of the untrained encoder, shape (n, hidden)."""
    cut = [one.ids[:LONGEST] for one in tokenizer.encode_batch([prompt + text for text in texts])]
    found = np.empty((len(texts), reader.words.shape[1]), dtype=np.float32)
    held: list[int] = []
    for row in sorted(range(len(texts)), key=lambda row: len(cut[row])):
        if held and (len(held) + 1) * len(cut[row]) > BATCH_TOKENS:
            found[held] = _vectors(reader, [cut[one] for one in held])
            held = []
        held.append(row)
    if held:
        found[held] = _vectors(reader, [cut[one] for one in held])
    return found


def _vectors(reader: Reader, cut: Sequence[list[int]]) -> Floats:
    length = max(map(len, cut))
    tokens = torch.tensor([one + [PADDING] * (length - len(one)) for one in cut])
    mask = tokens != PADDING
    states = reader.states(tokens, torch.zeros_like(tokens), mask).float()
    return nn.functional.normalize(mean_of(states, mask), dim=-1).numpy()


def bm25(texts: Sequence[str]) -> tuple[sparse.csr_matrix, dict[str, int]]:
    """Weights of words in texts, shape (texts, words); k1 = 1.2, b = 0.75 (Robertson et al. 1994)."""
    names: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    lengths: list[int] = []
    for row, text in enumerate(texts):
        counted = Counter(words(text))
        lengths.append(sum(counted.values()))
        for word, count in counted.items():
            rows.append(row)
            columns.append(names.setdefault(word, len(names)))
            values.append(count)
    frequency = np.bincount(columns, minlength=len(names))
    rarity = np.log1p((len(texts) - frequency + 0.5) / (frequency + 0.5))
    times, length = np.array(values, dtype=np.float32), np.array(lengths)[rows]
    norm = 1.2 * (0.25 + 0.75 * length / np.mean(lengths))
    weight = rarity[columns] * times * 2.2 / (times + norm)
    return sparse.csr_matrix((weight, (rows, columns)), shape=(len(texts), len(names))), names


@dataclass(frozen=True, slots=True)
class Ranking:
    """All windows with the parts of the hybrid's first stage."""

    windows: tuple[Window, ...]
    vectors: Floats
    lexical: sparse.csr_matrix
    names: dict[str, int]

    def without(self, question: Asked, vector: Floats) -> list[tuple[int, float]]:
        """The windows ranked first that hold no answer, with their scores."""
        asked = np.zeros(len(self.names), dtype=np.float32)
        for word in words(question.text):
            if word in self.names:
                asked[self.names[word]] += 1
        matched = self.lexical @ asked
        score = self.vectors @ vector + LEXICAL_WEIGHT * matched / max(matched.max(), 1e-9)
        found = [
            (int(row), round(float(score[row]), 4))
            for row in np.argsort(-score)[: 3 * DEPTH]
            if not holds(self.windows[row].text, question.answers)
        ]
        return found[:DEPTH]


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--out", type=Path, default=runs() / "mined.jsonl")
    add_data(parser)
    add_model(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    sets = [read_set(options.data, name) for name in SETS]
    windows = tuple(one for each in sets for group in each.windows.values() for one in group)
    questions = [one for each in sets for one in each.questions]
    reader = Reader(options.model, UNTRAINED).eval()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    with torch.inference_mode():
        passages = vectors(reader, tokenizer, [one.whole for one in windows], PASSAGE_PROMPT)
        asked = vectors(reader, tokenizer, [one.text for one in questions], QUERY_PROMPT)
    ranking = Ranking(windows, passages, *bm25([one.whole for one in windows]))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as stream:
        for question, vector in zip(questions, asked, strict=True):
            negatives = ranking.without(question, vector)
            stream.write(json.dumps({"id": question.id, "negatives": negatives}) + "\n")


if __name__ == "__main__":
    main()
