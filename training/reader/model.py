"""The joint reader: the install's encoder with low-rank changes, a span head and a relevance head.

Reads one question beside one window. Where windows come from and how logits become answers is left
to ``pairs`` and to the inference module.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.reader.lowrank import WORKING, LowRankLinear

HEADS = 12
HIDDEN = 384
LAYERS = 12
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Shape:
    """What the adapters look like; stored with them."""

    rank: int = 32
    first_adapted: int = 0
    """Layers below this one stay as they are."""

    def as_dict(self) -> dict[str, int]:
        """As written to a file."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Logits:
    """Of a batch: ``start`` and ``end`` (batch, length), ``relevance`` (batch,). Float32.

    Position 0, the begin mark, stands for "the window does not answer it".
    """

    start: Tensor
    end: Tensor
    relevance: Tensor


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention by plain products: on a CPU a third of the time of torch's fused one backwards."""
    batch, length, hidden = query.shape
    width = hidden // HEADS

    def heads(states: Tensor) -> Tensor:
        split = states.view(batch, length, HEADS, width).transpose(1, 2)
        return split.contiguous().view(batch * HEADS, length, width)

    scores = torch.baddbmm(mask, heads(query), heads(key).transpose(1, 2), alpha=width**-0.5)
    mixed = torch.bmm(scores.softmax(-1), heads(value)).view(batch, HEADS, length, width)
    return mixed.transpose(1, 2).reshape(batch, length, hidden)


class Layer(nn.Module):
    def __init__(
        self, weights: dict[str, Tensor], number: int, rank: int, kind: torch.dtype
    ) -> None:
        super().__init__()

        def linear(name: str) -> nn.Module:
            key = f"encoder.layer.{number}.{name}"
            weight, bias = weights[f"{key}.weight"], weights[f"{key}.bias"]
            return LowRankLinear(weight, bias, rank) if rank else Frozen(weight, bias, kind)

        def norm(name: str) -> Norm:
            key = f"encoder.layer.{number}.{name}.LayerNorm"
            return Norm(weights[f"{key}.weight"], weights[f"{key}.bias"], trained=bool(rank))

        self.query = linear("attention.self.query")
        self.key = linear("attention.self.key")
        self.value = linear("attention.self.value")
        self.mix = linear("attention.output.dense")
        self.widen = linear("intermediate.dense")
        self.narrow = linear("output.dense")
        self.norm_attention = norm("attention.output")
        self.norm_output = norm("output")

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (batch, length, hidden); ``mask`` is added to the attention scores."""
        joined = _attend(self.query(states), self.key(states), self.value(states), mask)
        states = self.norm_attention(states + self.mix(joined))
        inner = nn.functional.gelu(self.widen(states))
        return self.norm_output(states + self.narrow(inner))


class Frozen(nn.Module):
    """A linear layer that is not trained."""

    def __init__(self, weight: Tensor, bias: Tensor, kind: torch.dtype) -> None:
        super().__init__()
        self.register_buffer("weight", weight.detach().to(kind), persistent=False)
        self.register_buffer("bias", bias.detach().to(kind), persistent=False)

    def forward(self, inputs: Tensor) -> Tensor:
        """Of any leading shape."""
        return nn.functional.linear(inputs, self.weight, self.bias)


class Norm(nn.Module):
    def __init__(self, weight: Tensor, bias: Tensor, *, trained: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.float().clone(), requires_grad=trained)
        self.bias = nn.Parameter(bias.float().clone(), requires_grad=trained)

    def forward(self, states: Tensor) -> Tensor:
        """Normalised over the last dimension."""
        kind = states.dtype
        return nn.functional.layer_norm(
            states, (states.shape[-1],), self.weight.to(kind), self.bias.to(kind), EPSILON
        )


class Reader(nn.Module):
    """The whole model; ``kind`` is the number type of its inner states."""

    def __init__(self, directory: Path, shape: Shape, kind: torch.dtype = WORKING) -> None:
        super().__init__()
        weights = load_file(directory / "model.safetensors")
        self.kind = kind
        self.shape = shape
        words = weights["embeddings.word_embeddings.weight"].to(kind)
        places = weights["embeddings.position_embeddings.weight"]
        types = weights["embeddings.token_type_embeddings.weight"]
        self.register_buffer("words", words, persistent=False)
        self.register_buffer("places", (places + types[0]).to(kind), persistent=False)
        key = "embeddings.LayerNorm"
        self.norm = Norm(weights[f"{key}.weight"], weights[f"{key}.bias"], trained=False)
        self.side = nn.Parameter(torch.zeros(2, HIDDEN), requires_grad=shape.first_adapted == 0)
        self.layers = nn.ModuleList(
            Layer(weights, number, shape.rank if number >= shape.first_adapted else 0, kind)
            for number in range(LAYERS)
        )
        self.span = nn.Linear(HIDDEN, 2)
        self.relevance = nn.Sequential(nn.Linear(2 * HIDDEN, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(self, tokens: Tensor, sides: Tensor, mask: Tensor) -> Logits:
        """``tokens`` (batch, length); ``sides`` 1 in the window, else 0; ``mask`` True on tokens."""
        return self._heads(self.states(tokens, sides, mask).float(), mask)

    def states(self, tokens: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states, shape (batch, length, hidden)."""
        length = tokens.shape[1]
        embedded = nn.functional.embedding(tokens, self.words) + self.places[:length]
        embedded = embedded + nn.functional.embedding(sides, self.side).to(self.kind)
        states = self.norm(embedded)
        reach = torch.zeros(mask.shape, dtype=self.kind).masked_fill(~mask, -1e4)
        reach = reach.repeat_interleave(HEADS, dim=0)[:, None, :]
        for layer in self.layers:
            states = layer(states, reach)
        return states

    def _heads(self, states: Tensor, mask: Tensor) -> Logits:
        start, end = self.span(states).unbind(-1)
        weight = mask.float()[:, :, None]
        mean = (states * weight).sum(1) / weight.sum(1)
        relevance = self.relevance(torch.cat([states[:, 0], mean], dim=-1)).squeeze(-1)
        return Logits(start, end, relevance)

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
        if own.keys() != learned.keys():
            raise ValueError("these adapters belong to a reader of another shape")
        with torch.no_grad():
            for name, value in learned.items():
                own[name].copy_(value.to(own[name].dtype))

    def fold(self) -> None:
        """Put the low-rank changes into the weights; afterwards it reads faster and cannot learn."""
        for layer in self.layers:
            for name, child in list(layer.named_children()):
                if isinstance(child, LowRankLinear):
                    setattr(layer, name, Frozen(child.merged(), child.bias, self.kind))
