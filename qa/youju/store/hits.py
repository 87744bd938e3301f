"""From what a derived index found to hits that the database confirms: there, in scope, in order.

An index may be a moment ahead of or behind the database, and knows passages by key alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from youju.store.base import Hit
from youju.store.connections import Connections, select
from youju.store.scoping import condition, is_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import apsw

    from youju.schema import Scope

_SLACK = 8
"""Found beyond ``k``, so that a deletion or a tie at the edge rarely costs a second search."""

_ATTEMPTS = 8
"""How often a search is repeated while a writer takes hits away under it."""

_IN_SCOPE = (
    "SELECT p.key, p.id FROM passages p JOIN documents d ON d.key = p.document "
    "WHERE p.key IN (SELECT value FROM json_each(?)) AND "
)


def confirmed(
    connections: Connections,
    search: Callable[[int], list[tuple[int, float]]],
    *,
    k: int,
    scope: Scope,
) -> tuple[Hit, ...]:
    """The ``k`` best passages that are there and in scope; ties go to the smaller passage id.

    Args:
        connections: of the store.
        search: gives keys and scores, best first, for a number of passages wanted.
        k: how many hits at most.
        scope: what the asker asks for and may read.
    """
    if k <= 0 or is_empty(scope):
        return ()
    depth, attempts = k + _SLACK, _ATTEMPTS
    while True:
        found = search(depth)
        with connections.reading() as connection:
            hits = _confirm(connection, found, scope)
        if len(hits) < len(found) and attempts > 0:
            attempts -= (
                1  # a document was replaced under the search: its new passages are not in it
            )
            continue
        if len(found) < depth or (len(hits) >= k and hits[k - 1].score > found[-1][1]):
            return tuple(hits[:k])
        depth *= 2


def _confirm(
    connection: apsw.Connection, found: Sequence[tuple[int, float]], scope: Scope
) -> list[Hit]:
    where, parameters = condition(scope)
    keys = json.dumps([key for key, _ in found])
    ids: dict[int, str] = dict(select(connection, _IN_SCOPE + where, (keys, *parameters)))
    hits = [Hit(ids[key], score) for key, score in found if key in ids]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))
