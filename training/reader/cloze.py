"""Questions asked of single sentences by rule: names, dates, counts, places, terms, posts, reasons, yes or no.

The reading sets ask little of this kind and answer it at length. A Chinese question keeps the order
of its sentence, so a stretch exchanged for a question word makes one (cloze translation: Lewis,
Denoyer and Riedel 2019); dropped words and other forms keep it from being the sentence again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

import jieba.posseg
from training.reader.targets import ASIDE, Target, targets
from training.reader.windows import Asked, Window

from youju.sentences import split_sentences

SENTENCE = (14, 140)
"""Characters of a sentence that is asked about."""
CLAUSE = 10
"""A clause of fewer characters beside its target takes the clause before it along."""
DROPPED = 0.3
"""Share of the adverbs, adjectives, times and particles that are left out."""
WEIGHTS = {
    "person": 5,
    "date": 3,
    "figure": 3,
    "place": 4,
    "organisation": 3,
    "work": 2,
    "latin": 4,
    "term": 4,
    "post": 3,
    "reason": 3,
    "yes or no": 1,
}  # fmt: skip

LED = 0.7
"""Questions that name the title although their clause leaves it out."""

_BREAK = re.compile(r"[，；：,;：]")
_LEADING = re.compile(
    r"^[、”」』）)\s]*(?:并且|而且|但是|因此|所以|不过|后来|此外|另外|同时|其中|然后|并|而|但|且|后|则|也|又|即)?"
)
_UNPAIRED = re.compile(r"[“”「」『』（）()《》\"\[\]]")
_DROPPABLE = frozenset("d a ad t uj ul uz ug b z".split())
_PRONOUN = re.compile(r"^(?:他们|她们|它们|他|她|它|该\w{1,2}|其)(?=\w)")
_KEPT = frozenset("不没无未非否")
"""A word that denies is never dropped."""

_CLOSING = {"person": "谁", "place": "哪里", "organisation": "哪个机构", "work": "什么"}


class Cloze:
    """Makes questions of sentences; the seed decides everything."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def questions(self, windows: Sequence[Window], each: int) -> Iterator[Asked]:
        """At most ``each`` questions of a window, of kinds drawn by their weights."""
        for window in windows:
            kinds: dict[str, list[Callable[[], tuple[str, str] | None]]] = {}
            for sentence in split_sentences(window.text):
                text = window.text[sentence.start : sentence.end].strip()
                if SENTENCE[0] <= len(text) <= SENTENCE[1]:
                    self._offer(kinds, window, text)
            for number in range(each):
                if not kinds:
                    break
                weights = [WEIGHTS[kind] for kind in kinds]
                kind = self._chance.choices(list(kinds), weights)[0]
                ways = kinds[kind]
                made = ways.pop(self._chance.randrange(len(ways)))()
                if not ways:
                    del kinds[kind]
                if made and _paired(made[0]):
                    name = f"cloze {kind}/{window.passage}/{number}"
                    yield Asked(name, made[0], (made[1],), window.passage)

    def _offer(
        self,
        kinds: dict[str, list[Callable[[], tuple[str, str] | None]]],
        window: Window,
        sentence: str,
    ) -> None:
        title = ASIDE.sub("", window.context.splitlines()[0] if window.context else "").strip()
        for target in targets(sentence):
            kinds.setdefault(target.kind, []).append(
                lambda target=target: self._asked(sentence, title, target)  # type: ignore[misc]
            )
        kinds.setdefault("yes or no", []).append(lambda: self._doubted(sentence, title))

    def _asked(self, sentence: str, title: str, target: Target) -> tuple[str, str] | None:
        answer = sentence[target.start : target.end].strip()
        if target.kind == "reason":
            rest = _BREAK.split(sentence[target.end :].lstrip("，,"))[0]
            rest = re.sub(r"^(?:所以|因此|故|而)", "", rest).rstrip("。！；")
            asked = self._led(f"{self._chance.choice(('为什么', '为何'))}{rest}", title)
            return (f"{asked}？", answer) if len(rest) >= 6 else None
        before, after = self._around(sentence, target)
        if answer in before + after or len(before) + len(after) < 4:
            return None
        word = self._chance.choice(target.words)
        closing = _CLOSING.get(target.kind)
        if closing and not before and self._chance.random() < 0.5:
            return f"{_LEADING.sub('', self._thinned(after))}的是{closing}？", answer
        whole = f"{self._thinned(before)}{word}{self._thinned(after)}"
        return f"{self._led(whole, title)}？", answer

    def _doubted(self, sentence: str, title: str) -> tuple[str, str] | None:
        clauses = [one for one in _BREAK.split(sentence) if len(one) >= CLAUSE and _acts(one)]
        if not clauses:
            return None
        clause = self._chance.choice(clauses).rstrip("。！？ ")
        if clause not in sentence or "？" in clause:
            return None
        asked = self._led(self._thinned(ASIDE.sub("", clause)), title)
        return f"{asked}吗？", clause

    @staticmethod
    def _around(sentence: str, target: Target) -> tuple[str, str]:
        """The clause before and behind the target, with one more clause where that is little."""
        breaks = [0, *(match.end() for match in _BREAK.finditer(sentence)), len(sentence)]
        first = max(i for i, at in enumerate(breaks[:-1]) if at <= target.start)
        last = min(i for i, at in enumerate(breaks) if at >= target.end)
        if first and breaks[last] - breaks[first] - (target.end - target.start) < CLAUSE:
            first -= 1
        before = sentence[breaks[first] : target.start]
        after = sentence[target.end : breaks[last]].rstrip("，；：,;。！ ")
        return ASIDE.sub("", before), ASIDE.sub("", after)

    def _thinned(self, text: str) -> str:
        """Without some of its adverbs, adjectives, times and particles."""
        kept = [
            one.word
            for one in jieba.posseg.lcut(text)
            if one.flag not in _DROPPABLE
            or set(one.word) & _KEPT
            or self._chance.random() >= DROPPED
        ]
        return "".join(kept)

    def _led(self, question: str, title: str) -> str:
        """About the title where the clause does not name it: a sentence often leaves its subject out."""
        question = _LEADING.sub("", question)
        if not title or len(title) > 12 or title in question:
            return question
        if _PRONOUN.match(question):
            return _PRONOUN.sub(title, question)
        return title + question if self._chance.random() < LED else question


def _acts(clause: str) -> bool:
    return any(one.flag in ("v", "vn") for one in jieba.posseg.lcut(clause))


def _paired(question: str) -> bool:
    """Whether quotation marks and brackets of a question are whole; a cut sentence leaves halves."""
    marks = "".join(_UNPAIRED.findall(question))
    before = None
    while marks != before:
        before = marks
        for pair in ("“”", "「」", "『』", "（）", "()", "《》", '""', "[]"):
            marks = marks.replace(pair, "")
    return not marks
