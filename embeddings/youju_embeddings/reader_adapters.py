"""What was learned for the reader, and how it goes into the encoder's weights; training made it.

Ships as ``reader_weights/reader.safetensors`` (float16) with ``reader.json``. The low-rank changes
are folded into the weights: ``W + up · down`` (Hu et al. 2021, LoRA), so reading costs nothing more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from youju_embeddings.errors import ModelError
from youju_embeddings.transformer import Affine, Layer, Transformer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from youju_embeddings.packed import Floats

FORMAT = 1
"""Of the files that are understood."""

_WEIGHTS = "reader.safetensors"
_DESCRIPTION = "reader.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """``probability = σ(relevance · a + margin · b + intercept)``, fitted on validation questions."""

    relevance: float
    margin: float
    intercept: float


@dataclass(frozen=True, slots=True)
class Description:
    """What ``reader.json`` says of the way pairs are cut and logits are read."""

    calibration: Calibration
    longest: int
    """Tokens of a pair, at most."""
    longest_question: int
    longest_answer: int
    hash: str
    """SHA-256 of the weights beside it, hexadecimal."""


@dataclass(frozen=True, slots=True)
class ReaderNetwork:
    """The folded encoder and what stands before and behind it."""

    transformer: Transformer
    side: Floats
    """Added to the embeddings, shape (2, hidden): outside the window, inside it."""
    span: Affine
    """States to the logits of start and end."""
    relevance: tuple[Affine, Affine]
    """The first state beside the mean one to a hidden layer (GELU), and that to one logit."""


def installed_weights() -> Path:
    """The directory that comes with the package."""
    return Path(__file__).parent / "reader_weights"


def read_description(place: Path) -> Description:
    """What the exported reader says of itself; its weights are only hashed.

    Raises:
        ModelError: files are missing, damaged or of another format.
    """
    try:
        content = json.loads((place / _DESCRIPTION).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"format {content['format']}")
        weights = content["calibration"]
        found = Description(
            Calibration(*(float(weights[name]) for name in ("relevance", "margin", "intercept"))),
            longest=int(content["longest"]),
            longest_question=int(content["longest_question"]),
            longest_answer=int(content["longest_answer"]),
            hash=hashlib.sha256((place / _WEIGHTS).read_bytes()).hexdigest(),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(place, error) from error
    if found.hash != content.get("sha256"):
        raise _damaged(place, ValueError("SHA-256"))
    return found


def folded(place: Path, base: Transformer) -> ReaderNetwork:
    """The reader's whole network, float32.

    Raises:
        ModelError: the adapters are damaged or belong to a network of another shape.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        loaded: dict[str, Any] = cast("Any", load_file)(place / _WEIGHTS)
        learned = {name: value.astype(np.float32) for name, value in loaded.items()}
        layers = tuple(
            _layer(layer, f"layers.{number}", learned) for number, layer in enumerate(base.layers)
        )
        return ReaderNetwork(
            Transformer(base.norm, layers, base.heads, base.epsilon),
            side=learned.get("side", np.zeros((2, len(base.norm.bias)), dtype=np.float32)),
            span=_head("span", learned),
            relevance=(_head("relevance.0", learned), _head("relevance.2", learned)),
        )
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise _damaged(place, error) from error


def _layer(base: Layer, name: str, learned: Mapping[str, Floats]) -> Layer:
    """A layer below the first adapted one has nothing learned and stays as it is."""
    if f"{name}.query.up" not in learned:
        return base

    def linear(part: str, old: Affine) -> Affine:
        change = learned[f"{name}.{part}.up"] @ learned[f"{name}.{part}.down"]
        weight: Floats = (old.weight + change).astype(np.float32)
        return Affine(weight, learned[f"{name}.{part}.bias"])

    return Layer(
        query=linear("query", base.query),
        key=linear("key", base.key),
        value=linear("value", base.value),
        mix=linear("mix", base.mix),
        norm_attention=_head(f"{name}.norm_attention", learned),
        widen=linear("widen", base.widen),
        narrow=linear("narrow", base.narrow),
        norm_output=_head(f"{name}.norm_output", learned),
    )


def _head(name: str, learned: Mapping[str, Floats]) -> Affine:
    return Affine(learned[f"{name}.weight"], learned[f"{name}.bias"])


def _damaged(place: Path, error: Exception) -> ModelError:
    return ModelError(
        zh=f"随安装附带的阅读模型（{place}）无法读取：{error}。请重新安装：pip install --force-reinstall youju",
        en=f"The reader that comes with the install ({place}) cannot be read: {error}. Install it again: "
        "pip install --force-reinstall youju",
    )
