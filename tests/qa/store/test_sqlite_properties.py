"""Whatever is put and removed in whatever order, the store is what a plain dict would be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TypeAlias

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.store.rows import pack_vectors, unpack_vectors
from youju.store.samples import Sample, make_manifest, make_query, make_sample, make_vector
from youju.store.sqlite import SqliteStore

WORDS = ["苹果", "香蕉", "樱桃", "葡萄汁", "𬭎"]
Step: TypeAlias = tuple[str, str, list[str]]

texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=4)
steps = st.tuples(
    st.sampled_from(["put", "put", "remove", "reopen", "look"]), st.sampled_from("甲乙丙丁"), texts
)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(steps, max_size=9))
def test_any_sequence_of_changes_equals_a_dict(sequence: list[Step]) -> None:
    model: dict[str, Sample] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.open(Path(folder), manifest=make_manifest())
        for action, identity, content in sequence:
            if action == "put":
                model[identity] = make_sample(identity, content)
                model[identity].put_into(store)
            elif action == "remove":
                assert store.remove(identity) == (model.pop(identity, None) is not None)
            elif action == "reopen":
                store.close()
                store = SqliteStore.open(Path(folder), manifest=make_manifest(), create=False)
            else:
                _require_same(store, model)
        _require_same(store, model)
        assert store.check() == ()
        store.close()


def _require_same(store: SqliteStore, model: dict[str, Sample]) -> None:
    assert {document.id for document in store.documents()} == set(model)
    for identity, sample in model.items():
        assert store.document(identity) == sample.document
        assert store.blocks(identity) == sample.blocks
        assert store.passages_of(identity) == sample.passages
    assert [hit.passage_id for hit in store.dense(make_vector("香蕉"), 5)] == _nearest(model, 5)
    passages = [passage for sample in model.values() for passage in sample.passages]
    for word in WORDS:
        holding = {passage.id for passage in passages if word in passage.text.split()}
        assert {hit.passage_id for hit in store.lexical(make_query(word), 99)} == holding
        assert store.frequencies([word]) == {word: len(holding)}


def _nearest(model: dict[str, Sample], k: int) -> list[str]:
    """A flat search over the vectors as they are stored."""
    wanted = make_vector("香蕉").astype(np.float64)
    scored: list[tuple[float, str]] = []
    for sample in model.values():
        if sample.ids:
            stored = unpack_vectors(pack_vectors(sample.vectors), 16).astype(np.float64)
            scored.extend(zip((-np.round(stored @ wanted, 6)).tolist(), sample.ids, strict=True))
    return [identity for _, identity in sorted(scored)[:k]]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.integers(1, 400))
def test_stored_vectors_keep_their_cosines(seed: int, dimension: int) -> None:
    generator = np.random.default_rng(seed)
    vectors = generator.normal(size=(8, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    stored = unpack_vectors(pack_vectors(vectors), dimension)
    assert np.allclose(np.linalg.norm(stored, axis=1), 1.0, atol=1e-6)
    assert np.abs(vectors @ vectors.T - stored @ stored.T).max() < 1e-3
