"""Finds, for each training question, the windows that the hybrid ranks high and that do not answer it.

The ranking is the first stage of ``youju.retrieval``: cosine plus a small weight of BM25 over words,
over all windows at once, so that thousands of questions cost seconds. Its reranking is left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from scipy import sparse
from tokenizers import Tokenizer
from training.reader.model import Reader, Shape
from training.reader.windows import holds, read_set

from youju.segmentation import words

SETS = ("cmrc2018_train", "drcd_train")
LEXICAL_WEIGHT = 0.1
DEPTH = 12
BATCH_TOKENS = 4096


def vectors(reader: Reader, tokenizer: Tokenizer, texts: Sequence[str], prompt: str) -> np.ndarray:
    """Mean-pooled unit vectors of the untrained encoder, shape (n, 384)."""
    encoded = [one.ids[:320] for one in tokenizer.encode_batch([prompt + text for text in texts])]
    order = sorted(range(len(texts)), key=lambda row: len(encoded[row]))
    found = np.empty((len(texts), 384), dtype=np.float32)
    batch: list[int] = []
    for place, row in enumerate(order):
        batch.append(row)
        following = len(encoded[order[place + 1]]) if place + 1 < len(order) else 10**9
        if (len(batch) + 1) * following > BATCH_TOKENS:
            length = len(encoded[batch[-1]])
            tokens = torch.tensor([encoded[i] + [1] * (length - len(encoded[i])) for i in batch])
            mask = tokens != 1
            states = reader.states(tokens, torch.zeros_like(tokens), mask).float()
            mean = (states * mask[:, :, None]).sum(1)
            found[batch] = torch.nn.functional.normalize(mean, dim=-1).numpy()
            batch = []
    return found


def bm25(texts: Sequence[str]) -> tuple[sparse.csr_matrix, dict[str, int]]:
    """Weights of words in texts, shape (texts, words); k1 = 1.2, b = 0.75 (Robertson et al. 1994)."""
    names: dict[str, int] = {}
    rows, columns, values, lengths = [], [], [], []
    for row, text in enumerate(texts):
        counted = Counter(words(text))
        lengths.append(sum(counted.values()))
        for word, count in counted.items():
            rows.append(row)
            columns.append(names.setdefault(word, len(names)))
            values.append(count)
    frequency = np.bincount(columns, minlength=len(names))
    rarity = np.log1p((len(texts) - frequency + 0.5) / (frequency + 0.5))
    count, length = np.array(values, dtype=np.float32), np.array(lengths)[rows]
    norm = 1.2 * (0.25 + 0.75 * length / np.mean(lengths))
    weight = rarity[columns] * count * 2.2 / (count + norm)
    return sparse.csr_matrix((weight, (rows, columns)), shape=(len(texts), len(names))), names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    sets = [read_set(options.data, name) for name in SETS]
    windows = [one for each in sets for group in each.windows.values() for one in group]
    questions = [one for each in sets for one in each.questions]
    reader = Reader(options.model, Shape(rank=0)).eval()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    with torch.inference_mode():
        passages = vectors(reader, tokenizer, [one.whole for one in windows], "passage: ")
        asked = vectors(reader, tokenizer, [one.text for one in questions], "query: ")
    matrix, names = bm25([one.whole for one in windows])
    with options.out.open("w", encoding="utf-8") as stream:
        for question, vector in zip(questions, asked, strict=True):
            lexical = np.zeros(len(names), dtype=np.float32)
            for word in words(question.text):
                if word in names:
                    lexical[names[word]] += 1
            matched = matrix @ lexical
            score = passages @ vector + LEXICAL_WEIGHT * matched / max(matched.max(), 1e-9)
            found = [
                (int(row), round(float(score[row]), 4))
                for row in np.argsort(-score)[: 3 * DEPTH]
                if not holds(windows[row].text, question.answers)
            ]
            stream.write(json.dumps({"id": question.id, "negatives": found[:DEPTH]}) + "\n")


if __name__ == "__main__":
    main()
