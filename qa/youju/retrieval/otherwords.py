"""Other words that mean a word of the question: how they are searched and how they count.

Where they come from, ``synonyms`` (a file of the user's) and ``translation`` (a dictionary) know; both
give the same value, and ``coverage`` counts it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from youju.segmentation import bigrams, words

Others = Mapping[str, Mapping[str, float]]
"""Content word of the question → other word → what that counts of the word itself, in [0, 1]."""

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What stands for the words of one question."""

    by_word: Others = field(default_factory=lambda: MappingProxyType({}))
    ignored: frozenset[str] = frozenset()
    """Words of the question without content, in the language it is asked in."""
    untranslated: frozenset[str] = frozenset()
    """Words of a language other than the library's for which nothing was found."""
    names: frozenset[str] = frozenset()
    """Words that are names where the segmenter cannot tell."""
    reworded: str = ""
    """The question in words that the library has more often; empty where it has none."""
    foreign: bool = False
    """Whether the question is in another language than the library."""

    def also(self, more: OtherWords) -> OtherWords:
        """These and those of another source; of the same other word the larger share."""
        if not more.by_word:
            return self
        together = {word: dict(others) for word, others in self.by_word.items()}
        for word, others in more.by_word.items():
            known = together.setdefault(word, {})
            for other, share in others.items():
                known[other] = max(share, known.get(other, 0.0))
        return replace(self, by_word=together, untranslated=self.untranslated - together.keys())


NO_OTHERS = OtherWords()


def rarity(count: int, size: int) -> float:
    """The BM25 inverse document frequency of a word in ``count`` of ``size`` passages."""
    return math.log(1 + (size - min(count, size) + 0.5) / (count + 0.5))


def counted(candidates: Iterable[str], frequencies: Frequencies) -> Mapping[str, int]:
    """In how many passages each word stands, at most; words that none holds are left out.

    A word that the segmenter cuts into several counts as often as the rarest of them.
    """
    pieces = {one: tuple(dict.fromkeys((one, *words(one)))) for one in candidates}
    known = frequencies([piece for parts in pieces.values() for piece in parts])
    counts = {
        one: known.get(one, 0) or min((known.get(piece, 0) for piece in parts[1:]), default=0)
        for one, parts in pieces.items()
    }
    return {one: count for one, count in counts.items() if count}


def searched(
    others: Others, counts: Mapping[str, int], size: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Words and bigrams of the others with the weight each has in a query.

    A word and its others are weighed as one, by the passages of all of them together: the rarest of
    them, often a wrong sense, says no more than the commonest. (Pirkola 1998, The effects of query
    structure and dictionary setups in dictionary-based cross-language information retrieval; here the
    counts are added instead of the postings.)
    """
    terms: dict[str, float] = {}
    pairs: dict[str, float] = {}
    for word, group in others.items():
        together = rarity(sum(counts.get(one, 0) for one in (word, *group)), size)
        for other, share in group.items():
            own = rarity(counts.get(other, 0), size)
            weight = share * min(1.0, together / own) if own else 0.0
            for piece in words(other):
                terms[piece] = max(weight, terms.get(piece, 0.0))
            for pair in bigrams(other):
                pairs[pair] = max(weight, pairs.get(pair, 0.0))
    return terms, pairs
