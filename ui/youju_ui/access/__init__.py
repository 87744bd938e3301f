"""Who may ask: keys, users, roles and rights of one library, the login, the limits, the log of it all.

    registry   keys and users in ``access.sqlite``; digests are made in ``secrets``
    gate       ASGI middleware: every request gets its ``Access`` or is refused
    passes     links that show one passage without a login
    origins    ASGI middleware: pages elsewhere that may call the APIs
    login      the pages to log in and out
    rate       requests a minute of one asker
    audit      the log
    view       a library as one asker may see it

Nothing here imports the web framework before the server starts.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from youju_ui.access.audit import Audit
from youju_ui.access.gate import Gate, access_of
from youju_ui.access.origins import Origins, origins_of
from youju_ui.access.rate import RateLimit
from youju_ui.access.registry import Registry, utc_now
from youju_ui.access.values import LOCAL, Access, AccessError, Denial, Key, Role, User
from youju_ui.access.view import LibraryView

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def open_registry(library: Path) -> Generator[Registry]:
    """The keys and users of the library in a folder, which need not exist yet."""
    registry = Registry(library.expanduser().absolute())
    try:
        yield registry
    finally:
        registry.close()


__all__ = [
    "LOCAL",
    "Access",
    "AccessError",
    "Audit",
    "Denial",
    "Gate",
    "Key",
    "LibraryView",
    "Origins",
    "RateLimit",
    "Registry",
    "Role",
    "User",
    "access_of",
    "open_registry",
    "origins_of",
    "utc_now",
]
