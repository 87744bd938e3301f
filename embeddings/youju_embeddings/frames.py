"""Messages between the process and its bulk child: a kind, a length, a payload; carries anything."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from youju_embeddings.protocols import Vectors

_HEADER = struct.Struct("<BI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 1
    TEXTS = 2
    VECTORS = 3
    ERROR = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    kind: Kind
    payload: bytes = b""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Send one message.

    Raises:
        OSError: the other side is gone.
    """
    stream.write(_HEADER.pack(frame.kind, len(frame.payload)) + frame.payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame:
    """Wait for one message.

    Raises:
        EOFError: the other side is gone.
    """
    kind, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    return Frame(Kind(kind), _exactly(stream, length))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data


def texts_frame(texts: Sequence[str]) -> Frame:
    """Texts to encode."""
    return Frame(Kind.TEXTS, json.dumps(list(texts)).encode("ascii"))


def frame_texts(frame: Frame) -> list[str]:
    """The texts of such a frame."""
    return [str(text) for text in json.loads(frame.payload)]


def vectors_frame(vectors: Vectors) -> Frame:
    """Encoded vectors."""
    return Frame(Kind.VECTORS, np.ascontiguousarray(vectors, dtype="<f4").tobytes())


def frame_vectors(frame: Frame, dimension: int) -> Vectors:
    """The vectors of such a frame, shape (n, dimension)."""
    return np.frombuffer(frame.payload, "<f4").reshape(-1, dimension).astype(np.float32)
