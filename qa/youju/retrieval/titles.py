"""Which documents a question names, by the words that tell titles apart and by places.

Near-identical reports differ in little but whose they are: what a question says of that counts for more
than how well a sentence of another report fits.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from youju.retrieval.coverage import plain_text, short_name
from youju.schema import Document, Passage
from youju.segmentation import is_content, tags, words

_KIND = re.compile(r"(?:自治区|自治州|自治县|特别行政区|省|市|区|县|州|镇|乡)$")
_MOST_NAMED = 16
"""More documents than this are a kind, no names."""
_LEAST_APART = math.log(2)
"""Weight of a title word that stands in half of the titles."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The words that tell documents apart by their titles, and those of them that a question names."""

    asked: frozenset[str]
    weights: Mapping[str, float]
    places: frozenset[str] = frozenset()
    """Places of the question that some title is of, without their kind: 上海 of 上海市."""

    def match(self, document: Document) -> float:
        """In [0, 1]: the share of the question's title words here times the share of the title asked.

        Both, since a title of many words is hardly meant by a question that shares one of them.
        """
        title, name = _words_of(document.title), _words_of(_file_words(document.name))
        held = self._weight(self.asked & (title | name))
        wanted = self._weight(self.asked)
        whole = self._weight(title) or self._weight(name)
        return held / wanted * min(1.0, held / whole) if held and whole else 0.0

    def named(self, documents: Sequence[Document]) -> tuple[Document, ...]:
        """The documents whose titles have every title word of the question; none where those are many."""
        telling = frozenset(word for word in self.asked if self._weight(frozenset({word})))
        if self._weight(telling) < _LEAST_APART:
            return ()
        named = tuple(one for one in documents if telling <= _title_words(one))
        return named if len(named) <= min(_MOST_NAMED, len(documents) // 2) else ()

    def names(self, passage: Passage, word: str) -> bool:
        """Whether a word of the question is one that tells this passage's title from others."""
        return (
            word in self.asked
            and self.weights.get(word, 0.0) >= _LEAST_APART
            and word in _title_words(passage.document)
        )

    def place_match(self, passage: Passage) -> float:
        """1 in a document of a place asked for, -1 in one of another place that never mentions it, else 0."""
        own = title_places(passage.document)
        if not self.places or not own:
            return 0.0
        if self.places & own:
            return 1.0
        near = plain_text(f"{passage.context}\n{passage.text}")
        return 0.0 if any(place in near for place in self.places) else -1.0

    def _weight(self, chosen: frozenset[str]) -> float:
        return sum(self.weights.get(word, 0.0) for word in chosen)


NO_TITLES = Titles(frozenset(), {})


def titles_asked(
    question: str, documents: Sequence[Document], *, others: Iterable[str] = ()
) -> Titles:
    """The title words of a question; nothing weighs in a library of one document.

    A word in every title weighs nothing, one in a single title most. ``others`` stand for words of it.
    """
    # years have a slot of their own: 2024年 in a title may be the year of the plan or of the review
    told = itertools.chain(words(question), *map(words, others))
    asked = frozenset(word for word in told if _tells(word))
    weights = _title_weights(tuple((one.title, one.name) for one in documents))
    named = _places_of(question)
    of_titles = frozenset(place for one in documents for place in title_places(one) & named)
    return Titles(asked, weights, of_titles)


@lru_cache(maxsize=8)
def _title_weights(named: tuple[tuple[str, str], ...]) -> Mapping[str, float]:
    size = len(named)
    counts = Counter(
        word for title, name in named for word in _words_of(title) | _words_of(_file_words(name))
    )
    return {word: math.log(size / count) for word, count in counts.items() if _tells(word)}


def _title_words(document: Document) -> frozenset[str]:
    return _words_of(document.title) | _words_of(_file_words(document.name))


def title_places(document: Document) -> frozenset[str]:
    """The places a document is of, by its title and name, without their kind."""
    return _places_of(document.title) | _places_of(_file_words(document.name))


@lru_cache(maxsize=20_000)
def _places_of(text: str) -> frozenset[str]:
    plain = {short_name(word) for word, tag in tags(text) if tag == "ns" and len(word) > 1}
    return frozenset(plain | {name for name, _ in places(text)})


def _tells(word: str) -> bool:
    return is_content(word) and not word.isdigit()


def _file_words(name: str) -> str:
    return name.rsplit(".", 1)[0].replace("_", " ")


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(words(text))


@lru_cache(maxsize=5_000)
def places(text: str) -> tuple[tuple[str, str], ...]:
    """The places of a text that say what kind they are, as name and kind: (密云, 区) of 密云区."""
    found: list[tuple[str, str]] = []
    before = ""
    for word, tag in tags(text):
        kind = _KIND.search(word)
        if kind and kind.start() > 1 and tag in ("ns", "nr"):
            found.append((word[: kind.start()], kind[0]))
        elif before and kind and not kind.start():
            found.append((before, word))
        before = word if tag == "ns" else ""
    return tuple(dict.fromkeys(found))


def other_place(question: str, passage: Passage) -> bool:
    """Whether a document of another place of the same kind is read: 怀柔区's report for 密云区.

    Not so where passage, headings or title mention the place asked for, whatever else they are about.
    """
    titled = places(passage.document.title)
    near = plain_text(f"{passage.document.title}\n{passage.context}\n{passage.text}")
    return any(
        name not in near and any(kind == other for _, other in titled)
        for name, kind in places(question)
    )
