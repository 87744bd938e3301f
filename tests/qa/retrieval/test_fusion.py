"""Weighted fusion of two rankings."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from youju.retrieval.fusion import fuse
from youju.store.base import Hit


def test_scores_and_ranks_of_both_ways_are_kept():
    dense = [Hit("a", 0.9), Hit("b", 0.8)]
    lexical = [Hit("b", 10.0), Hit("c", 5.0)]
    fused = fuse(dense, lexical, cosines={"a": 0.9, "b": 0.8, "c": 0.7}, lexical_weight=0.2)
    assert [one.passage_id for one in fused] == ["b", "a", "c"]
    first, second, third = fused
    assert (first.dense_rank, first.lexical_rank, first.lexical_score) == (2, 1, 10.0)
    assert (second.dense_rank, second.lexical_rank, second.lexical_score) == (1, None, 0.0)
    assert (third.dense_rank, third.dense_score) == (None, 0.7)
    assert [one.behind for one in fused] == [0.9 - 0.8, 0.0, 0.9 - 0.7]
    (words_only,) = fuse([], [Hit("c", 5.0)], cosines={}, lexical_weight=0.2)
    assert words_only.behind is None


def test_ties_go_to_the_smaller_id_and_nothing_gives_nothing():
    hits = [Hit("b", 0.5), Hit("a", 0.5)]
    assert [
        one.passage_id for one in fuse(hits, [], cosines={"a": 0.5, "b": 0.5}, lexical_weight=1)
    ] == ["a", "b"]
    assert fuse([], [], cosines={}, lexical_weight=1) == ()


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1), min_size=1), st.data())
def test_every_candidate_appears_once_and_best_first(cosines, data):
    lexical = data.draw(st.lists(st.sampled_from(sorted(cosines)), unique=True))
    dense = [Hit(name, score) for name, score in sorted(cosines.items(), key=lambda one: -one[1])]
    hits = [Hit(name, 10.0 - rank) for rank, name in enumerate(lexical)]
    fused = fuse(dense, hits, cosines=cosines, lexical_weight=0.1)
    assert sorted(one.passage_id for one in fused) == sorted(cosines)
    assert all(first.score >= second.score for first, second in itertools.pairwise(fused))
