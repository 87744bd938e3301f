"""What is damaged is found when the library is opened; what is derived is silently built anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from youju.errors import LibraryDamagedError, LibraryFullError
from youju.store import word_files
from youju.store.places import DATABASE_NAME
from youju.store.samples import make_manifest, make_query, make_sample, make_vector
from youju.store.sqlite import SqliteStore

MANIFEST = make_manifest()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library of forty documents."""
    store = SqliteStore.open(tmp_path_factory.mktemp("built"), manifest=MANIFEST)
    for number in range(40):
        make_sample(f"文{number:02d}", [f"词{number} 苹果", "香蕉" * 50]).put_into(store)
    store.close()
    return store.path


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of it to damage."""
    return shutil.copytree(built, tmp_path / "资料")


def words_folder(folder: Path) -> Path:
    (found,) = folder.glob("words-*")
    return found


def a_segment(folder: Path) -> Path:
    return max(words_folder(folder).glob("*.idx"), key=lambda file: file.stat().st_size)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 8):
        data[at] ^= 0xFF
    file.write_bytes(data)


def replace_by_file(folder: Path) -> None:
    place = words_folder(folder)
    shutil.rmtree(place)
    place.write_text("no folder", encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "folder gone": lambda folder: shutil.rmtree(words_folder(folder)),
    "folder is a file": replace_by_file,
    "note gone": lambda folder: (folder / "words.json").unlink(),
    "note garbage": lambda folder: (folder / "words.json").write_bytes(b"\xff{"),
    "note of another shape": lambda folder: (folder / "words.json").write_text("[1]"),
    "segment cut": lambda folder: a_segment(folder).write_bytes(a_segment(folder).read_bytes()[:9]),
    "segment flipped": lambda folder: flip(a_segment(folder)),
    "segment gone": lambda folder: a_segment(folder).unlink(),
    "meta garbage": lambda folder: (words_folder(folder) / "meta.json").write_text("{"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_word_index_is_built_anew(folder: Path, damage: str) -> None:
    DAMAGES[damage](folder)
    store = SqliteStore.open(folder, manifest=MANIFEST, create=False)
    assert [hit.passage_id for hit in store.lexical(make_query("词7"), 5)][:1] == ["文07-0000"]
    assert store.frequencies(["苹果", "香蕉" * 50]) == {"苹果": 40, "香蕉" * 50: 40}
    assert store.check() == ()
    store.close()


def test_words_live_in_memory_where_no_folder_can_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, revision: object) -> Path:
        raise PermissionError("no place")

    shutil.rmtree(words_folder(folder))
    monkeypatch.setattr(word_files.WordFiles, "new_folder", refuse)
    store = SqliteStore.open(folder, manifest=MANIFEST, create=False)
    assert [hit.passage_id for hit in store.lexical(make_query("词7"), 1)] == ["文07-0000"]
    make_sample("新", ["榴莲"]).put_into(store)
    assert [hit.passage_id for hit in store.lexical(make_query("榴莲"), 1)] == ["新-0000"]
    store.remove("新")
    assert store.lexical(make_query("榴莲"), 1) == ()
    assert store.check() == ()
    store.close()


def test_a_restored_database_is_not_searched_with_the_words_of_another_history(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copy(folder / DATABASE_NAME, tmp_path / "backup")
    store = SqliteStore.open(folder, manifest=MANIFEST)
    make_sample("错", ["榴莲"]).put_into(store)
    store.close()
    shutil.copy(tmp_path / "backup", folder / DATABASE_NAME)
    store = SqliteStore.open(folder, manifest=MANIFEST)
    make_sample("对", ["山竹"]).put_into(store)
    assert store.lexical(make_query("榴莲"), 1) == ()
    assert [hit.passage_id for hit in store.lexical(make_query("山竹"), 1)] == ["对-0000"]
    assert store.check() == ()
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda data: b"not a database at all, but long enough to be one" * 100,
        lambda data: data[:8192] + bytes(len(data) - 8192),
        lambda data: data[:20000] + b"\xa5" * 12000 + data[32000:],
    ],
    ids=["half", "header only", "other file", "zeros", "pages overwritten"],
)
def test_a_damaged_database_is_refused(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    file = folder / DATABASE_NAME
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(LibraryDamagedError) as caught:
        SqliteStore.open(folder, manifest=MANIFEST, create=False)
    assert "备份" in caught.value.message.zh
    assert "backup" in caught.value.message.en


def test_check_finds_what_the_database_itself_cannot_know(folder: Path) -> None:
    connection = apsw.Connection(str(folder / DATABASE_NAME))
    connection.execute(
        "UPDATE documents SET text = replace(text, '苹果', '苹桃') WHERE id = '文01'"
    )
    connection.execute("DELETE FROM vectors WHERE passage = 5")
    connection.execute("UPDATE vectors SET packed = zeroblob(32) WHERE passage = 6")
    connection.execute("UPDATE terms SET packed = x'00' WHERE passage = 7")
    connection.execute('UPDATE passages SET "end" = 100000 WHERE key = 9')
    connection.close()
    store = SqliteStore.open(folder, manifest=MANIFEST, create=False)
    found = "\n".join(finding.what.en for finding in store.check())
    for part in (
        "text of 文01",
        "1 passages without vector",
        "vector of 文02-0001",
        "words of 文03",
    ):
        assert part in found
    assert "1 passages of 文04.txt lie outside its text" in found
    store.close()


class _Disk(apsw.VFS):
    """The real file system, until a number of writes is used up."""

    def __init__(self, name: str) -> None:
        self.writes_left: int | None = None
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _File(self, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, disk: _Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self._disk.writes_left is not None:
            if self._disk.writes_left == 0:
                raise apsw.FullError("no space")
            self._disk.writes_left -= 1
        super().xWrite(data, offset)


@pytest.mark.parametrize("writes", [0, 1, 3, 7])
def test_a_full_disk_loses_nothing(folder: Path, writes: int) -> None:
    disk = _Disk(f"full-{writes}")
    store = SqliteStore.open(folder, manifest=MANIFEST, vfs=f"full-{writes}")
    before = store.documents()
    disk.writes_left = writes
    large = make_sample("大", ["内容" * 200 + str(number) for number in range(100)])
    with pytest.raises(LibraryFullError):
        large.put_into(store)
    assert store.documents() == before
    assert store.dense(make_vector("词7 苹果"), 1)[0].passage_id == "文07-0000"
    disk.writes_left = None
    assert store.check() == ()
    large.put_into(store)
    assert store.passages_of("大") == large.passages
    assert store.check() == ()
    store.close()
