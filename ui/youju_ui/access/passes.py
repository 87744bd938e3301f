"""A pass: opens the page of one passage for some minutes to whoever holds the link, without a login.

Made for the bearer of a key (the page with the widget), signed with the server's secret over the key's
id, the passage's and the end; it reads what the key may read at that moment and is over with the key.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from youju_ui.access.secrets import derived, same, signed, verified
from youju_ui.access.values import Access, Role

if TYPE_CHECKING:
    from youju_ui.access.registry import Registry
    from youju_ui.access.values import Key

PARAMETER = "pass"
"""Where in the query of a page's address it stands."""
MINUTES = 10
_PURPOSE = "passage"


def make_pass(registry: Registry, access: Access, passage_id: str) -> str | None:
    """A pass to one passage; None for who comes without a key: he is logged in, or nobody is asked."""
    for key in _active(registry):
        if key.access.name == access.name:
            expires = registry.now(later=timedelta(minutes=MINUTES))
            return signed([key.id, passage_id, expires], _secret(registry))
    return None


def pass_access(registry: Registry, text: str, passage_id: str) -> Access | None:
    """What a pass opens at a passage; None when it is none of ours, for another one, or over."""
    values = verified(text, _secret(registry)) if registry.guarded else None
    if values is None or len(values) != 3 or not same(values[1], passage_id):
        return None
    if registry.now() >= values[2]:
        return None
    found = next((key.access for key in _active(registry) if key.id == values[0]), None)
    return None if found is None else Access(found.name, Role.READER, found.readable)


def _active(registry: Registry) -> list[Key]:
    known, now = registry.keys(), registry.now()
    return [key for key in known if key.is_active(now)]


def _secret(registry: Registry) -> bytes:
    return derived(registry.secret(), _PURPOSE)
