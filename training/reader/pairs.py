"""A question beside a window as tokens, and spans of characters as places of tokens; not the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from youju_embeddings.engine import clean

BEGIN, PADDING, END = 0, 1, 2
LONGEST = 384
"""Tokens of a pair; what is longer is cut off at the window's end."""
LONGEST_QUESTION = 64
_HARMFUL = re.compile(r"<(?=/?s>|pad>|unk>|mask>)|[\ud800-\udfff]")
"""Names of special tokens, and halves of characters, which the tokenizer refuses."""


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
    """Pairs of a batch, each tensor of shape (batch, length)."""

    tokens: Tensor
    sides: Tensor
    """1 in the window, else 0."""
    mask: Tensor
    """True on tokens, False on padding."""
    allowed: Tensor
    """Where an answer may begin or end; position 0 always, for none."""


class Pairs:
    """Cuts pairs with the install's tokenizer."""

    def __init__(self, directory: Path, *, longest: int = LONGEST) -> None:
        self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._longest = longest

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

    def _cut(self, texts: Sequence[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def _pair(self, question: list[int], window: Encoding, begin: int) -> Pair:
        head = (BEGIN, *question[:LONGEST_QUESTION], END, END)
        room = max(0, self._longest - len(head) - 1)
        offsets = tuple(window.offsets[:room])
        behind = next((i for i, (_, end) in enumerate(offsets) if end > begin), len(offsets))
        return Pair((*head, *window.ids[:room], END), len(head), len(head) + behind, offsets)


def batch(pairs: Sequence[Pair]) -> Batch:
    """Pairs side by side, padded to the longest."""
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
    starts: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        held = [i for i, (a, b) in enumerate(pair.offsets) if a < end and start < b]
        if held:
            starts.append(pair.first + held[0])
            ends.append(pair.first + held[-1])
    return (starts, ends) if starts else ([0], [0])
