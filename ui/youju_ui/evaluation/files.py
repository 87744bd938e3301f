"""Paths of runs as people type them."""

from __future__ import annotations

from pathlib import Path

from youju_eval.results import RESULT_FILE


def folder_of(path: Path) -> Path:
    """The folder of a run, also when its ``result.json`` was named."""
    return path.parent if path.name == RESULT_FILE and path.is_file() else path
