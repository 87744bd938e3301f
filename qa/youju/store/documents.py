"""Documents with their text, kept in memory so that the passages of one document share it.

Rows are found by key, which a new revision does not inherit: what is kept can never be out of date.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from youju.store.rows import read_document
from youju.store.schema_sql import HEAD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import apsw

    from youju.schema import Document

CHARACTERS_KEPT = 16_000_000

_BY_KEY = (
    f"SELECT {HEAD_COLUMNS}, d.text FROM documents d "  # noqa: S608 - only constants are put together
    "WHERE d.key IN (SELECT value FROM json_each(?))"
)


class DocumentCache:
    """The documents used last, up to a number of characters in all."""

    def __init__(self, characters: int = CHARACTERS_KEPT) -> None:
        self._limit = characters
        self._guard = threading.Lock()
        self._kept: OrderedDict[int, Document] = OrderedDict()
        self._characters = 0

    def fetch(self, connection: apsw.Connection, keys: Iterable[int]) -> dict[int, Document]:
        """The documents under these keys that are there, with their text."""
        wanted = set(keys)
        with self._guard:
            found = {key: self._kept[key] for key in wanted if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        missing = sorted(wanted - found.keys())
        if missing:
            for row in connection.execute(_BY_KEY, (json.dumps(missing),)):
                found[row[0]] = read_document(row, row[14])
            self._keep({key: found[key] for key in missing if key in found})
        return found

    def _keep(self, documents: dict[int, Document]) -> None:
        with self._guard:
            for key, document in documents.items():
                if key not in self._kept:
                    self._kept[key] = document
                    self._characters += len(document.text)
            while self._characters > self._limit and self._kept:
                _, oldest = self._kept.popitem(last=False)
                self._characters -= len(oldest.text)
