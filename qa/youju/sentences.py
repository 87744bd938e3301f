"""Where sentences end, in Chinese and in Western punctuation; words are left to ``segmentation``."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from youju.schema import Span

LONG_SENTENCE = 80
"""Above this many characters a sentence is also cut at its semicolons."""

_SHORT_CLAUSE = 12
_SHORT_ENCLOSED = 60
_CLOSERS = "”’」』）)】》〉\"'"
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_END = re.compile(r"[。！？!?…．.\n]")
_CONTINUES = "，,、；;：:的。！？"
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|Figs|Eq|vs|etc|al|cf|Inc|Ltd|Co|Corp|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|approx|pp|Vol|Sec|Art|e\.g|i\.e)|^\s*\d{1,3})$"
)


def split_sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """The sentences of ``text`` in order, each without white space at its ends.

    They cover all non-blank characters. ``start`` is added to every offset: the place of ``text``
    in its document.
    """
    spans: list[Span] = []
    begin = 0
    for end in (*_ends(text), len(text)):
        spans.extend(_clauses(text, begin, end))
        begin = end
    return tuple(Span(start + span.start, start + span.end) for span in spans)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` without white space at its ends; None when nothing is left."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    right = len(stretch.rstrip())
    return Span(start + left, start + right) if right > left else None


def _ends(text: str) -> Iterator[int]:
    """Offsets just behind each sentence end."""
    enclosed = _enclosures(text)
    begin = place = 0
    while match := _END.search(text, place):
        place = match.end()
        while place < len(text) and text[place] in "。！？!?…．.":
            place += 1
        if not _is_end(text, begin, match.start(), place):
            continue
        while place < len(text) and text[place] in _CLOSERS:
            place += 1
        holder = bisect.bisect_left(enclosed, (match.start(), 0)) - 1
        inside = holder >= 0 and place < enclosed[holder][1]
        if inside or (place > match.end() and text[place : place + 1] in tuple(_CONTINUES)):
            continue
        yield place
        begin = place


def _enclosures(text: str) -> list[tuple[int, int]]:
    """Short stretches in quotation marks or brackets, inside which no sentence ends; disjoint."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _PAIRS:
            stack.append((_PAIRS[character], place))
        elif stack and character == stack[-1][0]:
            _, opened = stack.pop()
            if place - opened <= _SHORT_ENCLOSED:
                found.append((opened, place + 1))
        elif character == "\n":
            stack.clear()
    outer: list[tuple[int, int]] = []
    for opened, closed in sorted(found):
        if not outer or opened >= outer[-1][1]:
            outer.append((opened, closed))
    return outer


def _is_end(text: str, begin: int, mark: int, behind: int) -> bool:
    """Whether the mark at ``mark`` (its run ends before ``behind``) ends the sentence from ``begin``."""
    character, following = text[mark], text[behind : behind + 1]
    is_last = not following or following.isspace() or following in _CLOSERS
    match character:
        case "。" | "！" | "？":
            return True
        case "\n":
            return _is_line_end(text, begin, mark)
        case "…":
            return is_last
        case "!" | "?":
            return not (following.isascii() and following.isalnum())
        case _:
            return (is_last or _is_wide(following)) and _is_full_stop(text, begin, mark, behind)


def _is_full_stop(text: str, begin: int, mark: int, behind: int) -> bool:
    """Whether a Western full stop ends a sentence: no abbreviation, number or running text."""
    if _is_wide(text[mark - 1 : mark]):
        return True
    following = text[behind : behind + 1]
    upcoming = text[behind:].lstrip()[:1]
    if _is_wide(following) or upcoming.islower():
        return False
    return _ABBREVIATION.search(text[max(begin, mark - 12) : mark]) is None


def _is_line_end(text: str, begin: int, mark: int) -> bool:
    """A line break ends a sentence unless a long line simply runs on in the next (wrapped text)."""
    line = text[text.rfind("\n", begin, mark) + 1 : mark].rstrip() if begin < mark else ""
    upcoming = text[mark + 1 : mark + 2]
    wrapped = (
        len(line) >= 20 and (line[-1].isalnum() or line[-1] in "，、,（“") and upcoming.isalnum()
    )
    return not wrapped or not upcoming.strip()


def _is_wide(character: str) -> bool:
    return bool(character) and "\u2e80" <= character <= "\U0003ffff"


def _clauses(text: str, begin: int, end: int) -> Iterator[Span]:
    """The sentence, cut at its semicolons when it is long."""
    span = trimmed(text, begin, end)
    if span is None:
        return
    if len(span) > LONG_SENTENCE:
        cut = span.start
        for place in range(span.start, span.end):
            if text[place] in "；;" and min(place + 1 - cut, span.end - place - 1) >= _SHORT_CLAUSE:
                if clause := trimmed(text, cut, place + 1):
                    yield clause
                cut = place + 1
        span = trimmed(text, cut, span.end)
    if span is not None:
        yield span
