"""The pruned tokenizer as files and as an object; which pieces it holds is decided by ``pruning``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from youju_embeddings.errors import ModelError
from youju_embeddings.pruning import only_allowed, pruned
from youju_embeddings.tokenizer import tokenizer_definition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from youju_embeddings.packed import PackedModel
    from youju_embeddings.pruning import Pieces

_TOKENIZER = "tokenizer.json"
_PIECES = "pieces.npy"


def write_tokenizer(place: Path, packed: PackedModel) -> None:
    """Write the pruned tokenizer, about 5 MB, into a directory."""
    left = pruned(packed)
    text = json.dumps(tokenizer_definition(left.packed), ensure_ascii=False)
    (place / _TOKENIZER).write_text(text, encoding="utf-8")
    np.save(place / _PIECES, left.pieces, allow_pickle=False)


class SmallTokenizer:
    """A loaded pruned tokenizer; numbers of pieces are those of the whole vocabulary.

    Raises:
        ModelError: the directory does not hold what ``write_tokenizer`` wrote.
    """

    def __init__(self, place: Path) -> None:
        from tokenizers import Tokenizer

        try:
            definition = (place / _TOKENIZER).read_text(encoding="utf-8")
            self._tokenizer: Any = cast("Any", Tokenizer).from_str(definition)
            self._pieces: Pieces = np.load(place / _PIECES, allow_pickle=False)
        # The library raises bare exceptions for a file it cannot read.
        except Exception as error:
            raise _damaged(place, error) from error
        self.begin = self._number("<s>")
        """The mark before a text."""
        self.end = self._number("</s>")
        """The mark behind a text."""

    def _number(self, piece: str) -> int:
        return int(self._pieces[self._tokenizer.token_to_id(piece)])

    def covers(self, text: str) -> bool:
        """Whether a text is cut as by the whole vocabulary."""
        return only_allowed(self._tokenizer.normalizer.normalize_str(text))

    def cut(self, texts: Sequence[str]) -> list[Cut]:
        """Pieces of each text without begin and end marks; each character of an unknown one is one."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [Cut(self._pieces[one.ids], tuple(one.offsets)) for one in found]


class Cut:
    """One text as pieces."""

    __slots__ = ("offsets", "pieces")

    def __init__(self, pieces: Pieces, offsets: tuple[tuple[int, int], ...]) -> None:
        self.pieces = pieces
        self.offsets = offsets
        """Where each stands in the text, in code points."""


def _damaged(place: Path, error: Exception) -> ModelError:
    return ModelError(
        zh=f"目录 {place} 中的分词文件无法读取（{error}）。请删除该目录后重试，它会重新生成。",
        en=f"The tokenizer files in {place} cannot be read ({error}). Delete the directory and try again: "
        "it is built anew.",
    )
