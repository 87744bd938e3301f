"""How much of what a question says stands in a text: word weights and weighted coverage."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from youju.normalize import normalize
from youju.retrieval.otherwords import NO_OTHERS, Frequencies, Others, OtherWords, counted, rarity
from youju.segmentation import asked_kinds, bigrams, content_words, tags

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OTHER_FORM = 0.7
"""What the short or long form of a word counts of the word itself."""
_SAME_MEASURE = {
    "增速": ("增长",), "增幅": ("增长",), "增长率": ("增长",), "涨幅": ("上涨",), "降幅": ("下降",),
    "占比": ("占",), "比重": ("占",), "比例": ("占",), "总数": ("总量",), "总量": ("总数",),
}  # fmt: skip
"""Nouns of change and share with the verbs that texts put beside the figure."""
_KIND_WEIGHT = 0.4
"""What a word counts that only names the kind of answer: the text says 杨宋镇, seldom 哪个镇."""
_NAMES = ("ns", "nr", "nt", "nz")
_KIND_OF_PLACE = re.compile(
    r"(?:[壮回维藏蒙]\w*族?自治区|特别行政区|自治[区州县]|省|市|区|县|州|镇|乡)$"
)

_UNTRANSLATED = 0.3
"""What a word counts that no dictionary could look up: nobody can say whether a passage has it."""


@dataclass(frozen=True, slots=True)
class WeightedWords:
    """The content words of a question (``text``) with their weight (inverse passage frequency)."""

    text: str
    weights: Mapping[str, float]
    names: tuple[str, ...] = ()
    """Places, persons and organisations among them."""
    phrases: tuple[str, ...] = ()
    """Neighbouring pairs of them: 预算收入, which 预算总收入 does not hold."""
    known: float = 1.0
    """Share in [0, 1] of the weight whose words some passage of the library holds at all."""
    others: Others = field(default_factory=lambda: MappingProxyType({}))
    """By word: what else may stand for it, and what that counts."""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """In how many passages each word, and each of the others, stands."""
    foreign: bool = False

    @property
    def total(self) -> float:
        """Sum of all weights."""
        return sum(self.weights.values())

    def coverage(self, text: str) -> float:
        """Share in [0, 1] of the weight that stands in a text (source or index copy)."""
        total = self.total
        if not total:
            return 0.0
        plain = plain_text(text)
        return (
            sum(weight * self._held(word, plain) for word, weight in self.weights.items()) / total
        )

    def held(self, text: str) -> Mapping[str, float]:
        """How far each word stands in a text, in [0, 1]."""
        plain = plain_text(text)
        return {word: self._held(word, plain) for word in self.weights}

    def phrases_held(self, text: str) -> float:
        """Share in [0, 1] of the question's word pairs that stand together in a text."""
        if not self.phrases:
            return 0.0
        plain = plain_text(text)
        return sum(phrase in plain for phrase in self.phrases) / len(self.phrases)

    def in_order(self, text: str) -> bool:
        """Whether those of the words that stand in a text stand there in the question's order."""
        plain = plain_text(text)
        positions = [plain.find(word) for word in self.weights if word in plain]
        return len(positions) > 1 and positions == sorted(positions)

    def names_held(self, text: str) -> float:
        """Share in [0, 1] of the question's names that stand in a text; of all words without names."""
        if not self.names:
            return self.coverage(text)
        plain = plain_text(text)
        held = sum(
            name in plain or short_name(name) in plain or self.replaced(name, plain)
            for name in self.names
        )
        return held / len(self.names)

    def matched(self, text: str) -> tuple[str, ...]:
        """The words that stand in a text, or what stands for them, in the order of the question."""
        plain = plain_text(text)
        told: list[str] = []
        for word in self.weights:
            # a single character that stands for something would be marked in every other word
            others = (other for other in self.others.get(word, ()) if len(other) > 1)
            told.extend(one for one in (word, *others) if one in plain)
        return tuple(dict.fromkeys(told))

    def standing_for(self, words: Iterable[str]) -> Iterator[str]:
        """What stands for some of the words."""
        return (other for word in words for other in self.others.get(word, ()))

    def replaced(self, word: str, plain: str) -> bool:
        """Whether something that stands for a word is in an index copy."""
        return any(other in plain for other in self.others.get(word, ()))

    def _held(self, word: str, plain: str) -> float:
        """How far a word, or the best that stands for it, stands in a text, in [0, 1]."""
        held = _presence(word, plain)
        if held < 1.0 and self.others:
            for other, share in self.others.get(word, {}).items():
                if share > held:
                    held = max(held, share * _presence(other, plain))
        return held


@lru_cache(maxsize=20_000)
def plain_text(text: str) -> str:
    """The index copy of a text, remembered: the same sentences come up question after question."""
    return normalize(text).text


def weigh(
    question: str, frequencies: Frequencies, size: int, *, others: OtherWords = NO_OTHERS
) -> WeightedWords:
    """Weights of the content words of a question over a library of ``size`` passages.

    The weight is the BM25 inverse document frequency (Robertson and Zaragoza, 2009), so that a word
    of every second passage says little and one of a single passage says much. A word and what stands
    for it count as one word, in the passages of all of them.
    """
    kept = [word for word in content_words(question) if word not in others.ignored]
    counts = frequencies(kept)
    if others.by_word:
        counts = {
            **counted({one for group in others.by_word.values() for one in group}, frequencies),
            **counts,
        }
    kinds = asked_kinds(question)
    weights: dict[str, float] = {}
    known = 0.0
    for word in kept:
        count = sum(counts.get(one, 0) for one in (word, *others.by_word.get(word, ())))
        weights[word] = rarity(count, size)
        if any(word in kind for kind in kinds):
            weights[word] *= _KIND_WEIGHT
        if word in others.untranslated and not count:
            weights[word] *= _UNTRANSLATED
        known += weights[word] if count else 0.0
    total = sum(weights.values())
    named = {word for word, tag in tags(question) if tag.startswith(_NAMES)} | others.names
    return WeightedWords(
        text=plain_text(question),
        weights=weights,
        names=tuple(word for word in kept if word in named),
        phrases=_phrases(question, kept),
        known=known / total if total else 0.0,
        others=others.by_word,
        counts=counts,
        foreign=others.foreign,
    )


def _phrases(question: str, kept: Sequence[str]) -> tuple[str, ...]:
    plain = plain_text(question)
    pairs = (f"{first}{second}" for first, second in itertools.pairwise(kept))
    return tuple(pair for pair in pairs if pair in plain)


def short_name(name: str) -> str:
    """A place without the kind of place: 云南 of 云南省, for texts that say one and mean the other."""
    return _KIND_OF_PLACE.sub("", name) if len(name) > 2 else name


def _presence(word: str, plain: str) -> float:
    """1 for a word that stands in a text, a share for its short or long form or for its pairs."""
    if word in plain:
        return 1.0
    if any(other in plain for other in (*_abbreviated(word), *_SAME_MEASURE.get(word, ()))):
        return _OTHER_FORM
    longer = _longer_form(word)
    if longer is not None and longer.search(plain):
        return _OTHER_FORM
    pairs = _pairs(word)
    if pairs:
        # half of the share of its pairs: 对外贸易 against 外贸 is something, not the word
        return 0.5 * sum(pair in plain for pair in pairs) / len(pairs)
    return 0.0


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> tuple[str, ...]:
    """The pairs of characters of a word longer than one pair; asked again for every sentence."""
    return bigrams(word) if len(word) > 2 else ()


@lru_cache(maxsize=4_096)
def _abbreviated(word: str) -> tuple[str, ...]:
    """The usual short forms of a word of four characters: 增长速度 → 增速, 外商投资 → 外资."""
    if len(word) != 4 or not _HAN.fullmatch(word):
        return ()
    return (word[0] + word[2], word[0] + word[3])


@lru_cache(maxsize=4_096)
def _longer_form(word: str) -> re.Pattern[str] | None:
    """Where a word of two characters may stand with one between them: 年假 in 年休假."""
    if len(word) != 2 or not _HAN.fullmatch(word):
        return None
    return re.compile(f"{word[0]}[^\\W\\d_]{word[1]}")
