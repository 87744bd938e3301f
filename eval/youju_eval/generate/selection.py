"""Which candidates are proposed: spread over types, documents and sections, the surest of each first."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from youju.normalize import normalize
from youju_eval.generate.values import DATE, DEFINITION, ENTITY, FIGURE, Candidate
from youju_eval.sets.values import LIST, STRUCTURE
from youju_eval.text import squeezed

SHARES: Mapping[str, float] = {
    FIGURE: 0.34, ENTITY: 0.16, LIST: 0.14, DEFINITION: 0.12, DATE: 0.10, STRUCTURE: 0.09, "reason": 0.05,
}  # fmt: skip
"""Share of each type among the answerable questions, as far as the documents give it."""
_MOST_OF_OUTLINE = 0.15
"""Questions on the outline are cheap to make; they never fill up what other types lack."""


_MOST_OF_PATTERN = 0.05
"""Of the questions that every document gives alike, as when it came into force."""


def without_doubles(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates with each question once; one asked twice with different answers is dropped."""
    by_question: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_question[key_of(one.question)].append(one)
    return tuple(
        same[0]
        for same in by_question.values()
        if all(set(one.answers) & set(same[0].answers) for one in same)
    )


def key_of(question: str) -> str:
    """A question as compared with others: letters and digits of its index copy."""
    return "".join(character for character in normalize(question).text if character.isalnum())


def select(candidates: Sequence[Candidate], number: int, chance: Random) -> tuple[Candidate, ...]:
    """At most ``number`` of the candidates.

    Each type gets its share; what one type lacks the others fill up in turns. A stretch of text and
    a subject are asked about once.
    """
    chooser = _Chooser(
        {kind: _spread(group, chance) for kind, group in _by_type(candidates).items()},
        most=max(1, round(_MOST_OF_PATTERN * number)),
    )
    chosen = chooser.chosen
    for kind, share in SHARES.items():
        for _ in range(min(round(share * number), number - len(chosen))):
            if not chooser.take(kind):
                break
    limits = {STRUCTURE: max(1, round(_MOST_OF_OUTLINE * number))}
    found = True
    while found and len(chosen) < number:
        found = False
        counts = Counter(one.type for one in chosen)
        for kind in chooser.queues:
            if len(chosen) < number and counts[kind] < limits.get(kind, number):
                found = chooser.take(kind) or found
    return tuple(chosen)


@dataclass(slots=True)
class _Chooser:
    """Takes the next of a type that asks about nothing that was asked about before."""

    queues: Mapping[str, deque[Candidate]]
    most: int
    """Of one pattern."""
    chosen: list[Candidate] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    patterns: Counter[str] = field(default_factory=Counter)

    def take(self, kind: str) -> bool:
        """Whether there was one to take."""
        queue = self.queues.get(kind, deque())
        while queue:
            one = queue.popleft()
            keys = _keys(one)
            worn = bool(one.pattern) and self.patterns[one.pattern] >= self.most
            if not keys & self.seen and not worn:
                self.patterns[one.pattern] += 1
                self.seen.update(keys)
                self.chosen.append(one)
                return True
        return False


def _keys(one: Candidate) -> set[tuple[str, ...]]:
    """What must not be asked about twice: a stretch of text, a subject in one document."""
    keys = (
        {("quote", one.type, *map(squeezed, one.evidence[0]))}
        if one.evidence
        else set[tuple[str, ...]]()
    )
    if one.slots is not None:
        keys.add(("subject", one.document, one.slots.subject, str(one.slots.year)))
    return keys


def _by_type(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        groups[one.type].append(one)
    return groups


def _spread(candidates: Sequence[Candidate], chance: Random) -> deque[Candidate]:
    """In turns over documents, and within a document over its sections, better ones first."""
    by_document: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_document[one.document].append(one)
    documents = list(by_document.values())
    chance.shuffle(documents)
    return deque(_in_turns([_over_sections(group, chance) for group in documents]))


def _over_sections(candidates: Sequence[Candidate], chance: Random) -> list[Candidate]:
    sections: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        sections[one.section].append(one)
    groups = list(sections.values())
    for group in groups:
        chance.shuffle(group)
        group.sort(key=lambda one: -one.quality)
    chance.shuffle(groups)
    groups.sort(key=lambda group: -group[0].quality)
    return _in_turns(groups)


def _in_turns(groups: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    rounds = itertools.zip_longest(*groups)
    return [one for turn in rounds for one in turn if one is not None]
