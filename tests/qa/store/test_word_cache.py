"""The word index follows the database by changing what changed, and starts afresh when it pays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.store import word_cache
from youju.store.samples import make_manifest, make_query, make_sample
from youju.store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """Forty documents in an index that treats them as a large library."""
    monkeypatch.setattr(word_cache, "SMALL_LIBRARY", 0)
    store = SqliteStore.open(tmp_path, manifest=make_manifest())
    for number in range(40):
        make_sample(f"文{number:02d}", [f"词{number} 苹果"]).put_into(store)
    assert store.frequencies(["苹果"]) == {"苹果": 40}
    yield store
    store.close()


def folders(store: SqliteStore) -> list[str]:
    return [folder.name for folder in store.path.glob("words-*")]


def found(store: SqliteStore, word: str) -> list[str]:
    return [hit.passage_id for hit in store.lexical(make_query(word), 50)]


def test_one_change_is_taken_over_in_place(store: SqliteStore) -> None:
    before = folders(store)
    make_sample("文07", ["梨子 苹果", "梨子"]).put_into(store)
    store.remove("文08")
    assert found(store, "梨子") == ["文07-0001", "文07-0000"]
    assert store.frequencies(["苹果", "词7", "词8", "梨子"]) == {
        "苹果": 39,
        "词7": 0,
        "词8": 0,
        "梨子": 2,
    }
    assert folders(store) == before
    assert store.check() == ()


def test_many_removals_start_a_new_index(store: SqliteStore) -> None:
    before = folders(store)
    for number in range(20):
        store.remove(f"文{number:02d}")
    assert found(store, "词30")[:1] == ["文30-0000"]
    assert store.frequencies(["苹果"]) == {"苹果": 20}
    assert len(folders(store)) == 1
    assert folders(store) != before
    assert store.check() == ()


def test_a_kill_between_the_index_and_its_note_is_noticed(store: SqliteStore) -> None:
    note = store.path / "words.json"
    earlier = note.read_bytes()
    make_sample("新", ["榴莲"]).put_into(store)
    assert found(store, "榴莲") == ["新-0000"]
    note.write_bytes(earlier)
    other = SqliteStore.open(store.path, manifest=make_manifest(), create=False)
    assert found(other, "榴莲") == ["新-0000"]
    assert other.frequencies(["苹果"]) == {"苹果": 40}
    assert other.check() == ()
    other.close()
