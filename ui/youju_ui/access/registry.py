"""Keys and users of one library: made, listed, taken back, and recognised when they come again."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from youju_ui.access.secrets import (
    key_digest,
    key_parts,
    new_key,
    new_secret,
    password_hash,
    password_matches,
    same,
    signed,
    verified,
)
from youju_ui.access.values import Access, AccessError, Key, Role, User
from youju_ui.database import SideDatabase
from youju_ui.messages import access as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from youju_embeddings.errors import Message

FILE_NAME = "access.sqlite"
SESSION_DAYS = 14
LONGEST_NAME = 64
SHORTEST_PASSWORD = 8
_KEY_COLUMNS = "id, name, role, collections, created, expires, revoked"
_NOBODY = "scrypt$32768$8$3$AAAAAAAAAAAAAAAAAAAAAA$AAAA"
"""Compared with when there is no such user, so that the time does not tell."""
_TABLES = """
CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    role TEXT NOT NULL,
    collections TEXT,
    created TEXT NOT NULL,
    expires TEXT,
    revoked TEXT
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS keys_by_name ON keys (name) WHERE revoked IS NULL;
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    collections TEXT,
    created TEXT NOT NULL,
    stamp TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;
"""


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Registry:
    """The keys and users beside a library; every call sees the file as it is now.

    The file is made with the first key or user; while it is not there nobody is asked who he is.

    Args:
        folder: the library's folder.
        clock: the time, for tests.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        seed = ("INSERT OR IGNORE INTO secrets VALUES ('session', ?)", (new_secret(),))
        self._database = SideDatabase(folder / FILE_NAME, _TABLES, first=[seed])
        self._clock = clock

    @property
    def guarded(self) -> bool:
        """Whether askers must say who they are: a key or user was once made, even if it is gone."""
        return self._database.exists()

    @property
    def opens(self) -> bool:
        """Whether there is a key or user that can get in now."""
        return bool(self.users()) or any(key.is_active(self.now()) for key in self.keys())

    def create_key(
        self,
        name: str,
        *,
        role: Role = Role.READER,
        collections: frozenset[str] | None = None,
        days: int | None = None,
    ) -> tuple[Key, str]:
        """A new key and the text its bearer sends, which cannot be had again.

        Raises:
            AccessError: the name is taken or cannot be one.
        """
        import apsw

        name = _checked_name(name)
        made = new_key()
        expires = None if days is None else self.now(later=timedelta(days=days))
        key = Key(made.id, name, role, collections, self.now(), expires)
        try:
            self._database.change(
                "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                (key.id, name, made.digest, role, _packed(collections), key.created, expires),
            )
        except apsw.ConstraintError as error:
            raise _problem(texts.KEY_NAME_TAKEN, name=name) from error
        return key, made.text

    def keys(self) -> tuple[Key, ...]:
        """All keys by the time they were made, revoked ones too."""
        rows = self._database.rows(f"SELECT {_KEY_COLUMNS} FROM keys ORDER BY created, id")  # noqa: S608 - only constants
        return tuple(_key(row) for row in rows)

    def revoke_key(self, name: str) -> Key:
        """Take back the key of a name or id; it opens nothing from the next request on.

        Raises:
            AccessError: there is no such key that was not revoked.
        """
        for key in self.keys():
            if key.revoked is None and name in (key.name, key.id):
                self._database.change(
                    "UPDATE keys SET revoked = ? WHERE id = ?", (self.now(), key.id)
                )
                return key
        raise _problem(texts.NO_KEY, name=name)

    def key_access(self, text: str) -> Access | None:
        """Who sends this key; None when it opens nothing."""
        parts = key_parts(text)
        if parts is None:
            return None
        found = self._database.rows(
            f"SELECT {_KEY_COLUMNS}, digest FROM keys WHERE id = ?",  # noqa: S608 - only constants
            (parts[0],),
        )
        if not found or not same(found[0][-1], key_digest(parts[1])):
            return None
        key = _key(found[0][:-1])
        return key.access if key.is_active(self.now()) else None

    def add_user(
        self,
        name: str,
        password: str,
        *,
        role: Role = Role.READER,
        collections: frozenset[str] | None = None,
    ) -> User:
        """A new user.

        Raises:
            AccessError: the name is taken or cannot be one, or the password is too short.
        """
        import apsw

        name, hashed = _checked_name(name), password_hash(_checked_password(password))
        user = User(name, role, collections, self.now(), secrets.token_hex(8))
        try:
            self._database.change(
                "INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)",
                (name, hashed, role, _packed(collections), user.created, user.stamp),
            )
        except apsw.ConstraintError as error:
            raise _problem(texts.USER_NAME_TAKEN, name=name) from error
        return user

    def users(self) -> tuple[User, ...]:
        """All users by name."""
        rows = self._database.rows(
            "SELECT name, role, collections, created, stamp FROM users ORDER BY name"
        )
        return tuple(_user(row) for row in rows)

    def remove_user(self, name: str) -> None:
        """Take a user away; his sessions are over.

        Raises:
            AccessError: there is no such user.
        """
        if not self.guarded or not self._database.change(
            "DELETE FROM users WHERE name = ?", (name,)
        ):
            raise _problem(texts.NO_USER, name=name)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password; his sessions are over.

        Raises:
            AccessError: there is no such user, or the password is too short.
        """
        hashed = password_hash(_checked_password(password))
        if not self.guarded or not self._database.change(
            "UPDATE users SET password = ?, stamp = ? WHERE name = ?",
            (hashed, secrets.token_hex(8), name),
        ):
            raise _problem(texts.NO_USER, name=name)

    def log_in(self, name: str, password: str) -> str | None:
        """A session for a user and his password, or for a key alone; None when they do not fit."""
        if not name.strip():
            parts = key_parts(password.strip())
            if parts is None or self.key_access(password.strip()) is None:
                return None
            return self._session("key", parts[0], "")
        rows = self._database.rows(
            "SELECT password, stamp FROM users WHERE name = ?", (name.strip(),)
        )
        stored, stamp = rows[0] if rows else (_NOBODY, "")
        if not password_matches(password, stored) or not rows:
            return None
        return self._session("user", name.strip(), stamp)

    def session_access(self, cookie: str) -> Access | None:
        """Who holds this session; None when it is over, or was never one of ours."""
        values = verified(cookie, self.secret()) if self.guarded else None
        if values is None or len(values) != 4 or self.now() >= values[3]:
            return None
        kind, name, stamp, _ = values
        if kind == "key":
            found = [key for key in self.keys() if key.id == name and key.is_active(self.now())]
            return found[0].access if found else None
        users = [user for user in self.users() if user.name == name and same(user.stamp, stamp)]
        return users[0].access if users else None

    def close(self) -> None:
        """Give back the file; calling it twice is fine."""
        self._database.close()

    def secret(self) -> bytes:
        """What is signed with."""
        return bytes(self._database.rows("SELECT value FROM secrets WHERE name = 'session'")[0][0])

    def now(self, *, later: timedelta = timedelta()) -> str:
        """The time as keys and sessions have it, or one later."""
        return _iso(self._clock() + later)

    def _session(self, kind: str, name: str, stamp: str) -> str:
        expires = self.now(later=timedelta(days=SESSION_DAYS))
        return signed([kind, name, stamp, expires], self.secret())


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds")


def _key(row: tuple[Any, ...]) -> Key:
    identity, name, role, collections, created, expires, revoked = row
    return Key(identity, name, Role(role), _unpacked(collections), created, expires, revoked)


def _user(row: tuple[Any, ...]) -> User:
    name, role, collections, created, stamp = row
    return User(name, Role(role), _unpacked(collections), created, stamp)


def _packed(collections: frozenset[str] | None) -> str | None:
    return None if collections is None else json.dumps(sorted(collections), ensure_ascii=False)


def _unpacked(text: str | None) -> frozenset[str] | None:
    return None if text is None else frozenset(json.loads(text))


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise _problem(texts.BAD_NAME, longest=LONGEST_NAME)
    return name


def _checked_password(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise _problem(texts.SHORT_PASSWORD, shortest=SHORTEST_PASSWORD)
    return password


def _problem(message: Message, **values: str | int) -> AccessError:
    both = filled(message, **values)
    return AccessError(zh=both.zh, en=both.en)
