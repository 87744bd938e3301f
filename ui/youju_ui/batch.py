"""Reads questions line by line, has each answered and writes its record at once; asks nothing itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from youju.errors import ConfigError, Message, ModelError, StoreError, YoujuError
from youju.records import AnswerRecord, ErrorRecord, answer_record
from youju.schema import Answer, Role, Turn
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_CATALOGUE = Catalogue(MESSAGES)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch."""

    id: str | int | None
    text: str
    history: tuple[Turn, ...] = ()


class BadLineError(YoujuError):
    """A line of a batch is no question; ``identity`` and ``question`` are what could be read of it."""

    def __init__(
        self, message: Message, *, identity: str | int | None = None, question: str = ""
    ) -> None:
        super().__init__(zh=message.zh, en=message.en)
        self.identity = identity
        self.question = question


def read_question(line: bytes) -> BatchQuestion:
    """One JSON line ``{"id", "question", "history"}``, other fields ignored; or a question as it is.

    A line that begins with a brace, or that is a JSON list, is JSON, every other one plain text: a
    question may well begin with a bracket.

    Raises:
        BadLineError: it is no object, or its question or history is not of the right kind, or it is
            no UTF-8.

    """
    if not _is_json(line.removeprefix(_BOM).strip()):
        return BatchQuestion(None, _plain(line))
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError(_CATALOGUE.both("batch.not_json", detail=str(error))) from error
    if not isinstance(value, dict):
        detail = type(value).__name__
        raise BadLineError(_CATALOGUE.both("batch.not_json", detail=detail))
    fields = cast("dict[str, object]", value)
    raw_id, question = fields.get("id"), fields.get("question")
    name = raw_id if isinstance(raw_id, str | int) and not isinstance(raw_id, bool) else None
    if not isinstance(question, str) or not _is_unicode(question):
        raise BadLineError(_CATALOGUE.both("batch.no_question"), identity=name)
    history = _history(fields.get("history"))
    if history is None:
        raise BadLineError(_CATALOGUE.both("batch.bad_history"), identity=name, question=question)
    return BatchQuestion(name, question, history)


def answer_lines(
    lines: Iterable[bytes],
    ask: Callable[[BatchQuestion], Answer],
    *,
    language: str,
    failed: Callable[[int, str], None],
) -> Iterator[AnswerRecord | ErrorRecord]:
    """The record of every line that is not blank, in order, each as soon as it is answered.

    A line that cannot be asked gives an error record and is told to ``failed`` with its number
    (from 1). What would fail for every line alike (library, model, settings) is raised.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = _record(line, ask, language=language)
        if record["status"] == "error":
            failed(number, cast("ErrorRecord", record)["error"])
        yield record


def _record(
    line: bytes, ask: Callable[[BatchQuestion], Answer], *, language: str
) -> AnswerRecord | ErrorRecord:
    """The record of one line."""
    identity: str | int | None = None
    text = ""
    try:
        question = read_question(line)
        identity, text = question.id, question.text
        return answer_record(ask(question), language=language, identity=identity)
    except (StoreError, ModelError, ConfigError):
        raise
    except YoujuError as error:
        if isinstance(error, BadLineError):
            identity, text = error.identity, error.question
        reason = error.message.localized(language)
        return ErrorRecord(id=identity, question=text, status="error", error=reason)


def _is_json(text: bytes) -> bool:
    """Whether a line wants to be read as JSON."""
    if text[:1] != b"[":
        return text[:1] == b"{"
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        pass
    return True


def _plain(line: bytes) -> str:
    """A question in plain text."""
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise BadLineError(_CATALOGUE.both("batch.not_utf8")) from error


def _history(value: object) -> tuple[Turn, ...] | None:
    """The earlier turns: question texts or ``{"role", "content"}``; None when they are neither."""
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    turns = [_turn(entry) for entry in cast("list[object]", value)]
    return None if None in turns else tuple(turn for turn in turns if turn is not None)


def _turn(entry: object) -> Turn | None:
    """One earlier turn."""
    if isinstance(entry, str):
        return Turn(Role.USER, entry) if _is_unicode(entry) else None
    if not isinstance(entry, dict):
        return None
    fields = cast("Mapping[str, object]", entry)
    role, content = fields.get("role"), fields.get("content")
    if not isinstance(content, str) or role not in tuple(Role) or not _is_unicode(content):
        return None
    return Turn(Role(str(role)), content)


def _is_unicode(text: str) -> bool:
    """Whether the text can be encoded: JSON may hold half a surrogate pair, no tokenizer takes it."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
