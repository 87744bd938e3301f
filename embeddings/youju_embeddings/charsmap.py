"""Packs a character map into the ``Precompiled`` normaliser of Hugging Face tokenizers; decides no mapping.

The format is SentencePiece's: the size of a Darts-clone double array, the array, then the
replacements, each ended by a zero byte. A unit of the array holds the label that leads to it in its
low byte, whether a value hangs below in bit 8, and above that the offset to its children, which is
combined with the child's label by exclusive or.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAS_LEAF = 1 << 8
_IS_LEAF = 1 << 31
_OFFSET_SHIFT = 10
_OFFSET_LIMIT = 1 << 21


def precompiled_charsmap(mapping: Mapping[str, str]) -> bytes:
    """The map in SentencePiece's compiled form.

    Args:
        mapping: non-empty keys without a zero character, to what stands for them.
    """
    replacements = bytearray()
    places: dict[str, int] = {}
    root = _Node()
    for key, replacement in mapping.items():
        if replacement not in places:
            places[replacement] = len(replacements)
            replacements += replacement.encode("utf-8") + b"\0"
        root.insert(key.encode("utf-8"), places[replacement])
    units = _DoubleArray().build(root)
    array = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(array)) + array + bytes(replacements)


@dataclass(slots=True)
class _Node:
    children: dict[int, _Node] = field(default_factory=dict)
    value: int = -1

    def insert(self, key: bytes, value: int) -> None:
        node = self
        for byte in key:
            node = node.children.setdefault(byte, _Node())
        node.value = value


class _DoubleArray:
    def __init__(self) -> None:
        self._units: dict[int, int] = {0: 0}
        self._bases: set[int] = {0}
        # A base that did not fit some labels never will: each set of labels goes on where it was.
        self._search_from: dict[tuple[int, ...], int] = {}

    def build(self, root: _Node) -> list[int]:
        waiting = [(root, 0)]
        while waiting:
            node, position = waiting.pop()
            waiting.extend(self._place(node, position))
        # An offset may point anywhere in its block of 256, so the last block is filled up.
        size = (max(self._units) // 256 + 1) * 256
        return [self._units.get(position, 0) for position in range(size)]

    def _place(self, node: _Node, position: int) -> list[tuple[_Node, int]]:
        labels = sorted(node.children) if node.value < 0 else [0, *sorted(node.children)]
        base = self._free_base(labels, position)
        self._bases.add(base)
        self._units[position] |= (base ^ position) << _OFFSET_SHIFT
        if node.value >= 0:
            self._units[position] |= _HAS_LEAF
            self._units[base] = _IS_LEAF | node.value
        placed: list[tuple[_Node, int]] = []
        for label, child in sorted(node.children.items()):
            self._units[base ^ label] = label
            placed.append((child, base ^ label))
        return placed

    def _free_base(self, labels: list[int], position: int) -> int:
        # Two nodes never share a base: a label of the one would then be found below the other.
        wanted = tuple(labels)
        base = self._search_from.get(wanted, 1)
        while (
            base in self._bases
            or any(base ^ label in self._units for label in labels)
            or base ^ position >= _OFFSET_LIMIT
        ):
            base += 1
        self._search_from[wanted] = base
        return base
