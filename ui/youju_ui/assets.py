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


SCRIPTS = (
    "conversation.js",
    "panels.js",
    "choices.js",
    "reading.js",
    "shelf.js",
    "sending.js",
    "question.js",
    "look.js",
    "acts.js",
    "dropping.js",
    "away.js",
    "start.js",
)
"""The parts of the chat's script in the order in which they follow each other."""


def script() -> str:
    """The chat's whole script: its parts share one scope, the body of Gradio's ``js_on_load``."""
    return "\n".join(static_text(f"chat/{name}") for name in SCRIPTS)


STYLES = ("frame", "conversation", "answers", "asking", "shelf", "source", "narrow")
"""The parts of the style sheet in the order in which they follow each other."""


def style() -> str:
    """The whole style sheet of the chat and of the page of a passage.

    Gradio resets every element below its container; the id in the selector around the rules, which
    exists nowhere, makes all of them outrank those resets and nothing else.
    """
    rules = "\n".join(static_text(f"style/{name}.css") for name in STYLES)
    return f"{static_text('style/colours.css')}\n:is(#yj-outrank, html) {{\n{rules}\n}}\n"


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
