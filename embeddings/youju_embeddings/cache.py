"""Vectors remembered by text, so that nothing is encoded twice; the encoding is the wrapped encoder's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from youju_embeddings.cache_file import CacheFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from youju_embeddings.protocols import Encoder, Fingerprint, Report, Vectors

MAXIMUM_BYTES = 2_000_000_000

_BATCH = 128
"""Texts encoded between two writes: what an interruption costs at most."""


class CachedEncoder:
    """An encoder whose passage vectors are kept in a file; questions always go to the encoder.

    The file is a convenience: damaged, locked or not writable, it is replaced or left aside with a
    warning in the log, and the vectors come from the encoder.

    Args:
        encoder: makes what is not in the file.
        path: the file; several processes and models may share it.
        maximum_bytes: size at which the longest unused vectors are dropped.
    """

    def __init__(self, encoder: Encoder, path: Path, *, maximum_bytes: int = MAXIMUM_BYTES) -> None:
        self._encoder = encoder
        self._file = CacheFile(path, maximum_bytes=maximum_bytes)

    @property
    def fingerprint(self) -> Fingerprint:
        """The wrapped encoder's."""
        return self._encoder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, dimension), straight from the encoder."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], *, report: Report | None = None) -> Vectors:
        """Vectors of passages, shape (n, dimension), in order; known texts are not encoded again.

        Every batch is written before the next is begun: after an interruption the same call goes on
        where it stopped.
        """
        fingerprint = self.fingerprint
        keys = [_key(fingerprint, text) for text in texts]
        vectors = np.empty((len(texts), fingerprint.dimension), dtype=np.float32)
        known = self._file.read(list(dict.fromkeys(keys)), fingerprint.dimension)
        missing: dict[bytes, list[int]] = {}
        for row, key in enumerate(keys):
            if key in known:
                vectors[row] = known[key]
            else:
                missing.setdefault(key, []).append(row)
        found = len(texts) - sum(map(len, missing.values()))
        if report is not None and found:
            report(found)
        self._encode_missing(texts, missing, vectors, report)
        return vectors

    def close(self) -> None:
        """Close the file and the encoder; calling it twice is fine."""
        self._file.close()
        self._encoder.close()

    def _encode_missing(
        self,
        texts: Sequence[str],
        missing: dict[bytes, list[int]],
        vectors: Vectors,
        report: Report | None,
    ) -> None:
        keys = list(missing)
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            made = self._encoder.encode_passages(
                [texts[missing[key][0]] for key in batch], report=report
            )
            self._file.write(dict(zip(batch, made, strict=True)))
            for key, vector in zip(batch, made, strict=True):
                rows = missing[key]
                vectors[rows] = vector
                if report is not None and len(rows) > 1:
                    report(len(rows) - 1)


def _key(fingerprint: Fingerprint, text: str) -> bytes:
    """The bytes that stand for a text under these weights and prompts."""
    digest = hashlib.sha256()
    for part in (fingerprint.weights, fingerprint.prompts, str(fingerprint.dimension), text):
        data = part.encode("utf-8", errors="surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()
