"""One open library for all that open a folder with the same settings, closed by the last of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.libraries import HANDBOOK, QUESTION

from youju import Library
from youju.errors import LibraryNotFoundError
from youju.integrations.sharing import lease

OFF = {"reading.reader": "off"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "资料") as library:
        library.add_bytes(HANDBOOK.encode(), "员工手册.md")
    return tmp_path / "资料"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Library]]:
    """The libraries that were closed, in order."""
    found: list[Library] = []
    real = Library.close

    def close(library: Library) -> None:
        found.append(library)
        real(library)

    monkeypatch.setattr(Library, "close", close)
    return found


def test_a_folder_is_opened_once_however_many_ask_for_it_at_once(
    folder: Path, closed: list[Library]
) -> None:
    with ThreadPoolExecutor(8) as pool:
        leases = list(pool.map(lambda _: lease(folder, OFF), range(16)))
    assert len({id(one.library) for one in leases}) == 1
    for one in leases[:-1]:
        one.close()
        one.close()
    assert closed == []
    assert leases[-1].library.search(QUESTION, k=1)
    leases[-1].close()
    assert closed == [leases[0].library]


def test_other_settings_and_another_way_to_write_the_folder(folder: Path) -> None:
    one, same = lease(folder, OFF), lease(folder.parent / "x" / ".." / folder.name, OFF)
    other = lease(folder, {**OFF, "retrieval.title_boost": 3.5})
    assert one.library is same.library
    assert other.library is not one.library
    for leased in (one, same, other):
        leased.close()


def test_what_was_closed_is_opened_anew(folder: Path, closed: list[Library]) -> None:
    first = lease(folder, OFF)
    first.close()
    second = lease(folder, OFF)
    assert second.library is not first.library
    assert second.library.search(QUESTION, k=1)
    second.close()
    assert len(closed) == 2


def test_what_was_forgotten_is_closed_by_the_collector(folder: Path, closed: list[Library]) -> None:
    leased = lease(folder, OFF)
    assert closed == []
    del leased
    gc.collect()
    assert len(closed) == 1


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError):
        lease(tmp_path / "none", OFF)
    assert not (tmp_path / "none").exists()
