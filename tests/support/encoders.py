"""Encoders for tests that are not about encoding."""

from itertools import pairwise

import numpy as np

from youju_embeddings import Fingerprint


class BigramEncoder:
    """Counts of hashed character bigrams: near enough to meaning for a handful of paragraphs."""

    fingerprint = Fingerprint("bigrams", "bigrams", 256, "|", "numpy")

    def encode_queries(self, texts):
        return self._vectors(texts)

    def encode_passages(self, texts, *, report=None):
        if report is not None:
            report(len(texts))
        return self._vectors(texts)

    def close(self):
        pass

    def _vectors(self, texts):
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in enumerate(texts):
            for first, second in pairwise(text):
                vectors[row, (ord(first) * 31 + ord(second)) % 256] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors[norms[:, 0] == 0, 0] = 1
        return vectors / np.where(norms == 0, 1, norms)
