"""The weights of the BERT encoder as values; their source is ``packed``, their use ``graph``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from youju_embeddings.packed import Floats, PackedTensors


@dataclass(frozen=True, slots=True)
class Affine:
    """A linear map, weight of shape (outputs, inputs), or a normalisation, weight of shape (width,)."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Layer:
    """One block of attention and feed-forward, normalised behind each sum."""

    query: Affine
    key: Affine
    value: Affine
    mix: Affine
    norm_attention: Affine
    widen: Affine
    narrow: Affine
    norm_output: Affine


@dataclass(frozen=True, slots=True)
class Transformer:
    """Everything behind the sum of the embeddings."""

    norm: Affine
    layers: tuple[Layer, ...]
    heads: int
    epsilon: float


def transformer(packed: PackedTensors) -> Transformer:
    """The decoded weights of the install's model, float32."""

    def norm(name: str) -> Affine:
        return Affine(packed.tensor(f"{name}.w"), packed.tensor(f"{name}.b"))

    def linear(name: str) -> Affine:
        bias = packed.tensor(f"{name}.b")
        return Affine(packed.tensor(f"{name}.w").reshape(len(bias), -1), bias)

    def layer(number: int) -> Layer:
        return Layer(
            query=linear(f"l{number}.q"),
            key=linear(f"l{number}.k"),
            value=linear(f"l{number}.v"),
            mix=linear(f"l{number}.ao"),
            norm_attention=norm(f"l{number}.aln"),
            widen=linear(f"l{number}.fi"),
            narrow=linear(f"l{number}.fo"),
            norm_output=norm(f"l{number}.oln"),
        )

    layers = tuple(layer(number) for number in range(packed.shape.layers))
    return Transformer(norm("emb.ln"), layers, packed.shape.heads, packed.shape.epsilon)
