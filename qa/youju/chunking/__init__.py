"""Blocks to passages with exact spans: ``passages`` makes them, ``packing`` chooses the cuts."""

from youju.chunking.passages import CHUNKER, chunk, weight

__all__ = ["CHUNKER", "chunk", "weight"]
