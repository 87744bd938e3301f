"""Opening a library: made when it may be, refused with the way out when it cannot be used."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from youju.errors import LibraryMismatchError, LibraryNotFoundError, NotInLibraryError, StoreError
from youju.store import places
from youju.store.places import DATABASE_NAME, network_file_system
from youju.store.samples import make_manifest, make_sample
from youju.store.sqlite import SqliteStore, read_manifest

MANIFEST = make_manifest()


def test_the_manifest_is_known_before_the_library_is_opened(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    store = SqliteStore.open(tmp_path, manifest=MANIFEST)
    store.close()
    assert read_manifest(tmp_path) == MANIFEST


def test_nothing_there_is_not_made_unasked(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "无"):
        with pytest.raises(LibraryNotFoundError) as caught:
            SqliteStore.open(place, manifest=MANIFEST, create=False)
        assert "youju add" in caught.value.message.zh
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_left_by_a_kill_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).touch()
    assert read_manifest(tmp_path) is None
    with pytest.raises(LibraryNotFoundError):
        SqliteStore.open(tmp_path, manifest=MANIFEST, create=False)
    store = SqliteStore.open(tmp_path, manifest=MANIFEST)
    assert store.check() == ()
    store.close()


def test_another_model_or_segmenter_is_refused_with_the_command(tmp_path: Path) -> None:
    SqliteStore.open(tmp_path, manifest=MANIFEST).close()
    others = {
        "weights-b": make_manifest(weights="weights-b"),
        "32": make_manifest(32),
        "jieba/9": replace(MANIFEST, segmenter="jieba/9"),
    }
    for named, other in others.items():
        with pytest.raises(LibraryMismatchError) as caught:
            SqliteStore.open(tmp_path, manifest=other)
        for text in (caught.value.message.zh, caught.value.message.en):
            assert named in text
            assert "youju repair --reindex" in text


def test_another_runtime_of_the_same_weights_is_welcome(tmp_path: Path) -> None:
    SqliteStore.open(tmp_path, manifest=MANIFEST).close()
    other = replace(MANIFEST, fingerprint=replace(MANIFEST.fingerprint, runtime="onnx"))
    store = SqliteStore.open(tmp_path, manifest=other)
    assert store.manifest == MANIFEST
    store.close()


def test_a_newer_library_and_a_foreign_database_are_refused(tmp_path: Path) -> None:
    SqliteStore.open(tmp_path / "新", manifest=MANIFEST).close()
    connection = apsw.Connection(str(tmp_path / "新" / DATABASE_NAME))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryMismatchError, match="pip install -U youju"):
        SqliteStore.open(tmp_path / "新", manifest=MANIFEST)
    (tmp_path / "别").mkdir()
    connection = apsw.Connection(str(tmp_path / "别" / DATABASE_NAME))
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a database of youju"):
        SqliteStore.open(tmp_path / "别", manifest=MANIFEST)


def test_a_place_that_cannot_hold_a_library_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "文件"
    file.touch()
    with pytest.raises(StoreError, match="is a file"):
        SqliteStore.open(file, manifest=MANIFEST)
    with pytest.raises(StoreError, match="cannot be made"):
        SqliteStore.open(file / "下面", manifest=MANIFEST)
    table = tmp_path / "mounts"
    table.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(places, "MOUNT_TABLE", table)
    with pytest.raises(StoreError, match="network file system \\(nfs4\\)"):
        SqliteStore.open(tmp_path / "资料", manifest=MANIFEST)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/a", None),
        ("/mnt/my share/资料", "cifs"),
        ("/mnt/my share/local", None),
        ("/mnt/my shares", None),
        ("/ssh/x", "fuse.sshfs"),
    ],
)
def test_the_deepest_mount_decides(path: str, expected: str | None) -> None:
    mounts = (
        "/dev/a / ext4 rw 0 0\n"
        "//server/x /mnt/my\\040share cifs rw 0 0\n"
        "/dev/b /mnt/my\\040share/local xfs rw 0 0\n"
        "me@host:/ /ssh fuse.sshfs rw 0 0\n"
        "broken\n"
    )
    assert network_file_system(Path(path), mounts) == expected


def test_a_missing_document_is_named_in_the_error(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, manifest=MANIFEST)
    with pytest.raises(NotInLibraryError, match="甲乙"):
        store.document("甲乙")
    store.close()


def test_opening_loads_neither_faiss_nor_the_word_index(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, manifest=MANIFEST)
    make_sample("甲", ["苹果"]).put_into(store)
    store.close()
    code = (
        "import sys; from pathlib import Path; from youju.store.sqlite import SqliteStore, read_manifest;"
        "p = Path(sys.argv[1]); s = SqliteStore.open(p, manifest=read_manifest(p)); s.documents();"
        "print([m for m in ('faiss', 'tantivy', 'torch') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
