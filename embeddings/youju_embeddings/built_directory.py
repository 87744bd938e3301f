"""Builds a directory of the user's cache once, whole or not at all; what goes into it is its user's business."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from youju_embeddings.errors import ModelError
from youju_embeddings.places import cache_directory

Build: TypeAlias = Callable[[Path], None]
"""Fills an empty directory and checks what it wrote; raises when it is not fit for use."""


def models_directory() -> Path:
    """Where built models are kept; it may not exist yet."""
    return cache_directory() / "models"


def ensure_built(place: Path, build: Build, *, size: str) -> Path:
    """The directory at ``place``, built first when it is not there.

    It is built beside its place and renamed when ``build`` returns, under a lock that other processes
    keep too, so that whoever finds it finds it whole and checked.

    Args:
        place: where the directory is to be; its name tells what it was made from.
        build: fills the directory it is given, and checks it.
        size: what it takes on disk, for the message when it cannot be written.

    Raises:
        ModelError: it cannot be written, or ``build`` refused what it had made.
    """
    from filelock import FileLock

    if place.is_dir():
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{place}.lock"):
            if not place.is_dir():
                _build_at(place, build)
    except OSError as error:
        raise _not_written(place, size, error) from error
    return place


def _build_at(place: Path, build: Build) -> None:
    for abandoned in place.parent.glob(f"{place.name}.*.part"):
        shutil.rmtree(abandoned, ignore_errors=True)
    building = Path(tempfile.mkdtemp(prefix=f"{place.name}.", suffix=".part", dir=place.parent))
    try:
        build(building)
        building.rename(place)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _not_written(place: Path, size: str, error: OSError) -> ModelError:
    return ModelError(
        zh=f"无法在 {place.parent} 写入转换后的模型（{error}）。需要约 {size} 空间；"
        "可用环境变量 YOUJU_CACHE 指定另一个目录。",
        en=f"The converted model cannot be written to {place.parent} ({error}). It takes about {size}; "
        "the environment variable YOUJU_CACHE names another directory.",
    )
