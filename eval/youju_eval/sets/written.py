"""The files of an export before they are written, and the notes on what a format cannot hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from youju.errors import Message

Content: TypeAlias = str | Callable[[], bytes]
"""A text, or what gives the bytes of a file when they are wanted."""


@dataclass(frozen=True, slots=True)
class Written:
    """Name below the target → content, and what was lost."""

    files: Mapping[str, Content]
    notes: tuple[Message, ...] = ()


def json_lines(records: Iterable[Mapping[str, object]]) -> str:
    """An object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def lost(count: int, *, zh: str, en: str) -> tuple[Message, ...]:
    """A note that so many questions lose something; nothing when it is none."""
    if not count:
        return ()
    return (Message(zh=f"{count} 个问题{zh}。", en=f"{count} question{'s' * (count > 1)} {en}."),)
