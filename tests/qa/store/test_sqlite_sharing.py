"""Many threads and processes use one library: nobody sees half a change, nobody waits to read."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.errors import LibraryLockedError, StoreError
from youju.schema import Scope
from youju.store import revisions
from youju.store.samples import make_manifest, make_query, make_sample, make_vector
from youju.store.sqlite import SqliteStore

MANIFEST = make_manifest()
CHILD = Path(__file__).with_name("writing_child.py")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore.open(tmp_path / "资料", manifest=MANIFEST, wait_seconds=0.3)
    yield store
    store.close()


def test_threads_read_while_one_writes(store: SqliteStore) -> None:
    steady = make_sample("常在", ["不变 的 一段"])
    replaced = make_sample("常换", ["总是 同样 的 话", "另外"])
    steady.put_into(store)
    replaced.put_into(store)
    failures: list[BaseException] = []
    finished = threading.Event()

    def read() -> None:
        try:
            while not finished.is_set():
                assert store.dense(steady.vectors[0], 1)[0].passage_id == steady.ids[0]
                assert store.lexical(make_query("不变"), 1)[0].passage_id == steady.ids[0]
                hits = store.dense(replaced.vectors[0], 1)
                assert hits[0].passage_id == replaced.ids[0]
                assert store.passages([hits[0].passage_id]) == replaced.passages[:1]
                scope = Scope(documents=frozenset({"常换"}))
                assert len(store.dense(replaced.vectors[0], 9, scope=scope)) == 2
                assert store.frequencies(["总是"]) == {"总是": 1}
        except BaseException as error:
            failures.append(error)
            raise

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    end = time.monotonic() + 2.0
    number = 0
    while time.monotonic() < end and not failures:
        replaced.put_into(store)
        make_sample(f"新{number % 5}", [f"第{number}篇 内容"]).put_into(store)
        store.remove(f"新{(number + 2) % 5}")
        number += 1
    finished.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert number > 3
    assert store.check() == ()


def test_another_store_sees_each_change_at_once(store: SqliteStore) -> None:
    other = SqliteStore.open(store.path, manifest=MANIFEST, create=False)
    for word in ("苹果", "香蕉", "樱桃"):
        make_sample(word, [word]).put_into(store)
        assert other.generation == store.generation
        assert [hit.passage_id for hit in other.lexical(make_query(word), 5)] == [f"{word}-0000"]
        assert other.dense(make_vector(word), 1)[0].passage_id == f"{word}-0000"
    store.remove("香蕉")
    assert other.lexical(make_query("香蕉"), 5) == ()
    assert other.frequencies(["香蕉"]) == {"香蕉": 0}
    make_sample("葡萄", ["葡萄"]).put_into(other)
    assert [hit.passage_id for hit in store.lexical(make_query("葡萄"), 5)] == ["葡萄-0000"]
    assert store.check() == other.check() == ()
    other.close()


def test_a_store_far_behind_the_log_of_changes_starts_its_indexes_anew(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "CHANGES_KEPT", 3)
    other = SqliteStore.open(store.path, manifest=MANIFEST, create=False)
    make_sample("先", ["苹果"]).put_into(store)
    assert other.lexical(make_query("苹果"), 1)
    assert other.dense(make_vector("苹果"), 1)
    for number in range(6):
        make_sample(f"后{number}", [f"词{number}"]).put_into(store)
    store.remove("先")
    assert other.lexical(make_query("苹果"), 1) == ()
    assert [hit.passage_id for hit in other.lexical(make_query("词0"), 1)] == ["后0-0000"]
    assert [hit.passage_id for hit in other.dense(make_vector("词0"), 1)] == ["后0-0000"]
    assert other.check() == ()
    other.close()


def test_a_library_another_process_writes_to_says_so_and_can_be_read(store: SqliteStore) -> None:
    make_sample("甲", ["苹果"]).put_into(store)
    command = [sys.executable, str(CHILD), str(store.path), "hold"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(LibraryLockedError) as caught:
            make_sample("乙", ["香蕉"]).put_into(store)
        assert f"进程号 {child.pid}" in caught.value.message.zh
        assert f"pid {child.pid}" in caught.value.message.en
        with pytest.raises(LibraryLockedError):
            store.remove("甲")
        assert [hit.passage_id for hit in store.lexical(make_query("苹果"), 1)] == ["甲-0000"]
        child.communicate("")
    make_sample("乙", ["香蕉"]).put_into(store)
    assert {document.id for document in store.documents()} == {"甲", "乙"}


def test_the_right_to_write_can_be_kept_over_several_changes(store: SqliteStore) -> None:
    with store.exclusive():
        make_sample("甲", ["苹果"]).put_into(store)
        store.remove("甲")
    assert store.documents() == ()


def test_a_closed_store_says_so_and_closes_twice(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, manifest=MANIFEST)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.documents()
