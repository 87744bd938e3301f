"""Questions the documents do not answer: a real one with its year, region or thing swapped, each checked.

Nothing is proposed that ``absence`` does not find lacking in all documents, titles and headings included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from youju_eval.generate.absence import Corpus
from youju_eval.generate.readings import DEEDS
from youju_eval.generate.regions import short_name, siblings
from youju_eval.generate.siblings import DETAILS, ENGLISH_TOPICS, GROUPS, INDICATORS, TOPICS
from youju_eval.generate.topics import Context, Kind
from youju_eval.generate.values import UNANSWERABLE, Candidate

_TITLE = re.compile(r"《[^》]*》|“[^”]*”")
_PLANS = re.compile(r"计划|目标|预期|准备|打算")
_COUNTER = re.compile(r"多少[户所条辆座公里张间床]")
"""Units that fit what is swapped only by luck."""
_FARTHEST = 6
"""Years by which a year is moved at most: 1890年 would give itself away."""


@dataclass(frozen=True, slots=True)
class Swapper:
    """Makes unanswerable questions out of answerable ones and out of what the documents lack."""

    corpus: Corpus
    chance: Random

    def year(self, candidate: Candidate) -> Candidate | None:
        """The question of another year, of which nothing is said for its subject."""
        slots = candidate.slots
        if slots is None or slots.year is None:
            return None
        said = f"{slots.year}年"
        if candidate.question.count(said) != 1 or said not in _TITLE.sub("", candidate.question):
            return None  # the name of a document keeps its year
        shifts = [shift for step in range(1, _FARTHEST + 1) for shift in (-step, step)]
        free = [
            slots.year + shift
            for shift in shifts
            if not self.corpus.speaks_of_year(slots.subject, slots.year + shift)
        ]
        if not free:
            return None
        plans = _PLANS.search(candidate.question) is not None
        fitting = [year for year in free if (year > slots.year) == plans] or free
        other = self.chance.choice(fitting[:3])
        question = candidate.question.replace(said, f"{other}年")
        return _unanswerable(candidate, question, "year")

    def region(self, candidate: Candidate) -> Candidate | None:
        """The question of another region of the same level that no document is about."""
        slots = candidate.slots
        if slots is None or not slots.region or candidate.question.count(slots.region) != 1:
            return None
        others = list(siblings(slots.region))
        self.chance.shuffle(others)
        unknown = [one for one in others if not self.corpus.mentions(short_name(one))]
        apart = [
            one
            for one in others
            if not self.corpus.titled(short_name(one))
            and not self.corpus.speaks_of(slots.subject, short_name(one))
        ]
        for other in (*unknown, *apart):
            question = candidate.question.replace(slots.region, other)
            if short_name(slots.region) not in question:
                return _unanswerable(candidate, question, "region")
        return None

    def thing(self, candidate: Candidate) -> Candidate | None:
        """The question of a sibling of its subject that no document names."""
        if candidate.slots is None or _COUNTER.search(candidate.question):
            return None
        groups = list(GROUPS)
        self.chance.shuffle(groups)
        for group in groups:
            for word in sorted(group, key=len, reverse=True):
                if not _leads(word, candidate.slots.subject) or candidate.question.count(word) != 1:
                    continue
                others = [one for one in group if one != word and not self.corpus.mentions(one)]
                if others:
                    other = self.chance.choice(others)
                    return _unanswerable(
                        candidate, candidate.question.replace(word, other), "entity"
                    )
        return None

    def asked_of(self, contexts: Sequence[Context]) -> Iterator[Candidate]:
        """Questions on what no document names, asked of one document each, in turns."""
        ways = [list(self._of_document(context)) for context in contexts]
        for way in ways:
            self.chance.shuffle(way)
        used: set[str] = set()
        while any(ways):
            for way in ways:
                while way:
                    word, candidate = way.pop()
                    if word not in used or not any(key not in used for key, _ in way):
                        used.add(word)
                        yield candidate
                        break

    def _of_document(self, context: Context) -> Iterator[tuple[str, Candidate]]:
        topic = context.topic
        if not topic.chinese:
            for word in ENGLISH_TOPICS:
                if not any(self.corpus.mentions(part) for part in (word, word.removesuffix("s"))):
                    yield word, _asked(context, f"What does {topic.quoted} say about {word}?")
            return
        if topic.kind is Kind.REPORT and topic.year:
            for word, ask in INDICATORS:
                if not self.corpus.mentions(word):
                    year = topic.year - self.chance.randint(0, 1)
                    yield word, _asked(context, f"{year}年{topic.region}{ask}？")
            return
        for word, ask in DETAILS:
            if not self.corpus.mentions(word):
                yield word, _asked(context, f"{topic.quoted}{ask}？")
        for word, _ in TOPICS:
            if not self.corpus.mentions(word):
                verb = "对{}是怎么规定的" if topic.kind is Kind.RULES else "是怎么介绍{}的"
                yield word, _asked(context, f"{topic.quoted}{verb.format(word)}？")


def _leads(word: str, subject: str) -> bool:
    """Whether a word is what a subject begins with, but for a verb: then it can stand for another."""
    at = subject.find(word)
    return at == 0 or (at == 2 and subject[:2] in DEEDS)


def _unanswerable(candidate: Candidate, question: str, what: str) -> Candidate:
    return Candidate(
        type=UNANSWERABLE,
        question=question,
        answers=(),
        evidence=(),
        document="",
        section=candidate.document,
        tags=(f"swap:{what}",),
    )


def _asked(context: Context, question: str) -> Candidate:
    return Candidate(
        type=UNANSWERABLE,
        question=question,
        answers=(),
        evidence=(),
        document="",
        section=context.source.document.name,
        tags=("swap:entity",),
    )
