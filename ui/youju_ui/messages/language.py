"""Which of the two languages to speak, from a flag, the environment or the system's locale."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("zh-CN", "en")
_UNKNOWN = frozenset({"", "c", "posix"})


def normal_language(tag: str) -> str | None:
    """``zh-CN`` or ``en`` for a tag such as ``zh``, ``zh_TW.UTF-8`` or ``en-GB``; None for others."""
    tag = tag.strip().lower()
    if tag.startswith(("zh", "chinese")):
        return "zh-CN"
    return "en" if tag.startswith("en") else None


def choose_language(environment: Mapping[str, str], *, asked: str | None = None) -> str:
    """The flag, else ``YOUJU_LANG``, else the locale; Chinese when nothing tells.

    A locale in a third language is spoken to in English.
    """
    for tag in (asked or "", environment.get("YOUJU_LANG", "")):
        language = normal_language(tag)
        if language is not None:
            return language
    return _system_language(environment)


def _system_language(environment: Mapping[str, str]) -> str:
    """The language of the locale variables, or of the system where they are not used (Windows)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = environment.get(variable, "").partition(".")[0]
        if tag.lower() not in _UNKNOWN:
            return normal_language(tag) or "en"
    if sys.platform != "win32":
        return "zh-CN"
    tag = locale.getlocale()[0] or ""
    return "zh-CN" if tag.lower() in _UNKNOWN else normal_language(tag) or "en"
