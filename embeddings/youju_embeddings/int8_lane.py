"""Whether this process encodes passages in int8, decided once; the model itself is ``int8_encoder``'s.

A process that finds the built model uses it from its first passage to its last. One that does not
find it goes on as it is, and has a child build it for the processes to come.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from functools import cached_property
from importlib import metadata, util
from typing import TYPE_CHECKING

from youju_embeddings.engine import Engine
from youju_embeddings.errors import ModelError
from youju_embeddings.int8_encoder import Int8Encoder, ensure_int8, int8_directory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Vectors

_log = logging.getLogger(__name__)


class Int8Lane:
    """The int8 model if this process has it. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def chosen(self) -> bool:
        """Whether passages of this process go through it; the first who asks decides it for all."""
        with self._lock:
            return self._chosen

    @property
    def runtime(self) -> str:
        """Its name in a fingerprint, empty when it is not chosen."""
        return f"onnxruntime {metadata.version('onnxruntime')} int8" if self.chosen else ""

    def encode_readable(self, texts: Sequence[str]) -> tuple[Vectors, list[int]]:
        """Passages, and which of them it left out, as ``Int8Encoder`` says.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        with self._lock:
            encoder = self._encoder
        return encoder.encode_readable(texts, query=False)

    def prepare(self) -> None:
        """Build the model here and now if need be; a process that has decided stays as it is.

        Raises:
            MissingExtraError: the wheel or ONNX Runtime is not installed.
            ModelError: the cache cannot be written, or the model disagrees with the engine.
        """
        ensure_int8(Engine())

    def build_behind(self) -> None:
        """Have a child build the model, once; whether it succeeds shows in the next process."""
        with self._lock:
            if self._chosen or self._child is not None or not _installed():
                return
            self._child = subprocess.Popen(
                [sys.executable, "-m", "youju_embeddings.int8_lane"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def close(self) -> None:
        """Let the model go and end the child; what is chosen stays chosen."""
        with self._lock:
            self.__dict__.pop("_encoder", None)
            child, self._child = self._child, None
        if child is not None:
            if child.stdin is not None:
                child.stdin.close()
            child.wait()

    @cached_property
    def _chosen(self) -> bool:
        return _installed() and int8_directory().is_dir()

    @cached_property
    def _encoder(self) -> Int8Encoder:
        return Int8Encoder(int8_directory())


def _installed() -> bool:
    return all(util.find_spec(name) for name in ("onnx", "onnxruntime"))


def _end_with_parent() -> None:
    """End when standard input does: what is half built is cleared away by the next who builds."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> int:
    """Build the model for the processes to come, as long as the parent lives."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        Int8Lane().prepare()
    except ModelError as error:
        _log.warning("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
