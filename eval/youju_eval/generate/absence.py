"""Whether documents really lack something: the check behind every question that has no answer.

A document's title, file name and heading path count as part of each of its passages; a report of 2025
is taken to speak of 2024 and 2025 throughout, and 2021—2025年 of every year in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from youju.figures import find_years
from youju.normalize import normalize
from youju.retrieval.slots import document_year
from youju.schema import Passage
from youju.segmentation import content_words
from youju_eval.generate.values import GenerationDocument

_ENOUGH = 0.6
"""From this share of a subject's words on a passage may be about the subject."""
_RELATIVE = ((-2, "前年"), (-1, "去年"), (-1, "上年"), (0, "今年"), (1, "明年"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one passage says, as an index copy without white space."""

    text: str
    years: frozenset[int]


@dataclass(frozen=True)
class Corpus:
    """All documents of a proposal, to be searched for what must not be there."""

    documents: Sequence[GenerationDocument]

    def mentions(self, term: str) -> bool:
        """Whether any passage, title or heading holds the term."""
        return _plain(term) in self._whole

    def speaks_of(self, subject: str, slot: str) -> bool:
        """Whether any passage holds the slot and most words of the subject."""
        wanted, words = _plain(slot), _words(subject)
        return any(wanted in entry.text and _held(words, entry.text) for entry in self._entries)

    def speaks_of_year(self, subject: str, year: int) -> bool:
        """Whether any passage of that year holds most words of the subject."""
        words = _words(subject)
        return any(year in entry.years and _held(words, entry.text) for entry in self._entries)

    def titled(self, term: str) -> bool:
        """Whether the title or the name of any document holds the term."""
        wanted = _plain(term)
        return any(
            wanted in _plain(f"{one.document.title}\n{one.document.name}") for one in self.documents
        )

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(_entry(passage) for one in self.documents for passage in one.passages)

    @cached_property
    def _whole(self) -> str:
        texts = (
            f"{one.document.title}\n{one.document.name}\n{one.document.text}"
            for one in self.documents
        )
        return "\n".join(_plain(text) for text in texts)


def _entry(passage: Passage) -> _Entry:
    said = f"{passage.document.name}\n{passage.context}\n{passage.text}"
    years = set(find_years(said))
    if years and max(years) - min(years) <= 30:
        years.update(range(min(years), max(years) + 1))
    own = document_year(passage.document)
    if own is not None:
        years.update((own - 1, own))
        years.update(own + shift for shift, word in _RELATIVE if word in said)
    return _Entry(_plain(said), frozenset(years))


def _plain(text: str) -> str:
    return "".join(normalize(text).text.split())


def _words(subject: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in content_words(subject)) or (_plain(subject),)


def _held(words: Sequence[str], text: str) -> bool:
    total = sum(len(word) for word in words)
    return sum(len(word) for word in words if word in text) >= _ENOUGH * total
