"""A wrong character of the same sound in a question, set right where the library shows which was meant.

Input methods offer 凤皇 for 凤凰. What no dictionary and no passage has is looked for with each of its
characters exchanged for others of its sound; what the library has then is proposed, never forced: the
question as it was typed stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from youju.normalize import normalize as index_copy
from youju.schema import Scope
from youju.segmentation import dictionary_words, is_content
from youju.store.base import Store, TermQuery

_LONGEST = 4
"""Characters of a word that is looked for."""
_CHARSET = "gb2312"
"""Characters in use: the 6,763 of this set; the others are hardly ever meant."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A question with one character changed; ``typed`` and ``meant`` are the word before and after."""

    text: str
    typed: str
    meant: str


def respelled(question: str, store: Store, *, scope: Scope = Scope()) -> Respelling | None:
    """The question with its wrong character set right; None where nothing seems wrong.

    The word has to stand in a passage of the scope, so that nobody learns of words they may not read.
    """
    best: tuple[int, int, str, str] | None = None
    for typed, loose in _suspicious(question):
        variants = [
            typed[:at] + other + typed[at + 1 :]
            for at in loose
            for other in homophones().get(typed[at], ())
        ]
        found = store.frequencies([typed, *variants])
        if found.get(typed):
            continue
        for meant in variants:
            rank = len(meant), found.get(meant, 0)
            if rank[1] and (best is None or rank > best[:2]):
                best = *rank, typed, meant
    if best is None:
        return None
    _, _, typed, meant = best
    # The pieces are of the index copy, the question may be in traditional characters.
    copy = index_copy(question)
    place = copy.text.find(typed)
    if place < 0:
        return None
    at = next(place for place in range(len(typed)) if typed[place] != meant[place])
    beside = {typed[low : low + 2] for low in (at - 1, at) if 0 <= low < len(typed) - 1}
    if any(_stands(store, {}, {pair: 1.0}, scope) for pair in beside):
        return None
    if not _stands(store, {meant: 1.0}, {}, scope):
        return None
    wrong = copy.source_span(place + at, place + at + 1)
    text = f"{question[: wrong.start]}{meant[at]}{question[wrong.end :]}"
    return Respelling(text, typed, meant)


def _suspicious(question: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Neighbouring pieces that the dictionary leaves loose, and the places of single characters in them.

    They begin where loose pieces begin: the end of a longer unknown name is no word of its own.
    """
    pieces = dictionary_words(question)
    loose_before = False
    for first, begun in enumerate(pieces):
        if not loose_before:
            text, loose = "", list[int]()
            for piece in pieces[first:]:
                if not _may_change(piece) or len(text) + len(piece) > _LONGEST:
                    break
                if len(piece) == 1:
                    loose.append(len(text))
                text += piece
                if loose and text != piece:
                    yield text, tuple(loose)
        loose_before = len(begun) == 1 and _may_change(begun)


def _may_change(piece: str) -> bool:
    return is_content(piece) and all("\u4e00" <= one <= "\u9fff" for one in piece)


def _stands(store: Store, words: dict[str, float], pairs: dict[str, float], scope: Scope) -> bool:
    boosts = {"title": 1.0, "headings": 1.0, "body": 1.0, "bigrams": 1.0}
    return bool(store.lexical(TermQuery(words, pairs, boosts), 1, scope=scope))


@cache
def homophones() -> dict[str, tuple[str, ...]]:
    """By character: those of the same sound in its first reading, tones aside."""
    from pypinyin.pinyin_dict import pinyin_dict

    heard: dict[str, list[str]] = {}
    for code, readings in pinyin_dict.items():
        if _in_use(chr(code)):
            heard.setdefault(_toneless(readings.split(",")[0]), []).append(chr(code))
    return {
        one: tuple(other for other in group if other != one)
        for group in heard.values()
        for one in group
    }


def _in_use(character: str) -> bool:
    try:
        return len(character.encode(_CHARSET)) > 1
    except UnicodeEncodeError:
        return False


def _toneless(reading: str) -> str:
    return "".join(one for one in normalize("NFD", reading) if not combining(one))
