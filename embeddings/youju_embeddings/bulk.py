"""The child that encodes many passages with sentence-transformers, so that its parent never loads torch.

``python -m youju_embeddings.bulk`` reads frames of cleaned texts from standard input and answers
each with a frame of vectors. It ends with its input, so with its parent too, even in mid-batch; what
to send in one frame is decided by ``bulk_process``.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np

from youju_embeddings.decode import CHECKS, Encode, ensure_decoded
from youju_embeddings.engine import PASSAGE_PROMPT, Engine, clean, usable_cores
from youju_embeddings.errors import YoujuError
from youju_embeddings.frames import (
    Frame,
    Kind,
    frame_texts,
    read_frame,
    vectors_frame,
    write_frame,
)
from youju_embeddings.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from youju_embeddings.protocols import Vectors

LEAST_BFLOAT16_COSINE = 0.9999


def load_decoded(place: Path) -> Encode:
    """Open a decoded directory on the CPU; the returned function takes one batch.

    Weights and sums stay float32; where the processor multiplies bfloat16 in hardware the matrix
    products use it, unless that moves a vector of the checks by more than ``LEAST_BFLOAT16_COSINE``.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    cast("Any", torch).set_num_threads(usable_cores())
    model: Any = cast("Any", SentenceTransformer)(
        str(place), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
    )
    exact = partial(_encode, model, bfloat16=False)
    if not _multiplies_bfloat16():
        return exact
    fast = partial(_encode, model, bfloat16=True)
    checks = [clean(text) for text in CHECKS[:5]]
    agreement = float(np.min(np.sum(exact(checks) * fast(checks), axis=1)))
    return fast if agreement >= LEAST_BFLOAT16_COSINE else exact


def _multiplies_bfloat16() -> bool:
    import torch

    describe = getattr(torch.cpu, "get_capabilities", dict)
    capabilities: dict[str, object] = dict(describe())
    return any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16"))


def _encode(model: Any, texts: Sequence[str], *, bfloat16: bool) -> Vectors:  # noqa: ANN401 - untyped
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        vectors = model.encode(
            list(texts),
            prompt=PASSAGE_PROMPT,
            batch_size=max(1, len(texts)),
            show_progress_bar=False,
            convert_to_numpy=True,
        )
    return unit(np.asarray(vectors, dtype=np.float32))


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer frames until the input ends."""
    waiting: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    loaded: list[tuple[Path, Encode]] = []

    def load(place: Path) -> Encode:
        loaded.append((place, load_decoded(place)))
        return loaded[-1][1]

    try:
        place = ensure_decoded(load, Engine())
        # After a first build the checked model is at hand: the files it maps were only renamed.
        encode = loaded[-1][1] if loaded else load(place)
        write_frame(replies, Frame(Kind.READY))
        while True:
            write_frame(replies, vectors_frame(encode(frame_texts(waiting.get()))))
    except YoujuError as error:
        write_frame(replies, Frame(Kind.ERROR, f"{error.message.zh}\n{error.message.en}".encode()))


def _receive(requests: BinaryIO, waiting: queue.SimpleQueue[Frame]) -> None:
    """Hand on what comes in, and end the process as soon as nothing more can."""
    try:
        while True:
            waiting.put(read_frame(requests))
    except EOFError:
        os._exit(0)


def main() -> None:
    """Serve on standard input and output; whatever a library prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
