"""Who asks and what they may do: frozen values that every face of the server is handed with a request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from youju_embeddings.errors import YoujuError

if TYPE_CHECKING:
    from youju.schema import Scope


class AccessError(YoujuError):
    """A key or user that cannot be made, found or changed."""


class Role(StrEnum):
    """What someone may do; each role may do what those before it may."""

    READER = "reader"
    """Search, ask, look at documents."""
    EDITOR = "editor"
    """Add and remove documents, run evaluations."""
    ADMIN = "admin"
    """See what others did."""

    def covers(self, other: Role) -> bool:
        """Whether this role may do what the other may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Access:
    """The asker of one request.

    ``readable`` holds the collections he may read, and as an editor write; None is all of them. It
    goes into ``Scope.readable`` of every call of the library.
    """

    name: str
    """``user:name`` or ``key:name``; ``local`` where nobody is asked who he is."""
    role: Role
    readable: frozenset[str] | None = None

    def may(self, role: Role) -> bool:
        """Whether he may do what the role stands for."""
        return self.role.covers(role)

    def reads(self, collection: str) -> bool:
        """Whether the collection is one of his."""
        return self.readable is None or collection in self.readable

    def scope(
        self,
        *,
        collections: frozenset[str] | None = None,
        documents: frozenset[str] | None = None,
    ) -> Scope:
        """What he asks for within what he may read."""
        from youju.schema import Scope

        return Scope(collections=collections, documents=documents, readable=self.readable)


LOCAL = Access("local", Role.ADMIN)
"""The person at this machine, while no key and no user was ever made."""
VISITOR = Access("visitor", Role.READER)
"""A page of an allowed origin, while no key and no user was ever made: it may read, not change."""


class Denial(StrEnum):
    """Why a request has no access."""

    MISSING = "missing"
    """Neither key nor session."""
    MALFORMED = "malformed"
    """An ``Authorization`` header that is no ``Bearer`` one."""
    WRONG = "wrong"
    """A key or session that is unknown, expired or revoked."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key for programs as it is listed; the secret itself is kept nowhere."""

    id: str
    name: str
    role: Role
    collections: frozenset[str] | None
    created: str
    """ISO time in UTC, as the two below."""
    expires: str | None = None
    revoked: str | None = None

    @property
    def access(self) -> Access:
        """What its bearer may do."""
        return Access(f"key:{self.name}", self.role, self.collections)

    def is_active(self, now: str) -> bool:
        """Whether it opens anything at a time."""
        return self.revoked is None and (self.expires is None or now < self.expires)


@dataclass(frozen=True, slots=True)
class User:
    """A person who logs in with a password."""

    name: str
    role: Role
    collections: frozenset[str] | None
    created: str
    stamp: str
    """Changes with password and rights: a session made before is over."""

    @property
    def access(self) -> Access:
        """What he may do."""
        return Access(f"user:{self.name}", self.role, self.collections)
