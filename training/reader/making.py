"""Makes the examples of one question: the answered one, those without answer, and their variants.

Which questions there are and where the examples go is left to ``data``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from training.reader.examples import Example, occurrences
from training.reader.rewording import exchanged, reworded, searched
from training.reader.windows import Asked, ReadingSet, Window, converter, holds

from youju.sentences import split_sentences

SHORTENED = 0.6
REWORDED = 0.5
SEARCHED = 0.12
"""Of the questions that are not reworded otherwise."""
ECHOED = 0.15
"""Windows that repeat the question without answering it there, as pages made for search do."""
NARROW = 0.12
"""Windows with half-width marks between clauses, as much of the web has them."""
SHORT = (80, 160)
"""Characters that a shortened window has at least, drawn between these."""
_ECHOES = (
    "{}？",
    "那么{}呢？",
    "很多人想知道{}。",
    "{}？下面就来介绍一下。",
    "关于{}，一直有人问起。",
)
_NARROWED = str.maketrans("，；：？！（）", ",;:?!()")
NEGATIVES = {"mined": 0.4, "inside": 0.22, "removed": 0.18, "exchanged": 0.2}
OTHER_SCRIPT = {"cmrc2018_train": 0.15, "drcd_train": 0.5}
TRADITIONAL = frozenset({"drcd_train"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What examples are made of."""

    sets: tuple[ReadingSet, ...]
    windows: tuple[Window, ...]
    by_article: dict[str, tuple[Window, ...]]
    articles: dict[str, str]
    """The article of each passage that has a window."""
    mined: dict[str, tuple[int, ...]]
    """By question: rows of ``windows`` that rank high and hold no answer."""
    names: tuple[str, ...]
    held_out: frozenset[str]
    """Articles kept for validation."""


class Maker:
    """Makes the examples of one question at a time; the seed decides everything."""

    def __init__(self, sources: Sources, seed: int) -> None:
        self._sources = sources
        self._chance = Random(seed)

    def positive(self, question: Asked, windows: Sequence[Window]) -> Example | None:
        """The window in which an answer stands among most words of the question."""
        best: tuple[float, Example] | None = None
        for window in windows:
            score, spans = occurrences(question.text, window.text, question.answers)
            if spans and (best is None or score > best[0]):
                best = score, _example(question, window, spans, "positive")
        return best[1] if best else None

    def negative(self, question: Asked, positive: Example) -> Example | None:
        """A question that its window does not answer, of a kind drawn by ``NEGATIVES``."""
        ways: dict[str, Callable[[Asked, Example], Example | None]] = {
            "mined": self.mined,
            "inside": self.inside,
            "removed": self.removed,
            "exchanged": self.exchanged,
        }
        kinds = self._chance.choices(list(NEGATIVES), list(NEGATIVES.values()), k=3)
        for kind in (*kinds, "mined"):
            found = ways[kind](question, positive)
            if found:
                return found
        return None

    def mined(self, question: Asked, _: Example) -> Example | None:
        """Beside a window that the hybrid ranks high."""
        own = [self._sources.windows[row] for row in self._sources.mined.get(question.id, ())[:8]]
        own = [one for one in own if one.article not in self._sources.held_out]
        return _example(question, self._chance.choice(own), (), "mined") if own else None

    def inside(self, question: Asked, positive: Example) -> Example | None:
        """Beside another window of the same article."""
        article = self._sources.articles[question.passage]
        others = [
            one
            for one in self._sources.by_article[article]
            if one.text != positive.text and not holds(one.text, question.answers)
        ]
        return _example(question, self._chance.choice(others), (), "inside") if others else None

    def removed(self, question: Asked, positive: Example) -> Example | None:
        """Beside its own window without the sentences that answer."""
        text = positive.text
        kept = [
            text[one.start : one.end]
            for one in split_sentences(text)
            if not any(one.start < end and start < one.end for start, end in positive.spans)
        ]
        rest = "".join(kept)
        if len(rest) < SHORT[0] or holds(rest, question.answers):
            return None
        return replace(positive, text=rest, spans=(), kind="removed")

    def exchanged(self, question: Asked, positive: Example) -> Example | None:
        """About another name, year or number, beside the window it was written for."""
        whole = f"{positive.context}\n{positive.text}"
        other = exchanged(question.text, whole, self._sources.names, self._chance)
        if not other:
            return None
        return replace(positive, question=other, spans=(), kind="exchanged")

    def varied(self, one: Example, name: str) -> Example:
        """Shortened, reworded, in the other script: the same chances whether it answers or not."""
        if self._chance.random() < SHORTENED:
            one = self._shortened(one)
        other = self._chance.random() < OTHER_SCRIPT[name]
        simplified = other == (name in TRADITIONAL)
        if self._chance.random() < ECHOED:
            one = self._echoed(one)
        if self._chance.random() < NARROW:
            one = replace(one, text=one.text.translate(_NARROWED))
        if self._chance.random() < REWORDED:
            one = replace(one, question=reworded(one.question, self._chance))
        elif self._chance.random() < SEARCHED:
            one = replace(one, question=searched(one.question, self._chance))
        return in_script(one, "t2s" if simplified else "s2t")

    def _echoed(self, one: Example) -> Example:
        """With a sentence that asks the question, between two sentences."""
        asked = reworded(one.question, self._chance).rstrip("？?。 ")
        sentence = self._chance.choice(_ECHOES).format(asked)
        ends = [0, *(s.end for s in split_sentences(one.text))]
        free = [at for at in ends if not any(start < at < end for start, end in one.spans)]
        at = self._chance.choice(free)
        spans = tuple(
            (a + len(sentence), b + len(sentence)) if a >= at else (a, b) for a, b in one.spans
        )
        return replace(one, text=one.text[:at] + sentence + one.text[at:], spans=spans)

    def _shortened(self, one: Example) -> Example:
        """Neighbouring sentences around one that is drawn, the answering one where there is one."""
        sentences = split_sentences(one.text)
        if len(sentences) < 2:
            return one
        goal = self._chance.randint(*SHORT)
        first = last = self._chance.randrange(len(sentences))
        if one.spans:
            start, end = one.spans[0]
            held = [i for i, s in enumerate(sentences) if s.start < end and start < s.end]
            first, last = held[0], held[-1]
        while sentences[last].end - sentences[first].start < goal:
            down, up = first > 0, last + 1 < len(sentences)
            if not (down or up):
                break
            if down and (not up or self._chance.random() < 0.5):
                first -= 1
            else:
                last += 1
        start, end = sentences[first].start, sentences[last].end
        spans = tuple((a - start, b - start) for a, b in one.spans if start <= a and b <= end)
        return replace(one, text=one.text[start:end], spans=spans)


def _example(
    question: Asked, window: Window, spans: tuple[tuple[int, int], ...], kind: str
) -> Example:
    return Example(question.id, question.text, window.context, window.text, spans, kind)


def in_script(one: Example, way: str) -> Example:
    """In simplified or traditional characters; as it is where that would move an answer."""
    convert = converter(way)
    text = convert(one.text)
    moved = len(text) != len(one.text) or any(
        text[start:end] != convert(one.text[start:end]) for start, end in one.spans
    )
    if moved:
        return one
    return replace(one, question=convert(one.question), context=convert(one.context), text=text)
