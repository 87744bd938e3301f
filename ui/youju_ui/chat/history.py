"""Conversations kept on the server, each under the name of who had it; they survive a restart.

One SQLite file beside the library's own. Answers are stored as they were shown, without the texts of
their documents; a removed conversation can be brought back until the next start a day later.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from youju_ui.chat.session import Exchange, Progression

FILE = "conversations.sqlite"
_LONGEST_TITLE = 60
_BIN = timedelta(days=1)

_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY, user TEXT NOT NULL, title TEXT NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, removed TEXT);
CREATE INDEX IF NOT EXISTS conversations_of_user ON conversations (user, updated);
CREATE TABLE IF NOT EXISTS exchanges (
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, verdict INTEGER,
  body BLOB NOT NULL, PRIMARY KEY (conversation, number)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list of conversations."""

    id: str
    title: str
    updated: str
    exchanges: int = 0


class History:
    """All conversations of one library; calls may come from many threads."""

    def __init__(self, path: Path) -> None:
        import apsw

        self._lock = Lock()
        self._connection: Any = apsw.Connection(str(path))
        self._connection.set_busy_timeout(5_000)
        self._run("PRAGMA foreign_keys = ON")
        self._run(_TABLES)
        limit = (datetime.now(UTC) - _BIN).isoformat(timespec="seconds")
        self._run("DELETE FROM conversations WHERE removed < ?", limit)

    def close(self) -> None:
        """Give back the file; calling it twice is fine."""
        with self._lock:
            self._connection.close()

    def begin(self, user: str, question: str) -> str:
        """The id of a new conversation, called after its first question."""
        identifier, now = uuid4().hex, _now()
        title = _title(question)
        self._run(
            "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, NULL)",
            *(identifier, user, title, now, now),
        )
        return identifier

    def owns(self, user: str, conversation: str) -> bool:
        """Whether there is such a conversation and it is this user's."""
        found = self._run(
            "SELECT 1 FROM conversations WHERE id = ? AND user = ? AND removed IS NULL",
            *(conversation, user),
        )
        return bool(found)

    def next_number(self, user: str, conversation: str) -> int:
        """The number the next question of a conversation gets."""
        found = self._run(_LAST_NUMBER, conversation, user)
        return 1 + (found[0][0] or 0)

    def put(self, user: str, conversation: str, exchange: Exchange) -> None:
        """Store one exchange, in place of the one with its number."""
        if not self.owns(user, conversation):
            return
        answer = exchange.answer.text if exchange.answer is not None else ""
        verdict = None if exchange.verdict is None else int(exchange.verdict.liked)
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(conversation, exchange.number, exchange.question, answer, verdict),
                    _written(exchange),
                ),
            )
            self._connection.execute(
                "UPDATE conversations SET updated = ? WHERE id = ?", (_now(), conversation)
            )

    def exchange(self, user: str, conversation: str, number: int) -> Exchange | None:
        """One exchange, None when there is none of this number."""
        found = self._run(_ONE, conversation, user, number)
        return _read(found[0][0]) if found else None

    def exchanges(
        self, user: str, conversation: str, *, before: int | None = None, last: int = 10_000
    ) -> tuple[Exchange, ...]:
        """The ``last`` exchanges with numbers under ``before``, in order."""
        found = self._run(
            _SEVERAL,
            *(conversation, user, 1 << 40 if before is None else before, last),
        )
        return tuple(_read(body) for (body,) in reversed(found))

    def drop(self, user: str, conversation: str, number: int) -> None:
        """Take out the exchange of this number and all after it."""
        self._run(_DROP, conversation, user, number)

    def conversations(self, user: str, *, search: str = "", last: int = 200) -> tuple[Summary, ...]:
        """A user's conversations, latest first, those that hold the words of ``search``."""
        wanted = [f"%{_escaped(word)}%" for word in search.split()[:8]]
        held = "".join(_HOLDS for _ in wanted)
        found = self._run(
            _LISTED.replace("/* words */", held),
            *(user, *(pattern for word in wanted for pattern in (word, word, word)), last),
        )
        return tuple(Summary(*row) for row in found)

    def title(self, user: str, conversation: str) -> str:
        """What a conversation is called, empty when there is none."""
        found = self._run(
            "SELECT title FROM conversations WHERE id = ? AND user = ?", conversation, user
        )
        return str(found[0][0]) if found else ""

    def rename(self, user: str, conversation: str, title: str) -> None:
        """Call a conversation otherwise; a blank title changes nothing."""
        if title.strip():
            self._run(
                "UPDATE conversations SET title = ? WHERE id = ? AND user = ?",
                *(_title(title), conversation, user),
            )

    def remove(self, user: str, conversation: str) -> None:
        """Put a conversation into the bin."""
        self._run(
            "UPDATE conversations SET removed = ? WHERE id = ? AND user = ?",
            *(_now(), conversation, user),
        )

    def restore(self, user: str, conversation: str) -> None:
        """Take a conversation out of the bin."""
        self._run(
            "UPDATE conversations SET removed = NULL WHERE id = ? AND user = ?", conversation, user
        )

    def judged(self, user: str | None = None) -> Iterator[tuple[str, tuple[Exchange, ...]]]:
        """Each judged exchange with those before it, oldest first: conversation id, exchanges."""
        found = self._run(
            "SELECT conversation, number, user FROM exchanges JOIN conversations ON id = conversation "
            "WHERE verdict IS NOT NULL AND removed IS NULL AND (?1 IS NULL OR user = ?1) "
            "ORDER BY created, number",
            user,
        )
        for conversation, number, owner in found:
            yield conversation, self.exchanges(owner, conversation, before=number + 1, last=4)

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return list(self._connection.execute(statement, values))

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with self._lock, self._connection:
            yield


_OWN = "conversation = (SELECT id FROM conversations WHERE id = ? AND user = ? AND removed IS NULL)"
_LAST_NUMBER = "SELECT max(number) FROM exchanges WHERE " + _OWN  # noqa: S608 - only constants are put together
_ONE = "SELECT body FROM exchanges WHERE " + _OWN + " AND number = ?"  # noqa: S608 - only constants are put together
_SEVERAL = (
    "SELECT body FROM exchanges WHERE " + _OWN + " AND number < ? ORDER BY number DESC LIMIT ?"  # noqa: S608 - only constants are put together
)
_DROP = "DELETE FROM exchanges WHERE " + _OWN + " AND number >= ?"  # noqa: S608 - only constants are put together
_LISTED = """
SELECT id, title, updated, (SELECT count(*) FROM exchanges WHERE conversation = c.id)
FROM conversations c WHERE user = ? AND removed IS NULL /* words */
ORDER BY updated DESC, rowid DESC LIMIT ?
"""
_HOLDS = (
    "AND (title LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM exchanges WHERE conversation = c.id "
    "AND (question LIKE ? ESCAPE '\\' OR answer LIKE ? ESCAPE '\\'))) "
)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _plain(value: object) -> object:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


def _written(exchange: Exchange) -> bytes:
    import msgspec

    return msgspec.json.encode(exchange, enc_hook=_plain)


def _read(body: bytes) -> Exchange:
    """An exchange as it was stored; one that an earlier version wrote otherwise is a question again."""
    import msgspec

    try:
        return msgspec.json.decode(body, type=Exchange)
    except msgspec.ValidationError:
        known = msgspec.json.decode(body)
        return Exchange(
            number=known["number"],
            question=known["question"],
            progression=Progression.STOPPED,
        )
