"""Opens what was learned: a run's checkpoint, or the two files that ship."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file
from training.reader.lowrank import WORKING
from training.reader.model import Reader, Shape
from training.reader.pairs import LONGEST, Pairs
from training.reader.run import CHECKPOINT

WEIGHTS, DESCRIPTION = "reader.safetensors", "reader.json"


@dataclass(frozen=True, slots=True)
class Trained:
    """A reader, what cuts its pairs, and what is said about it."""

    reader: Reader
    pairs: Pairs
    about: dict[str, Any]
    """Of a run: its checkpoint; of an export: ``reader.json``."""


def open_run(run: Path, model: Path) -> Trained:
    """The reader of a checkpoint, rounded to float16 as it ships; not folded."""
    state = cast("dict[str, Any]", torch.load(run / CHECKPOINT, weights_only=True))
    reader = Reader(model, Shape(**state["shape"])).eval()
    reader.take({name: value.half() for name, value in state["learned"].items()})
    return Trained(reader, Pairs(model, longest=state.get("longest", LONGEST)), state)


def open_export(directory: Path, model: Path, kind: torch.dtype = WORKING) -> Trained:
    """The reader that ships, its changes folded into the weights: the reference of any faster runtime.

    Args:
        directory: with ``reader.safetensors`` and ``reader.json``.
        model: the decoded model of the install, see ``youju_embeddings.decode``.
        kind: number type of the inner states.
    """
    about = json.loads((directory / DESCRIPTION).read_text(encoding="utf-8"))
    reader = Reader(model, Shape(**about["shape"]), kind).eval()
    reader.take(load_file(directory / WEIGHTS))
    reader.fold()
    return Trained(reader, Pairs(model, longest=about["longest"]), about)
