"""The embedded store keeps the contract of every store, with FAISS and tantivy as they are used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.store.base import Store
from youju.store.samples import make_manifest
from youju.store.sqlite import SqliteStore
from youju.testing import Reopen, StoreContract


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = SqliteStore.open(tmp_path / "资料", manifest=make_manifest())
        yield store
        store.close()

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Iterator[Reopen]:
        opened: list[Store] = []

        def close_and_open(store: Store) -> Store:
            store.close()
            opened.append(
                SqliteStore.open(tmp_path / "资料", manifest=make_manifest(), create=False)
            )
            return opened[-1]

        yield close_and_open
        for store in opened:
            store.close()
