"""A question beside a window as tokens, and tokens back as exact character offsets of the window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from youju_embeddings.engine import clean

BEGIN, PADDING, END = 0, 1, 2
LONGEST_QUESTION = 64
_HARMFUL = re.compile(r"<(?=/?s>|pad>|unk>|mask>)|[\ud800-\udfff]")
"""Names of special tokens, and halves of characters, which the tokenizer refuses."""
LONGEST = 384


@dataclass(frozen=True, slots=True)
class Pair:
    """``offsets`` are of the window's characters, for the tokens from ``first`` on; the end mark follows."""

    tokens: tuple[int, ...]
    first: int
    """Where the window begins."""
    quotable: int
    """The first token of the window that an answer may hold: behind title and headings."""
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    tokens: Tensor
    sides: Tensor
    mask: Tensor
    allowed: Tensor
    """Where an answer may begin or end; position 0 always, for none."""


class Pairs:
    """Cuts pairs with the install's tokenizer."""

    def __init__(self, directory: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))

    def encode(
        self, questions: Sequence[str], windows: Sequence[str], begins: Sequence[int]
    ) -> list[Pair]:
        """Pairs in order; ``begins``: how many characters of each window are title and headings."""
        asked = self._cut([clean(one) for one in questions])
        # One character for one: the offsets have to stay those of the window.
        read = self._cut([_HARMFUL.sub("＜", one) for one in windows])
        return [
            self._pair(question.ids, window, begin)
            for question, window, begin in zip(asked, read, begins, strict=True)
        ]

    def _cut(self, texts: Sequence[str]) -> list:  # type: ignore[type-arg]
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def _pair(self, question: list[int], window: object, begin: int) -> Pair:
        question = question[:LONGEST_QUESTION]
        head = (BEGIN, *question, END, END)
        room = LONGEST - len(head) - 1
        offsets = tuple(window.offsets[:room])  # type: ignore[attr-defined]
        ids = window.ids[:room]  # type: ignore[attr-defined]
        behind = next((i for i, (_, end) in enumerate(offsets) if end > begin), len(offsets))
        return Pair((*head, *ids, END), len(head), len(head) + behind, offsets)


def batch(pairs: Sequence[Pair]) -> Batch:
    length = max(len(one.tokens) for one in pairs)
    tokens = torch.full((len(pairs), length), PADDING)
    sides = torch.zeros(len(pairs), length, dtype=torch.long)
    allowed = torch.zeros(len(pairs), length, dtype=torch.bool)
    allowed[:, 0] = True
    for row, one in enumerate(pairs):
        count = len(one.tokens)
        tokens[row, :count] = torch.tensor(one.tokens)
        sides[row, one.first : count] = 1
        allowed[row, one.quotable : count - 1] = True
    return Batch(tokens, sides, tokens != PADDING, allowed)


def places(pair: Pair, spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The first and the last token of each span of the window's characters; none: position 0."""
    starts, ends = [], []
    for start, end in spans:
        held = [i for i, (a, b) in enumerate(pair.offsets) if a < end and start < b]
        if held:
            starts.append(pair.first + held[0])
            ends.append(pair.first + held[-1])
    return (starts, ends) if starts else ([0], [0])


LONGEST_ANSWER = 96
LENGTH_PENALTY = 0.0
"""Chosen on the validation questions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of one window; scores are logits."""

    relevance: float
    start: int
    end: int
    span: float
    """Of the best span, start and end logits added; both are log-probabilities."""
    none: float
    """The same of "it is not answered here"."""


def reading(
    pair: Pair,
    start: Tensor,
    end: Tensor,
    allowed: Tensor,
    relevance: float,
    *,
    penalty: float = LENGTH_PENALTY,
) -> Reading:
    """The best span of one row of logits; ``penalty`` is taken off for each token beyond the first."""
    away = torch.finfo(torch.float32).min
    start = start.masked_fill(~allowed, away).log_softmax(-1)
    end = end.masked_fill(~allowed, away).log_softmax(-1)
    low, high = pair.quotable, len(pair.tokens) - 1
    none = float(start[0] + end[0])
    if high <= low:
        return Reading(relevance, 0, 0, away, none)
    sums = (start[low:high, None] + end[None, low:high]).triu().tril(LONGEST_ANSWER - 1)
    reach = torch.ones_like(sums, dtype=torch.bool).triu().tril(LONGEST_ANSWER - 1)
    place = torch.arange(high - low)
    shorter = sums - penalty * (place[None, :] - place[:, None])
    best = int(shorter.masked_fill(~reach, away).argmax())
    first, last = divmod(best, high - low)
    begin = pair.offsets[low - pair.first + first][0]
    stop = pair.offsets[low - pair.first + last][1]
    return Reading(relevance, begin, stop, float(sums[first, last]), none)
