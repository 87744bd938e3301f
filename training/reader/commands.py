"""What the commands share: where runs lie, outside the repository, and their common options."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from youju_embeddings.decode import decoded_directory
from youju_embeddings.places import cache_directory


def runs() -> Path:
    """The folder of all runs unless an option names another: ``$YOUJU_CACHE/training``."""
    return cache_directory() / "training"


def command(description: str | None) -> argparse.ArgumentParser:
    """A parser that prints the module's docstring as it is written."""
    return argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """``--data``: the folder of reading-comprehension sets, else ``$YOUJU_DATA``."""
    default = os.environ.get("YOUJU_DATA")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(default) if default else None,
        required=not default,
        help="folder of the sets (default: $YOUJU_DATA)",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """``--model`` and ``--threads``: the install's decoded weights, and how many cores read them."""
    parser.add_argument(
        "--model",
        type=Path,
        default=decoded_directory(),
        help="the install's weights, decoded at the first large import (default: %(default)s)",
    )
    parser.add_argument("--threads", type=int, default=2, help="default: %(default)s")
