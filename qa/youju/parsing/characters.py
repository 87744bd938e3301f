"""Single characters: which are hidden, which are wide, and how two lines of text join.

It changes no wording: width and variant forms stay the source's; normalising is the index's work.
"""

from __future__ import annotations

import re
from typing import Final

from youju_embeddings.errors import Message

_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")

_SILENT: Final = re.compile("[\u00ad\ufeff]")
"""Soft hyphens and byte order marks: invisible, harmless, common."""

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u200b\u2060-\u2064\u180e"  # zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional: show one order, hold another
    "\ufff9-\ufffb\U000e0000-\U000e007f]"  # annotations and tags: text that nobody sees
)

_PLAIN: Final = "\x00-\x7f\u2010-\u2027\u3000-\u9fff\uff00-\uffef"
_JOINER: Final = re.compile(
    f"[\u200c\u200d]+(?=[{_PLAIN}]|$)|(?<=[{_PLAIN}])[\u200c\u200d]+|^[\u200c\u200d]+"
)
"""Joiners shape Persian, Hindi and emoji; beside Chinese or ASCII they only hide."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_WIDE: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u2fff\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003ffff"
)
_QUOTES: Final = "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"
_JOINS_TIGHT: Final = re.compile(f"[{_WIDE}{_QUOTES}]")
_WIDE_ONLY: Final = re.compile(f"[{_WIDE}]")


def normalize_newlines(text: str) -> str:
    r"""Every kind of line end, form feeds and separators too, as ``\n``."""
    return _BREAKS.sub("\n", text)


def remove_hidden(text: str) -> tuple[str, int]:
    """The text without characters that nobody sees, and how many suspicious ones there were.

    Soft hyphens and byte order marks go uncounted. Lone surrogates, which no file can hold,
    become U+FFFD.
    """
    text = _SILENT.sub("", normalize_newlines(text))
    text, hidden = _HIDDEN.subn("", text)
    text, joiners = _JOINER.subn("", text)
    text, lone = _SURROGATE.subn("\ufffd", text)
    return text, hidden + joiners + lone


def hidden_warning(count: int) -> Message:
    """What to tell people when hidden characters were taken out."""
    return Message(
        zh=f"文中有 {count} 个看不见的控制字符（零宽、双向文字等），已去除；检索和引用都以去除后的文字为准。",
        en=f"{count} invisible control characters (zero width, bidirectional, …) were removed; "
        "search and quotes use the text without them.",
    )


def is_wide(character: str) -> bool:
    """Whether a character fills a full em: Chinese, kana, Hangul and full-width forms."""
    return _WIDE_ONLY.match(character) is not None


def width(text: str) -> int:
    """Columns on a terminal: 2 a wide character, 1 any other."""
    return len(text) + len(_WIDE_ONLY.findall(text))


def seam(left: str, right: str) -> str:
    """What stands between the end of one line and the start of the next: nothing in Chinese."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    tight = _JOINS_TIGHT.match(left[-1]) or _JOINS_TIGHT.match(right[0])
    return "" if tight else " "


def join_lines(left: str, right: str) -> str:
    """Two lines of one paragraph as one, undoing a hyphen that only broke an English word."""
    hyphenated = len(left) > 1 and left[-1] in "-\u2010" and left[-2].isalpha()
    if hyphenated and left[-2].isascii() and right[:1].isascii() and right[:1].islower():
        return left[:-1] + right
    if hyphenated and right[:1].isascii():
        return left + right
    return left + seam(left, right) + right
