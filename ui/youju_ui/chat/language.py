"""Which of the two languages a browser gets: its choice, else what it asks for, else the server's."""

from __future__ import annotations

from collections.abc import Mapping

COOKIE = "youju_language"
LANGUAGES = ("zh-CN", "en")


def known(language: str | None) -> str | None:
    """The interface language for a tag such as ``zh-TW`` or ``en-GB``; None without one."""
    tag = (language or "").strip().lower()
    if not tag or tag in {"auto", "*"}:
        return None
    return "zh-CN" if tag.startswith("zh") else "en"


def spoken(sent: object) -> str:
    """The language a page says it speaks; the first of ours for anything else."""
    return known(sent if isinstance(sent, str) else None) or LANGUAGES[0]


def preferred(header: str | None) -> str | None:
    """The first language of an ``Accept-Language`` header."""
    weighted: list[tuple[float, str]] = []
    for part in (header or "").split(","):
        tag, _, quality = part.partition(";q=")
        try:
            weighted.append((-float(quality or 1), tag))
        except ValueError:
            continue
    for _, tag in sorted(weighted, key=lambda entry: entry[0]):
        language = known(tag)
        if language is not None:
            return language
    return None


def language_of(
    *,
    query: Mapping[str, str],
    cookies: Mapping[str, str],
    headers: Mapping[str, str],
    default: str,
) -> str:
    """The language of one request."""
    return (
        known(query.get("lang"))
        or known(cookies.get(COOKIE))
        or preferred(headers.get("accept-language"))
        or known(default)
        or LANGUAGES[0]
    )
