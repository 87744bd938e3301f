# ruff: noqa: D102, S101 - a contract is made of assertions under names that are sentences
"""What every store must do, as a suite of tests to inherit; ``youju.testing`` is its public door.

How the embedded store does it, under kills and damage, is tested in the project's own tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pytest

from youju.errors import NotInLibraryError
from youju.schema import Passage, Scope
from youju.store.base import Hit, PassageTerms, Store
from youju.store.contract_moving import MovingContract
from youju.store.samples import (
    Sample,
    make_query,
    make_sample,
    make_vector,
    without_text,
)

Reopen: TypeAlias = Callable[[Store], Store]


class StoreContract(MovingContract):
    """What every store must do; override ``store`` (empty, dimension 16) and ``reopen``."""

    @pytest.fixture
    def store(self) -> Store:
        """An empty store for vectors of dimension 16."""
        raise NotImplementedError("override the fixture store")

    @pytest.fixture
    def reopen(self) -> Reopen:
        """Closes a store and opens it again."""
        pytest.skip("this store does not outlive its object")

    def test_put_document_reads_back_as_it_was(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果 香蕉", "樱桃 𬭎"], metadata={"年": "2023", "a'\"b": "x"})
        sample.put_into(store)
        assert store.document("甲") == sample.document
        assert store.documents() == (without_text(sample.document),)
        assert store.blocks("甲") == sample.blocks
        assert store.passages_of("甲") == sample.passages
        assert store.terms(sample.ids) == sample.terms
        assert np.allclose(store.vectors(sample.ids), sample.vectors, atol=1e-3)
        assert np.allclose(np.linalg.norm(store.vectors(sample.ids), axis=1), 1.0, atol=1e-5)
        assert store.check() == ()

    def test_put_twice_is_put_once(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果", "香蕉"])
        sample.put_into(store)
        sample.put_into(store)
        assert len(store.documents()) == 1
        assert sorted(_ids(store.lexical(make_query("样本"), 10))) == list(sample.ids)
        assert store.frequencies(["苹果", "样本"]) == {"苹果": 1, "样本": 2}
        assert store.check() == ()

    def test_put_replaces_the_former_revision(self, store: Store) -> None:
        make_sample("甲", ["苹果", "香蕉"]).put_into(store)
        store.lexical(make_query("苹果"), 10)
        later = make_sample("甲", ["樱桃"], title="新题")
        later.put_into(store)
        assert store.document("甲") == later.document
        assert store.lexical(make_query("苹果"), 10) == ()
        assert _ids(store.lexical(make_query("樱桃"), 10)) == later.ids
        assert _ids(store.dense(make_vector("苹果"), 10)) == later.ids
        assert store.frequencies(["苹果", "樱桃"]) == {"苹果": 0, "樱桃": 1}
        assert store.check() == ()

    def test_remove_leaves_nothing(self, store: Store) -> None:
        gone, kept = make_sample("甲", ["苹果"]), make_sample("乙", ["香蕉"])
        gone.put_into(store)
        kept.put_into(store)
        assert _ids(store.dense(make_vector("苹果"), 1)) == gone.ids
        assert store.remove("甲")
        assert not store.remove("甲")
        with pytest.raises(NotInLibraryError):
            store.document("甲")
        assert store.blocks("甲") == ()
        assert store.passages_of("甲") == ()
        assert store.passages(gone.ids) == ()
        assert not store.vectors(gone.ids).any()
        assert store.terms(gone.ids) == (PassageTerms((), (), (), ()),)
        assert store.lexical(make_query("苹果"), 10) == ()
        assert _ids(store.dense(make_vector("苹果"), 10)) == kept.ids
        assert store.check() == ()

    @pytest.mark.parametrize("fault", ["vectors", "terms", "text", "blank", "infinite", "twice"])
    def test_a_refused_document_leaves_the_store_as_it_was(self, store: Store, fault: str) -> None:
        before = make_sample("甲", ["苹果", "香蕉"])
        before.put_into(store)
        generation = store.generation
        with pytest.raises(ValueError, match=r"\S"):
            _broken(make_sample("甲", ["樱桃", "葡萄"]), fault).put_into(store)
        assert store.generation == generation
        assert store.passages_of("甲") == before.passages
        assert _ids(store.lexical(make_query("苹果"), 10)) == before.ids[:1]
        assert store.check() == ()

    def test_generation_grows_with_every_change(self, store: Store) -> None:
        seen = [store.generation]
        for identity in ("甲", "乙", "甲"):
            make_sample(identity, ["苹果"]).put_into(store)
            seen.append(store.generation)
        store.remove("甲")
        seen.append(store.generation)
        assert seen == sorted(set(seen))
        store.remove("甲")
        assert store.generation == seen[-1]

    def test_passages_come_in_the_order_asked_for(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果", "香蕉", "樱桃"])
        sample.put_into(store)
        asked = [sample.ids[2], "没有", sample.ids[0]]
        assert store.passages(asked) == (sample.passages[2], sample.passages[0])
        assert store.terms(asked)[1] == PassageTerms((), (), (), ())
        assert not store.vectors(asked)[1].any()
        assert store.vectors([]).shape == (0, 16)

    def test_words_of_more_fields_weigh_by_their_boosts(self, store: Store) -> None:
        make_sample("题", ["其他"], title="苹果").put_into(store)
        make_sample("文", ["苹果"], title="其他").put_into(store)
        hits = store.lexical(make_query("苹果"), 10)
        assert _ids(hits) == ("题-0000", "文-0000")
        assert hits[0].score > hits[1].score > 0.0

    def test_bigrams_find_what_the_dictionary_split_otherwise(self, store: Store) -> None:
        make_sample("甲", ["水蜜桃汁"]).put_into(store)
        assert _ids(store.lexical(make_query("蜜桃"), 10)) == ("甲-0000",)
        assert store.frequencies(["蜜桃"]) == {"蜜桃": 0}

    def test_no_character_of_a_query_is_a_command(self, store: Store) -> None:
        make_sample("甲", ["苹果"]).put_into(store)
        for word in [*'"*)(\\&', "title:苹果", "苹果*", "AND", "'; DROP TABLE documents", ""]:
            query = replace(make_query(word), bigrams={word: 1.0})
            assert store.lexical(query, 10) == ()
        assert store.lexical(make_query(), 10) == ()

    def test_ties_break_by_passage_id(self, store: Store) -> None:
        for identity in ("丙", "甲", "乙"):
            make_sample(identity, ["苹果"] * 9).put_into(store)
        everything = sorted(
            f"{identity}-{number:04d}" for identity in "丙甲乙" for number in range(9)
        )
        for k in (1, 4, 27, 40):
            assert list(_ids(store.lexical(make_query("苹果"), k))) == everything[:k]
            assert list(_ids(store.dense(make_vector("苹果"), k))) == everything[:k]

    def test_scores_fall_and_cosines_are_exact(self, store: Store) -> None:
        sample = make_sample("甲", [f"词{number}" for number in range(30)])
        sample.put_into(store)
        wanted = make_vector("问题")
        hits = store.dense(wanted, 30)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        cosines = store.vectors(_ids(hits)) @ wanted
        assert np.allclose(scores, cosines, atol=1e-5)

    @pytest.mark.parametrize(
        ("scope", "expected"),
        [
            (Scope(), {"甲", "乙", "丙"}),
            (Scope(collections=frozenset({"公开"})), {"甲", "乙"}),
            (Scope(collections=frozenset({"公开", "内部"})), {"甲", "乙", "丙"}),
            (Scope(readable=frozenset({"内部"})), {"丙"}),
            (Scope(collections=frozenset({"公开"}), readable=frozenset({"内部"})), set()),
            (Scope(collections=frozenset()), set()),
            (Scope(readable=frozenset()), set()),
            (Scope(documents=frozenset({"乙", "无"})), {"乙"}),
            (Scope(documents=frozenset()), set()),
            (Scope(documents=frozenset({"丙"}), readable=frozenset({"公开"})), set()),
            (Scope(metadata=(("年", "2023"),)), {"甲", "丙"}),
            (Scope(metadata=(("年", "2023"), ("地", "怀柔"))), {"甲"}),
            (Scope(metadata=(("年", "2023"),), readable=frozenset({"内部"})), {"丙"}),
            (Scope(metadata=(("年", "20"),)), set()),
        ],
    )
    def test_scope_is_part_of_every_way_of_searching(
        self, store: Store, scope: Scope, expected: set[str]
    ) -> None:
        texts = ["苹果 香蕉", "苹果 樱桃"]
        place = {"年": "2023", "地": "怀柔"}
        make_sample("甲", texts, collection="公开", metadata=place).put_into(store)
        make_sample("乙", texts, collection="公开", metadata={"年": "2022"}).put_into(store)
        make_sample("丙", texts, collection="内部", metadata={"年": "2023"}).put_into(store)
        passages = {f"{identity}-{number:04d}" for identity in expected for number in (0, 1)}
        assert {document.id for document in store.documents(scope)} == expected
        assert store.passage_counts(scope) == dict.fromkeys(expected, 2)
        assert set(_ids(store.lexical(make_query("苹果"), 10, scope=scope))) == passages
        assert set(_ids(store.dense(make_vector("苹果"), 10, scope=scope))) == passages

    def test_a_document_moved_out_of_reach_is_not_found(self, store: Store) -> None:
        readable = Scope(readable=frozenset({"公开"}))
        for collection, reach in (("公开", 1), ("内部", 0)):
            make_sample("甲", ["苹果"], collection=collection).put_into(store)
            assert len(store.lexical(make_query("苹果"), 10, scope=readable)) == reach
            assert len(store.dense(make_vector("苹果"), 10, scope=readable)) == reach

    def test_everything_is_there_after_reopening(self, store: Store, reopen: Reopen) -> None:
        samples = [make_sample(identity, ["苹果", identity]) for identity in "甲乙丙"]
        for sample in samples:
            sample.put_into(store)
        store.remove("乙")
        generation = store.generation
        again = reopen(store)
        assert again.generation == generation
        assert {document.id for document in again.documents()} == {"甲", "丙"}
        assert _ids(again.lexical(make_query("丙"), 1)) == ("丙-0001",)
        assert _ids(again.dense(make_vector("甲"), 1)) == ("甲-0001",)
        assert again.stats() == replace(again.stats(), documents=2, passages=4, characters=8)
        assert again.check() == ()

    def test_an_empty_store_and_an_empty_document_are_no_special_case(self, store: Store) -> None:
        assert store.dense(make_vector("苹果"), 5) == store.lexical(make_query("苹果"), 5) == ()
        assert store.frequencies(["苹果"]) == {"苹果": 0}
        make_sample("空", []).put_into(store)
        assert store.document("空").text == ""
        assert store.dense(make_vector("苹果"), 5) == store.lexical(make_query("苹果"), 5) == ()
        assert store.check() == ()


def _ids(hits: tuple[Hit, ...]) -> tuple[str, ...]:
    return tuple(hit.passage_id for hit in hits)


def _broken(sample: Sample, fault: str) -> Sample:
    """The sample with one thing wrong."""
    first: Passage = sample.passages[0]
    if fault == "vectors":
        return replace(sample, vectors=sample.vectors[:1])
    if fault == "terms":
        return replace(sample, terms=sample.terms[:1])
    if fault == "text":
        return replace(sample, passages=(replace(first, text="别的"), *sample.passages[1:]))
    if fault == "blank":
        broken = replace(sample.terms[0], body=("有 空格",))
        return replace(sample, terms=(broken, *sample.terms[1:]))
    if fault == "infinite":
        return replace(sample, vectors=np.full_like(sample.vectors, np.nan))
    return replace(sample, passages=(first, replace(sample.passages[1], id=first.id)))


__all__ = ["Reopen", "StoreContract"]
