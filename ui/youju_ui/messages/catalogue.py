"""Looks a sentence up by key and language and fills its places; the sentences belong to the faces.

A face holds ``MESSAGES: dict[str, Message]`` in a module of its own beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from youju_embeddings.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one face by key."""

    messages: Mapping[str, Message]

    def text(self, key: str, language: str, /, **values: str | float) -> str:
        """The sentence in one language with its ``{places}`` filled.

        Raises:
            KeyError: no such key, or a place without its value: a mistake in the face.

        """
        return self.messages[key].localized(language).format(**values)

    def both(self, key: str, /, **values: str | float) -> Message:
        """The sentence in both languages."""
        message = self.messages[key]
        return Message(zh=message.zh.format(**values), en=message.en.format(**values))

    def mismatches(self) -> tuple[str, ...]:
        """Keys whose two languages differ in places, or where one language is blank."""
        return tuple(
            key
            for key, message in self.messages.items()
            if places(message.zh) != places(message.en)
            or not message.zh.strip()
            or not message.en.strip()
        )


def places(template: str) -> frozenset[str]:
    """The names in braces of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
