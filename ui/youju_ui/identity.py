"""The id of a collection where it stands in an address: its name, or a form of the name that a path can carry.

Most names are their own ids. One with a slash or another character that paths lose on the way through
clients and proxies (``合同/2024``) has an id made of its bytes; both forms are taken everywhere.
"""

from __future__ import annotations

import base64
import binascii
import re

PREFIX = "vs_64_"
_LOST = re.compile(r"[/\\?#%;\x00-\x1f\x7f]|^\s|\s$|^\.{1,2}$")


def id_of(name: str) -> str:
    """The id of a collection; ``name_of`` is its inverse."""
    if not _LOST.search(name) and name_of(name) == name:
        return name
    packed = base64.urlsafe_b64encode(name.encode("utf-8", "surrogatepass"))
    return PREFIX + packed.decode("ascii").rstrip("=")


def name_of(identity: str) -> str:
    """The name behind an id; a text that is none of ours stands for itself."""
    packed = identity.removeprefix(PREFIX)
    if packed == identity:
        return identity
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        name = data.decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError):
        return identity
    # Bytes that are written otherwise would be two ids for one name.
    again = base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
    return name if again == packed and name else identity
