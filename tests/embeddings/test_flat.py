"""The exact reference index keeps the contract."""

import pytest

from youju_embeddings import FlatIndex
from youju_embeddings.contracts import DIMENSION, VectorIndexContract


class TestFlatIndex(VectorIndexContract):
    @pytest.fixture
    def index(self):
        return FlatIndex(DIMENSION)
