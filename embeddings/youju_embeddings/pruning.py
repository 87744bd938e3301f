"""Leaves out the pieces that Chinese and English never need, so that the tokenizer loads fast and small.

A piece stays when all its characters are in one allowed set. A text of allowed characters can hold no
other piece, and the unknown keeps its price, so such a text is cut exactly as with all the pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from youju_embeddings.packed import Vocabulary

if TYPE_CHECKING:
    from youju_embeddings.packed import PackedModel

Pieces: TypeAlias = npt.NDArray[np.int32]
"""Number in the pruned vocabulary to number in the whole one."""

ALLOWED = (
    " -~"  # ASCII
    "\u00a0-\u00ff"  # Latin-1
    "\u2000-\u206f\u20a0-\u20cf"  # punctuation, currencies
    "\u2100-\u27bf\u2900-\u297f\u2b00-\u2bff"  # letter-like, numbers, arrows, mathematics, boxes, signs
    "\u2e80-\u312f\u3190-\u319f\u31c0-\u9fff"  # radicals, CJK punctuation, kana, bopomofo, ideographs
    "\uf900-\ufaff\ufe0f-\ufe1f\ufe30-\ufe4f"  # compatibility ideographs, vertical forms
    "\uff00-\uff9f\uffe0-\uffef"  # full width, half-width kana
    "\U0001f000-\U0001faff"  # pictographs
    "\U00020000-\U0003ffff"  # ideographs beyond the basic plane
)
"""Ranges of a regular expression's character class."""

_ALLOWED = re.compile(f"[{ALLOWED}]*")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What is left, and where it was."""

    packed: PackedModel
    """The same model with the vocabulary that is left."""
    pieces: Pieces


def only_allowed(normalized: str) -> bool:
    """Whether the pruned vocabulary cuts this normalised text as the whole one does."""
    return _ALLOWED.fullmatch(normalized) is not None


def pruned(packed: PackedModel) -> Pruned:
    """Leave out every piece with a character that is not allowed.

    Single characters stay whatever they are: they cost little, and a reader then sees a Greek letter
    instead of an unknown. The piece of the lowest score stays too, because the price of an unknown
    character is reckoned from it.
    """
    whole = packed.vocabulary
    lowest = int(np.argmin(whole.scores))
    special = {whole.begin, whole.end, whole.padding, whole.unknown, lowest}
    kept = [
        number
        for number, piece in enumerate(whole.pieces)
        if number in special or len(piece) == 1 or only_allowed(piece)
    ]
    place = {number: index for index, number in enumerate(kept)}
    vocabulary = Vocabulary(
        pieces=tuple(whole.pieces[number] for number in kept),
        scores=tuple(whole.scores[number] for number in kept),
        begin=place[whole.begin],
        end=place[whole.end],
        padding=place[whole.padding],
        unknown=place[whole.unknown],
    )
    return Pruned(replace(packed, vocabulary=vocabulary), np.array(kept, dtype=np.int32))
