"""The parent's handle on the bulk child: starts it, sends batches, notices its end; batches nothing itself."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from importlib import util
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, BinaryIO, cast

from youju_embeddings.engine import DIMENSION
from youju_embeddings.errors import ModelError
from youju_embeddings.frames import Frame, Kind, frame_vectors, read_frame, texts_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Vectors

_PATIENCE_SECONDS = 5.0


def bulk_available() -> bool:
    """Whether sentence-transformers and torch are installed; loads neither."""
    return all(util.find_spec(name) for name in ("sentence_transformers", "torch"))


class BulkProcess:
    """One child, alive from construction to ``close``.

    Used by one thread at a time. Loading takes it some seconds: ``ready`` tells when it is done.
    """

    def __init__(self) -> None:
        descriptor, name = tempfile.mkstemp(prefix="youju-bulk-")
        Path(name).unlink()
        self._errors: BinaryIO = os.fdopen(descriptor, "w+b")
        environment = os.environ | {
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
            "HF_HUB_OFFLINE": "1",
            "TRANSFORMERS_OFFLINE": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "PYTHONWARNINGS": "ignore",
        }
        # Sleeping rather than spinning threads: on a busy machine the spinning ones lose seconds.
        environment.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "youju_embeddings.bulk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            # An interrupt from the keyboard is the parent's to handle; the child ends with its input.
            start_new_session=True,
        )
        self._frames: SimpleQueue[Frame | None] = SimpleQueue()
        self._ready = False
        self._receiver = threading.Thread(
            target=self._receive, name="youju-bulk-receiver", daemon=True
        )
        self._receiver.start()

    @property
    def process_id(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ready(self, *, timeout: float = 0.0) -> bool:
        """Whether the child has loaded its model, waiting up to ``timeout`` seconds.

        Raises:
            ModelError: it could not load, or died.
        """
        if not self._ready:
            try:
                frame = self._frames.get(timeout=timeout) if timeout else self._frames.get_nowait()
            except Empty:
                return False
            self._expect(frame, Kind.READY)
            self._ready = True
        return True

    def send(self, texts: Sequence[str]) -> None:
        """Queue one batch of cleaned passages; the pipe and the child hold several.

        Raises:
            ModelError: the child died.
        """
        try:
            write_frame(cast("BinaryIO", self._process.stdin), texts_frame(texts))
        except OSError as error:
            raise self._died() from error

    def receive(self) -> Vectors:
        """Wait for the vectors of the oldest batch sent.

        Raises:
            ModelError: the child died.
        """
        return frame_vectors(self._expect(self._frames.get(), Kind.VECTORS), DIMENSION)

    def close(self) -> None:
        """End the child; calling it twice is fine."""
        process = self._process
        if process.stdin is not None and not process.stdin.closed:
            # A child that died leaves something unsent in the pipe.
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._receiver.join(_PATIENCE_SECONDS)
        if process.stdout is not None:
            process.stdout.close()
        self._errors.close()

    def _receive(self) -> None:
        stream = cast("BinaryIO", self._process.stdout)
        try:
            while True:
                self._frames.put(read_frame(stream))
        except (EOFError, OSError, ValueError):
            self._frames.put(None)

    def _expect(self, frame: Frame | None, kind: Kind) -> Frame:
        if frame is None:
            self._frames.put(None)
            raise self._died()
        if frame.kind is Kind.ERROR:
            zh, _, en = frame.payload.decode("utf-8").partition("\n")
            raise ModelError(zh=zh, en=en)
        if frame.kind is not kind:
            raise self._died()
        return frame

    def _died(self) -> ModelError:
        try:
            code: int | None = self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        return ModelError(
            zh=f"批量编码子进程意外结束（退出码 {code}）：{self._last_words()}。"
            "若内存不足，请关闭其他程序后重试。",
            en=f"The bulk encoding process ended unexpectedly (exit code {code}): {self._last_words()}. "
            "If memory ran out, close other programs and try again.",
        )

    def _last_words(self) -> str:
        if self._errors.closed:
            return "closed"
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - 2000))
        lines = self._errors.read().decode("utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "-"
