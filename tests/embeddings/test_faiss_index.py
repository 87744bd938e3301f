"""The FAISS index keeps the contract and equals the reference."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju_embeddings import FaissIndex, FlatIndex
from youju_embeddings.contracts import DIMENSION, VectorIndexContract


class TestFaissIndex(VectorIndexContract):
    @pytest.fixture
    def index(self):
        return FaissIndex(DIMENSION)


operations = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(st.integers(0, 60), unique=True, max_size=30)),
        st.tuples(st.just("remove"), st.lists(st.integers(0, 60), max_size=20)),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(
    operations=operations,
    k=st.integers(0, 50),
    allowed=st.none() | st.lists(st.integers(0, 70), max_size=40),
    kinds=st.integers(1, 40),
    seed=st.integers(0, 1000),
)
def test_equals_the_flat_index_whatever_was_added_and_removed(operations, k, allowed, kinds, seed):
    # Few different vectors, so that ties abound.
    vectors = np.random.default_rng(seed).normal(size=(kinds, DIMENSION)).astype(np.float32)
    fast, exact = FaissIndex(DIMENSION), FlatIndex(DIMENSION)
    present = set()
    for operation, numbers in operations:
        if operation == "remove":
            ids = np.array(numbers, dtype=np.int64)
            assert fast.remove(ids) == exact.remove(ids) == len(present & set(numbers))
            present -= set(numbers)
        else:
            ids = np.array([n for n in numbers if n not in present], dtype=np.int64)
            for index in (fast, exact):
                index.add(ids, vectors[ids % kinds])
            present |= set(numbers)
    limit = None if allowed is None else np.array(allowed, dtype=np.int64)
    found, scores = fast.search(vectors[0], k, allowed=limit)
    expected, expected_scores = exact.search(vectors[0], k, allowed=limit)
    assert found.tolist() == expected.tolist()
    assert scores.tolist() == expected_scores.tolist()


def test_equal_vectors_tie_exactly_at_any_place_of_a_larger_index():
    vectors = np.random.default_rng(0).normal(size=(3001, 384)).astype(np.float32)
    vectors[[7, 1500, 3000]] = vectors[0]
    index = FaissIndex(384)
    index.add(np.arange(3001)[::-1].copy(), vectors)
    found, scores = index.search(vectors[0], 4)
    assert found.tolist() == [0, 1500, 2993, 3000]
    assert len(set(scores.tolist())) == 1
