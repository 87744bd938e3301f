# ruff: noqa: D102, S101 - a contract is made of assertions under names that are sentences
"""What every store must do when documents move to another collection; part of ``StoreContract``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from youju.errors import AlreadyThereError, NotInLibraryError
from youju.schema import Scope
from youju.store.samples import make_query, make_sample, make_vector, without_text

if TYPE_CHECKING:
    from youju.store.base import Store

OPEN = Scope(readable=frozenset({"公开"}))
INNER = Scope(readable=frozenset({"内部"}))


class MovingContract:
    """Moving and finding; ``StoreContract`` has the fixtures."""

    def test_a_moved_document_is_found_where_it_is_now_and_nowhere_else(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果", "香蕉"], collection="公开")
        sample.put_into(store)
        for here, there, collection in ((OPEN, INNER, "内部"), (INNER, OPEN, "公开")):
            assert len(store.lexical(make_query("苹果"), 9, scope=here)) == 1
            assert len(store.dense(make_vector("苹果"), 9, scope=here)) == 2
            assert store.passages_of("甲")[0].document.collection != collection
            store.move(["甲"], collection)
            assert store.lexical(make_query("苹果"), 9, scope=here) == ()
            assert store.dense(make_vector("苹果"), 9, scope=here) == ()
            assert len(store.lexical(make_query("苹果"), 9, scope=there)) == 1
            assert len(store.dense(make_vector("苹果"), 9, scope=there)) == 2
            assert store.documents(here) == ()
            assert store.check() == ()

    def test_moving_changes_nothing_but_the_collection(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果", "香蕉"], collection="公开", metadata={"年": "2023"})
        sample.put_into(store)
        before = store.vectors(sample.ids)
        store.move(["甲"], "内部")
        moved = replace(sample.document, collection="内部")
        assert store.document("甲") == moved
        assert store.documents() == (without_text(moved),)
        assert store.blocks("甲") == sample.blocks
        assert store.passages_of("甲") == tuple(
            replace(one, document=moved) for one in sample.passages
        )
        assert store.passages(sample.ids) == store.passages_of("甲")
        assert store.terms(sample.ids) == sample.terms
        assert np.array_equal(store.vectors(sample.ids), before)

    def test_all_move_or_none(self, store: Store) -> None:
        for identity in "甲乙":
            make_sample(identity, ["苹果"], collection="公开").put_into(store)
        generation = store.generation
        with pytest.raises(NotInLibraryError):
            store.move(["甲", "无"], "内部")
        twin = make_sample("丙", ["苹果"], collection="内部")
        replace(twin, document=replace(twin.document, source="乙.txt")).put_into(store)
        with pytest.raises(AlreadyThereError):
            store.move(["甲", "乙"], "内部")
        assert {one.id for one in store.documents(OPEN)} == {"甲", "乙"}
        assert store.generation == generation + 1
        store.move(["甲"], "公开")
        assert store.generation == generation + 1
        store.move(["甲", "丙"], "第三处")
        assert {one.id for one in store.documents(Scope(collections=frozenset({"第三处"})))} == {
            "甲",
            "丙",
        }
        assert store.check() == ()

    def test_a_document_is_found_by_collection_and_source(self, store: Store) -> None:
        sample = make_sample("甲", ["苹果"], collection="公开")
        sample.put_into(store)
        assert store.find("公开", "甲.txt") == without_text(sample.document)
        assert store.find("内部", "甲.txt") is None
        assert store.find("公开", "乙.txt") is None


__all__ = ["MovingContract"]
