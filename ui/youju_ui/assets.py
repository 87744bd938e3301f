"""The files that come inside the package: style, script, sample documents."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def static_text(name: str) -> str:
    """The text of one file of ``static``."""
    return (files("youju_ui") / "static" / name).read_text(encoding="utf-8")


def static_path(name: str) -> Path:
    """Where one file of ``static`` lies; the package is always installed as files."""
    return Path(str(files("youju_ui") / "static" / name))


def demo_text(name: str) -> str:
    """The text of one file of ``demo``."""
    return (files("youju_ui") / "demo" / name).read_text(encoding="utf-8")


def demo_documents() -> tuple[Traversable, ...]:
    """The sample documents by name."""
    folder = files("youju_ui") / "demo" / "documents"
    return tuple(
        sorted(
            (entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name
        )
    )
