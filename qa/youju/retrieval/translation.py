"""The Chinese words a question in English may mean, of those that the library has.

Phrases come before the words in them, forms are reduced to the dictionary's, and of many translations
the few are kept that mean this first and that the library knows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from youju.retrieval.cedict import LONGEST, Translation
from youju.retrieval.dictionary import english_chinese
from youju.retrieval.english import FUNCTION_WORDS, bases, plain_english, tokens
from youju.retrieval.otherwords import Frequencies, OtherWords, counted
from youju.segmentation import content_words

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_COMMON = ("的", "是", "在", "和")
"""Words that Chinese prose of any kind holds."""
_CHINESE = 0.1
"""Share of the passages with one of them from which on a library has Chinese to find."""
_PEOPLE = re.compile(r"(?<=..)(?:国人|人|语|文|话)$")
"""荷兰 of 荷兰语: texts say the name of the country where English has its adjective."""
_KEPT = 6
"""Translations of one phrase that are searched."""
_BEST, _FALL = 0.9, 0.1
"""What the first of them counts of the word, and how much less each further one."""
_SINGLE = 0.6
"""What that is taken times for a single character, which stands in many other words."""
_COMMONNESS = 0.3
"""What a word e times as common in the library makes up for in cost."""
_OF_PEOPLE = 0.3
"""What the name of the country costs more than the word for its people or language."""


def is_foreign(question: str, frequencies: Frequencies, size: int) -> bool:
    """Whether the question is in Latin letters alone and the library holds Chinese."""
    plain = question.lower()
    if _HAN.search(plain) or not _LATIN.search(plain):
        return False
    return max(frequencies(_COMMON).values(), default=0) > _CHINESE * size


def translations(question: str, frequencies: Frequencies) -> OtherWords:
    """By content word of the question: the Chinese words for it, or for the phrase it is a part of."""
    content = content_words(question)
    ignored = frozenset(word for word in content if word in FUNCTION_WORDS)
    owners = _owners(question, [word for word in content if word not in ignored])
    told = [word for word, _ in tokens(question)]
    found: dict[str, dict[str, float]] = {}
    at = 0
    while at < len(told):
        length, others = _longest(told[at : at + LONGEST], owners, frequencies)
        for token in told[at : at + length]:
            for word in owners.get(token, ()):
                found.setdefault(word, {}).update(others)
        at += length
    return OtherWords(
        by_word={word: others for word, others in found.items() if others},
        ignored=ignored,
        names=(_names(question) & frozenset(content)) - ignored,
        foreign=True,
        untranslated=frozenset(word for word in content if not found.get(word)) - ignored,
    )


def _names(question: str) -> frozenset[str]:
    """Words with a capital, but for the first, which has one in any case."""
    return frozenset(word.lower() for word in _CAPITAL.findall(question.strip()[1:]))


def _owners(question: str, content: Sequence[str]) -> dict[str, list[str]]:
    """By word in the sense of the dictionary: the content words it is (a part of): same-sex for sex."""
    owners: dict[str, list[str]] = {}
    for word in content:
        for token, _ in tokens(word):
            owners.setdefault(token, []).append(word)
    for token, _ in tokens(question):
        if token not in owners:  # the segmenter cuts Schrödinger at the ö
            parts = [word for word in content if len(word) > 2 and plain_english(word) in token]
            if parts:
                owners[token] = parts
    return owners


def _longest(
    told: Sequence[str], owners: dict[str, list[str]], frequencies: Frequencies
) -> tuple[int, dict[str, float]]:
    """How many words the longest known phrase at the front has, and its translations."""
    if told[0] in owners:
        for length in range(len(told), 0, -1):
            kept = (
                _kept(_senses(told[:length]), frequencies) if told[length - 1] in owners else None
            )
            if kept:
                return length, kept
    return 1, {}


def _senses(told: Sequence[str]) -> list[Translation]:
    """Translations of a phrase as it stands and with its last word reduced."""
    known = english_chinese()
    *front, last = told
    return [sense for base in bases(last) for sense in known.translations(" ".join((*front, base)))]


def _kept(senses: Sequence[Translation], frequencies: Frequencies) -> dict[str, float]:
    """The translations that the library has and what each counts, the likeliest first."""
    costs: dict[str, float] = {}
    for one in senses:
        costs[one.word] = min(one.cost, costs.get(one.word, math.inf))
        stem = _PEOPLE.sub("", one.word)
        if one.name and stem != one.word:
            costs[stem] = min(one.cost + _OF_PEOPLE, costs.get(stem, math.inf))
    counts = counted(costs, frequencies)
    ranked = sorted(
        counts, key=lambda word: (costs[word] - _COMMONNESS * math.log(counts[word]), word)
    )
    return {
        word: (_BEST - _FALL * place) * (_SINGLE if len(word) == 1 else 1.0)
        for place, word in enumerate(ranked[:_KEPT])
    }
