"""What several tests of the embeddings share."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from youju_embeddings import BundledEncoder, Fingerprint
from youju_embeddings.engine import Engine, weights_path
from youju_embeddings.int8_encoder import ensure_int8
from youju_embeddings.packed import read_packed


class HashEncoder:
    """A cheap encoder whose vectors depend on the text alone; it remembers what it was asked."""

    def __init__(self, *, weights="hash", fail_after=None):
        self.fingerprint = Fingerprint("hash", weights, 16, "|", "numpy")
        self.encoded = []
        self.closed = 0
        self._fail_after = fail_after

    def _vector(self, text):
        seed = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        vector = np.frombuffer(seed, np.uint8)[:16].astype(np.float32) - 127.5
        return vector / np.linalg.norm(vector)

    def _vectors(self, texts):
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, 16)

    def encode_queries(self, texts):
        return self._vectors(texts)

    def encode_passages(self, texts, *, report=None):
        if self._fail_after is not None and len(self.encoded) + len(texts) > self._fail_after:
            raise KeyboardInterrupt
        self.encoded.extend(texts)
        if report is not None and texts:
            report(len(texts))
        return self._vectors(texts)

    def close(self):
        self.closed += 1


@pytest.fixture
def hash_encoder():
    return HashEncoder()


@pytest.fixture
def make_hash_encoder():
    return HashEncoder


@pytest.fixture(scope="session")
def engine():
    return Engine()


@pytest.fixture
def engine_encoder():
    encoder = BundledEncoder(bulk_threshold=None, int8=False)
    yield encoder
    encoder.close()


@pytest.fixture(scope="session")
def packed():
    return read_packed(weights_path())


@pytest.fixture(scope="session")
def data():
    place = os.environ.get("YOUJU_DATA")
    if not place or not Path(place).is_dir():
        pytest.skip("YOUJU_DATA does not name the directory with the evaluation data")
    return Path(place)


@pytest.fixture(scope="session")
def int8_place(engine):
    return ensure_int8(engine)
