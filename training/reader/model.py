"""The joint reader: the install's encoder with low-rank changes, a span head and a relevance head.

Reads one question beside one window, as BERT reads pairs (Devlin et al. 2019; relevance after
Nogueira and Cho 2019). Where windows come from is left to ``pairs``, how logits become answers to
``spans``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.reader.layers import Form, Layer, Norm
from training.reader.lowrank import WORKING

_BLOCKED = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """What the adapters look like; stored with them."""

    rank: int = 32
    """0: whole matrices are trained, for comparison; too large to ship."""
    first_adapted: int = 0
    """Layers below this one stay as they are."""

    def as_dict(self) -> dict[str, int]:
        """As written to a file."""
        return asdict(self)


SHIPPED = Shape()
UNTRAINED = Shape(rank=0, first_adapted=10**6)
"""The install's encoder as it is."""


@dataclass(frozen=True, slots=True)
class Logits:
    """Of a batch: ``start`` and ``end`` (batch, length), ``relevance`` (batch,). Float32.

    Position 0, the begin mark, stands for "the window does not answer it".
    """

    start: Tensor
    end: Tensor
    relevance: Tensor


class Reader(nn.Module):
    """The whole model; ``kind`` is the number type of its inner states."""

    words: Tensor
    places: Tensor

    def __init__(self, directory: Path, shape: Shape, kind: torch.dtype = WORKING) -> None:
        super().__init__()
        weights: dict[str, Tensor] = load_file(directory / "model.safetensors")
        config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
        hidden, self._heads = int(config["hidden_size"]), int(config["num_attention_heads"])
        epsilon = float(config["layer_norm_eps"])
        self.kind = kind
        self.shape = shape
        places = weights["embeddings.position_embeddings.weight"]
        types = weights["embeddings.token_type_embeddings.weight"]
        words = weights["embeddings.word_embeddings.weight"]
        self.register_buffer("words", words.to(kind), persistent=False)
        self.register_buffer("places", (places + types[0]).to(kind), persistent=False)
        key = "embeddings.LayerNorm"
        self.norm = Norm(weights[f"{key}.weight"], weights[f"{key}.bias"], epsilon, trained=False)
        self.side = nn.Parameter(torch.zeros(2, hidden), requires_grad=shape.first_adapted == 0)
        adapted = Form(shape.rank, kind, self._heads, epsilon)
        frozen = Form(None, kind, self._heads, epsilon)
        self.layers = nn.ModuleList(
            Layer(weights, f"encoder.layer.{i}", adapted if i >= shape.first_adapted else frozen)
            for i in range(int(config["num_hidden_layers"]))
        )
        self.span = nn.Linear(hidden, 2)
        self.relevance = nn.Sequential(nn.Linear(2 * hidden, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(self, tokens: Tensor, sides: Tensor, mask: Tensor) -> Logits:
        """``tokens`` (batch, length); ``sides`` 1 in the window, else 0; ``mask`` True on tokens."""
        states = self.states(tokens, sides, mask).float()
        start, end = self.span(states).unbind(-1)
        mean = mean_of(states, mask)
        relevance = self.relevance(torch.cat([states[:, 0], mean], dim=-1)).squeeze(-1)
        return Logits(start, end, relevance)

    def states(self, tokens: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states, shape (batch, length, hidden)."""
        length = tokens.shape[1]
        embedded = nn.functional.embedding(tokens, self.words) + self.places[:length]
        embedded = embedded + nn.functional.embedding(sides, self.side).to(self.kind)
        states: Tensor = self.norm(embedded)
        reach = torch.zeros(mask.shape, dtype=self.kind).masked_fill(~mask, _BLOCKED)
        reach = reach.repeat_interleave(self._heads, dim=0)[:, None, :]
        for layer in self.layers:
            states = layer(states, reach)
        return states

    def trained(self) -> dict[str, Tensor]:
        """What was learned, by name: everything that ships."""
        return {
            name: value.detach() for name, value in self.named_parameters() if value.requires_grad
        }

    def take(self, learned: dict[str, Tensor]) -> None:
        """Put what was learned back.

        Raises:
            ValueError: names or shapes do not fit.
        """
        own = {name: value for name, value in self.named_parameters() if value.requires_grad}
        fits = own.keys() == learned.keys() and all(
            own[name].shape == value.shape for name, value in learned.items()
        )
        if not fits:
            raise ValueError("these adapters belong to a reader of another shape")
        with torch.no_grad():
            for name, value in learned.items():
                own[name].copy_(value.to(own[name].dtype))

    def fold(self) -> None:
        """Put the low-rank changes into the weights; afterwards it reads faster and cannot learn."""
        for layer in self.layers:
            if isinstance(layer, Layer):
                layer.fold()


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the states of real tokens, shape (batch, hidden)."""
    weight = mask.to(states.dtype)[:, :, None]
    return (states * weight).sum(1) / weight.sum(1)
