"""The root of the error tree and the model errors; document and store errors live in ``youju.errors``.

    YoujuError
    ├── ConfigError
    ├── ModelError
    │   ├── ModelNotFoundError
    │   └── MissingExtraError
    ├── DocumentError, StoreError, …            (youju.errors)

Every error says in both languages of the product what went wrong, where, and what to do next.
``str(error)`` is English; a face asks for the user's language with ``error.message``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for people, in Chinese and in English."""

    zh: str
    en: str

    def localized(self, language: str) -> str:
        """The text for a language tag such as ``zh-CN`` or ``en``; anything but Chinese is English."""
        return self.zh if language.lower().startswith("zh") else self.en

    def __str__(self) -> str:
        return self.en


class YoujuError(Exception):
    """Root of every error this project raises on purpose.

    Args:
        zh: what happened, where, and what to do next, in Chinese.
        en: the same in English.
    """

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(zh=zh, en=en)


class ConfigError(YoujuError):
    """A setting is unknown, has the wrong type or contradicts another."""


class ModelError(YoujuError):
    """A model cannot be used."""


class ModelNotFoundError(ModelError):
    """No model under this name or path on this machine."""


class MissingExtraError(ModelError):
    """An optional package is needed; the message names the exact install line."""
