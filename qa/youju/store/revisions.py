"""The generation of the database and its log of changes, which the derived indexes follow.

A generation alone does not name a state: a restored backup counts on from an older number. Each
commit therefore draws a random token as well, and an index that knows neither is built anew.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju.store.schema_sql import CHANGES_KEPT

if TYPE_CHECKING:
    import apsw


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of the database: how many changes led to it, and the token of the last one."""

    generation: int
    token: str


def read_revision(connection: apsw.Connection) -> Revision:
    """The state that the connection's transaction sees."""
    generation, token = next(connection.execute("SELECT generation, token FROM state"))
    return Revision(generation, token)


def start_revisions(connection: apsw.Connection) -> None:
    """The state of a new database."""
    token = secrets.token_hex(8)
    connection.execute("INSERT INTO state (one, generation, token) VALUES (1, 0, ?)", (token,))
    connection.execute("INSERT INTO changes VALUES (0, ?, '')", (token,))


def record_change(connection: apsw.Connection, document_id: str) -> None:
    """Raise the generation within the transaction that changed this document."""
    token = secrets.token_hex(8)
    connection.execute("UPDATE state SET generation = generation + 1, token = ?", (token,))
    connection.execute("INSERT INTO changes SELECT generation, token, ? FROM state", (document_id,))
    connection.execute(
        "DELETE FROM changes WHERE generation <= (SELECT generation FROM state) - ?",
        (CHANGES_KEPT,),
    )


def changed_since(connection: apsw.Connection, revision: Revision) -> frozenset[str] | None:
    """Ids of the documents put or removed since, None when that state is not in the log."""
    known = connection.execute(
        "SELECT 1 FROM changes WHERE generation = ? AND token = ?",
        (revision.generation, revision.token),
    ).fetchone()
    if known is None:
        return None
    rows = connection.execute(
        "SELECT DISTINCT document FROM changes WHERE generation > ?", (revision.generation,)
    )
    return frozenset(document for (document,) in rows)
