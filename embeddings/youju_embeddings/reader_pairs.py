"""A question beside a window as pieces, and the window's pieces as exact character offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from youju_embeddings.engine import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Window
    from youju_embeddings.pruning import Pieces
    from youju_embeddings.small_tokenizer import Cut, SmallTokenizer

_HARMFUL = re.compile(r"<(?=/?s>|pad>|unk>|mask>)|[\ud800-\udfff]")
"""Names of special tokens, and halves of characters, which the tokenizer refuses."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``<s> question </s></s> window </s>``, the window cut where the room ends."""

    pieces: Pieces
    first: int
    """Where the window's pieces begin; the end mark follows them."""
    quotable: int
    """The first piece that an answer may hold: behind title and headings."""
    offsets: tuple[tuple[int, int], ...]
    """Of the window's pieces, in its characters."""

    @property
    def stop(self) -> int:
        """Behind the window's last piece."""
        return len(self.pieces) - 1


def cut_pairs(
    tokenizer: SmallTokenizer,
    question: str,
    windows: Sequence[Window],
    *,
    longest: int,
    longest_question: int,
) -> list[Pair]:
    """One pair a window, in order.

    Args:
        tokenizer: of the install's model.
        question: stands on its own.
        windows: one or more.
        longest: pieces of a pair, marks counted.
        longest_question: pieces of the question; what is longer is left out.
    """
    # One character for one: the offsets have to stay those of the window.
    texts = [_HARMFUL.sub("＜", window.text) for window in windows]
    asked, *read = tokenizer.cut([clean(question), *texts])
    begin, end = [tokenizer.begin], [tokenizer.end]
    head = np.concatenate([begin, asked.pieces[:longest_question], end, end]).astype(np.int32)
    room = longest - len(head) - 1

    def pair(cut: Cut, window: Window) -> Pair:
        offsets = cut.offsets[:room]
        pieces = np.concatenate([head, cut.pieces[:room], end]).astype(np.int32)
        behind = next((i for i, (_, stop) in enumerate(offsets) if stop > window.begin), None)
        skipped = len(offsets) if behind is None else behind
        return Pair(pieces, len(head), len(head) + skipped, offsets)

    return [pair(cut, window) for cut, window in zip(read, windows, strict=True)]
