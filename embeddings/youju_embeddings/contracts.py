"""Contract tests that any encoder, pair scorer and vector index must pass; a subclass gives the fixture.

    class TestMyIndex(VectorIndexContract):
        @pytest.fixture
        def index(self) -> VectorIndex:
            return MyIndex(DIMENSION)

Needs pytest, which nothing else in this package imports.
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from youju_embeddings.protocols import Reading, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Encoder, Identifiers, PairScorer, VectorIndex, Vectors

DIMENSION = 8
"""Dimension of the vectors that ``VectorIndexContract`` puts in."""

TEXTS = (
    "2022年地区生产总值增长5%。",
    "员工每年享有十天带薪年休假。",
    "",
    "𬭎先生：３～５个工作日\n内办结……",
    "The quick brown fox jumps over the lazy dog.",
    "教育、医疗和住房持续改善，" * 20,
    "\0控制字符\ud800</s>",
)


class EncoderContract:
    """What any ``Encoder`` must do. The subclass gives the fixture ``encoder``."""

    @pytest.fixture
    def encoder(self) -> Encoder:
        """The encoder under test."""
        raise NotImplementedError

    def test_vectors_have_the_shape_type_and_length_of_the_contract(self, encoder: Encoder) -> None:
        """Rows are float32, as many as texts, of the dimension the fingerprint states, length 1."""
        for vectors in (encoder.encode_passages(TEXTS), encoder.encode_queries(TEXTS)):
            assert vectors.dtype == np.float32
            assert vectors.shape == (len(TEXTS), encoder.fingerprint.dimension)
            np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)

    def test_no_text_gives_no_vector(self, encoder: Encoder) -> None:
        """An empty sequence is no special case for the caller."""
        shape = (0, encoder.fingerprint.dimension)
        assert encoder.encode_passages([]).shape == shape
        assert encoder.encode_queries([]).shape == shape

    def test_vectors_come_in_the_order_of_the_texts(self, encoder: Encoder) -> None:
        """However an encoder batches inside, row i belongs to text i."""
        together = encoder.encode_passages(TEXTS)
        alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
        assert _rowwise(together, alone).min() > 0.999

    def test_the_same_text_gives_the_same_vector(self, encoder: Encoder) -> None:
        """Twice in one call or in two calls."""
        twice = encoder.encode_passages([TEXTS[0], TEXTS[4], TEXTS[0]])
        assert _rowwise(twice[:1], twice[2:]).min() > 0.9999
        assert (
            _rowwise(twice, encoder.encode_passages([TEXTS[0], TEXTS[4], TEXTS[0]])).min() > 0.9999
        )

    def test_report_hears_of_every_passage_once(self, encoder: Encoder) -> None:
        """The numbers reported add up to the number of texts."""
        heard: list[int] = []
        encoder.encode_passages(TEXTS, report=heard.append)
        assert sum(heard) == len(TEXTS)
        assert all(count > 0 for count in heard)

    def test_the_fingerprint_is_stable_and_compatible_with_itself(self, encoder: Encoder) -> None:
        """It identifies the weights and says so before and after encoding."""
        before = encoder.fingerprint
        encoder.encode_queries(TEXTS[:1])
        assert encoder.fingerprint == before
        assert before.compatible(encoder.fingerprint)
        assert before.weights

    def test_threads_may_encode_at_the_same_time(self, encoder: Encoder) -> None:
        """Each gets the vectors of its own texts."""
        texts = TEXTS[:2] + TEXTS[4:5]
        expected = encoder.encode_queries(texts)
        found: dict[int, Vectors] = {}

        def encode(number: int, mine: Sequence[str]) -> None:
            found[number] = encoder.encode_queries(mine)

        threads = [
            threading.Thread(target=encode, args=(i, texts[i : i + 1])) for i in range(len(texts))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        together = np.concatenate([found[i] for i in range(len(texts))])
        assert _rowwise(together, expected).min() > 0.9999

    def test_closing_twice_is_fine(self, encoder: Encoder) -> None:
        """``close`` is for ``with`` blocks and error paths alike."""
        encoder.close()
        encoder.close()


QUESTION = "员工每年有几天年休假？"

_HEADING = "员工手册 > 第三章　休假\n"

WINDOWS = (
    Window(_HEADING + "员工每年享有十天带薪年休假，须提前一周申请。", begin=len(_HEADING)),
    Window("2022年地区生产总值增长5%。"),
    Window(""),
    Window(_HEADING, begin=len(_HEADING)),
    Window("𬭎先生：３～５个工作日\n内办结……  "),
    Window("The quick brown fox jumps over the lazy dog."),
    Window("教育、医疗和住房持续改善，" * 200),
    Window("\0控制字符\ud800</s>，年休假十天<mask>"),
)


class PairScorerContract:
    """What any ``PairScorer`` must do. The subclass gives the fixture ``scorer``."""

    @pytest.fixture
    def scorer(self) -> PairScorer:
        """The scorer under test."""
        raise NotImplementedError

    def test_no_window_gives_no_reading(self, scorer: PairScorer) -> None:
        """An empty sequence is no special case for the caller."""
        assert scorer.score(QUESTION, []) == ()

    def test_readings_come_in_the_order_of_the_windows(self, scorer: PairScorer) -> None:
        """However a scorer batches inside, reading i belongs to window i, whatever stands beside it."""
        together = scorer.score(QUESTION, WINDOWS)
        assert len(together) == len(WINDOWS)
        for reading, window in zip(together, WINDOWS, strict=True):
            _assert_same_reading(reading, scorer.score(QUESTION, [window])[0])

    def test_the_same_window_gives_the_same_reading(self, scorer: PairScorer) -> None:
        """Twice in one call."""
        first, _, second = scorer.score(QUESTION, [WINDOWS[0], WINDOWS[1], WINDOWS[0]])
        _assert_same_reading(first, second)

    def test_numbers_are_finite_and_scores_probabilities(self, scorer: PairScorer) -> None:
        """Also for empty, long and odd windows, and for an odd question."""
        for question in (QUESTION, "", "\0\ud800</s>𬭎", "为什么" * 300):
            for reading in scorer.score(question, WINDOWS):
                assert 0 <= reading.score <= 1
                assert math.isfinite(reading.relevance)
                assert (reading.span is None) == (reading.margin is None)
                assert reading.margin is None or math.isfinite(reading.margin)

    def test_a_span_is_text_of_the_window_behind_title_and_headings(
        self, scorer: PairScorer
    ) -> None:
        """Exact offsets, not empty, without white space at its ends."""
        for reading, window in zip(scorer.score(QUESTION, WINDOWS), WINDOWS, strict=True):
            if reading.span is None:
                continue
            start, end = reading.span
            assert window.begin <= start < end <= len(window.text)
            quoted = window.text[start:end]
            assert quoted == quoted.strip()

    def test_threads_may_score_at_the_same_time(self, scorer: PairScorer) -> None:
        """Each gets the readings of its own windows."""
        expected = scorer.score(QUESTION, WINDOWS[:3])
        found: dict[int, Reading] = {}

        def score(number: int) -> None:
            found[number] = scorer.score(QUESTION, WINDOWS[number : number + 1])[0]

        threads = [threading.Thread(target=score, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number, reading in enumerate(expected):
            _assert_same_reading(reading, found[number])

    def test_the_name_says_what_it_is(self, scorer: PairScorer) -> None:
        """Settings and records need one."""
        assert scorer.name

    def test_closing_twice_is_fine(self, scorer: PairScorer) -> None:
        """``close`` is for ``with`` blocks and error paths alike."""
        scorer.close()
        scorer.close()


class VectorIndexContract:
    """What any ``VectorIndex`` must do. The subclass gives ``index``, empty, of ``DIMENSION``."""

    @pytest.fixture
    def index(self) -> VectorIndex:
        """The index under test."""
        raise NotImplementedError

    def test_an_empty_index_finds_nothing(self, index: VectorIndex) -> None:
        """Neither with nor without a limit."""
        assert len(index) == 0
        assert _found(index, _random(1)[0], 5) == []
        assert _found(index, _random(1)[0], 5, allowed=[1]) == []

    def test_the_nearest_come_first_with_their_cosines(self, index: VectorIndex) -> None:
        """The result is that of sorting all inner products."""
        vectors, ids = _random(50), np.arange(100, 150)
        index.add(ids, vectors)
        query = _random(1, seed=7)[0]
        found, scores = index.search(query, 10)
        expected = vectors @ query
        assert found.tolist() == ids[np.argsort(-expected)[:10]].tolist()
        np.testing.assert_allclose(scores, np.sort(expected)[::-1][:10], atol=1e-5)
        assert found.dtype == np.int64
        assert scores.dtype == np.float32

    def test_fewer_than_k_come_back_when_there_are_fewer(self, index: VectorIndex) -> None:
        """Without padding."""
        index.add(np.arange(3), _random(3))
        assert len(_found(index, _random(1)[0], 10)) == 3
        assert _found(index, _random(1)[0], 0) == []

    def test_ties_go_to_the_smaller_id(self, index: VectorIndex) -> None:
        """Also when more vectors tie than are asked for, in whatever order they were added."""
        same = np.repeat(_random(1), 100, axis=0)
        ids = np.random.default_rng(3).permutation(100)
        index.add(ids, same)
        index.add(np.arange(200, 230), _random(30, seed=5))
        assert _found(index, same[0], 7) == [0, 1, 2, 3, 4, 5, 6]
        assert _found(index, same[0], 3, allowed=[50, 99, 2, 49]) == [2, 49, 50]

    def test_allowed_limits_the_search(self, index: VectorIndex) -> None:
        """Unknown ids in it do no harm, and an empty limit allows nothing."""
        vectors = _random(30)
        index.add(np.arange(30), vectors)
        everything = _found(index, vectors[4], 30)
        allowed = [3, 9, 4, 27, 1000, -1]
        expected = [number for number in everything if number in allowed]
        assert _found(index, vectors[4], 10, allowed=allowed) == expected
        assert _found(index, vectors[4], 2, allowed=allowed) == expected[:2]
        assert _found(index, vectors[4], 10, allowed=[]) == []

    def test_removed_ids_are_gone_and_may_come_back(self, index: VectorIndex) -> None:
        """``remove`` counts what was there."""
        vectors = _random(10)
        index.add(np.arange(10), vectors)
        assert index.remove(np.array([2, 3, 77])) == 2
        assert index.remove(np.array([2])) == 0
        assert index.remove(np.array([], dtype=np.int64)) == 0
        assert len(index) == 8
        assert 2 not in _found(index, vectors[2], 10)
        index.add(np.array([2]), vectors[2:3])
        assert _found(index, vectors[2], 1) == [2]

    def test_a_known_or_repeated_id_is_refused_and_changes_nothing(
        self, index: VectorIndex
    ) -> None:
        """All of an ``add`` or none."""
        index.add(np.array([5]), _random(1))
        for ids in ([6, 5], [7, 7]):
            with pytest.raises(ValueError, match="id"):
                index.add(np.array(ids), _random(2))
        assert len(index) == 1

    def test_vectors_of_another_shape_are_refused(self, index: VectorIndex) -> None:
        """Rather than read past their end."""
        with pytest.raises(ValueError, match="shape"):
            index.add(np.array([1]), np.ones((1, DIMENSION + 1), dtype=np.float32))
        with pytest.raises(ValueError, match="shape"):
            index.search(np.ones(DIMENSION - 1, dtype=np.float32), 1)

    def test_searches_go_on_while_vectors_come_and_go(self, index: VectorIndex) -> None:
        """Every search sees the index before or after a change, never in between."""
        fixed = _random(40)
        index.add(np.arange(40), fixed)
        failures: list[str] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                found = _found(index, fixed[3], 1, allowed=list(range(40)))
                if found != [3]:
                    failures.append(str(found))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for turn in range(30):
            ids = np.arange(100, 140) + turn
            index.add(ids, _random(40, seed=turn))
            index.remove(ids)
        stop.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(index) == 40


def _random(count: int, *, seed: int = 1) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    scaled: Vectors = np.divide(vectors, lengths, dtype=np.float32)
    return scaled


def _found(
    index: VectorIndex, vector: Vectors, k: int, *, allowed: Sequence[int] | None = None
) -> list[int]:
    limit: Identifiers | None = None if allowed is None else np.array(allowed, dtype=np.int64)
    ids, scores = index.search(vector, k, allowed=limit)
    assert len(ids) == len(scores)
    return [int(number) for number in ids]


def _rowwise(first: Vectors, second: Vectors) -> Vectors:
    products: Vectors = np.sum(first * second, axis=1)
    return products


def _assert_same_reading(first: Reading, second: Reading) -> None:
    """Equal up to rounding, which a batch may do in another order."""
    assert first.span == second.span
    np.testing.assert_allclose(
        [first.score, first.relevance, first.margin or 0],
        [second.score, second.relevance, second.margin or 0],
        atol=1e-3,
        rtol=1e-3,
    )
