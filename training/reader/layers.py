"""One layer of the encoder in its trained and its frozen forms; which layer is which is left to ``model``."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from training.reader.lowrank import LowRankLinear


@dataclass(frozen=True, slots=True)
class Form:
    """How a layer is built: its trained part, the number type of its states, its heads and ε."""

    rank: int | None
    """Of the low-rank changes; 0: the whole matrices are trained; None: nothing is."""
    kind: torch.dtype
    heads: int
    epsilon: float


class Frozen(nn.Module):
    """A linear layer that is not trained."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, bias: Tensor, kind: torch.dtype) -> None:
        super().__init__()
        self.register_buffer("weight", weight.detach().to(kind), persistent=False)
        self.register_buffer("bias", bias.detach().to(kind), persistent=False)

    def forward(self, inputs: Tensor) -> Tensor:
        """Of any leading shape."""
        return nn.functional.linear(inputs, self.weight, self.bias)


class Whole(nn.Module):
    """A linear layer trained as a whole: what the low-rank changes are compared with."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.float().clone())
        self.bias = nn.Parameter(bias.float().clone())

    def forward(self, inputs: Tensor) -> Tensor:
        """Of any leading shape, in the number type of the inputs."""
        kind = inputs.dtype
        return nn.functional.linear(inputs, self.weight.to(kind), self.bias.to(kind))

    def merged(self) -> Tensor:
        """The weight as it is."""
        return self.weight


class Norm(nn.Module):
    """Layer normalisation, kept in float32 and used in the number type of the states."""

    def __init__(self, weight: Tensor, bias: Tensor, epsilon: float, *, trained: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.float().clone(), requires_grad=trained)
        self.bias = nn.Parameter(bias.float().clone(), requires_grad=trained)
        self._epsilon = epsilon

    def forward(self, states: Tensor) -> Tensor:
        """Normalised over the last dimension."""
        kind = states.dtype
        return nn.functional.layer_norm(
            states, (states.shape[-1],), self.weight.to(kind), self.bias.to(kind), self._epsilon
        )


class Layer(nn.Module):
    """Attention and feed-forward of BERT (Devlin et al. 2019), normalised behind each."""

    def __init__(self, weights: dict[str, Tensor], prefix: str, form: Form) -> None:
        super().__init__()

        def linear(name: str) -> nn.Module:
            weight, bias = weights[f"{prefix}.{name}.weight"], weights[f"{prefix}.{name}.bias"]
            if form.rank is None:
                return Frozen(weight, bias, form.kind)
            return LowRankLinear(weight, bias, form.rank) if form.rank else Whole(weight, bias)

        def norm(name: str) -> Norm:
            key = f"{prefix}.{name}.LayerNorm"
            trained = form.rank is not None
            return Norm(
                weights[f"{key}.weight"], weights[f"{key}.bias"], form.epsilon, trained=trained
            )

        self._form = form
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
        query, key, value = self.query(states), self.key(states), self.value(states)
        joined = _attend(query, key, value, mask, self._form.heads)
        attended: Tensor = self.norm_attention(states + self.mix(joined))
        inner = nn.functional.gelu(self.widen(attended))
        output: Tensor = self.norm_output(attended + self.narrow(inner))
        return output

    def fold(self) -> None:
        """Put what was learned into frozen weights."""
        for name, child in list(self.named_children()):
            if isinstance(child, LowRankLinear | Whole):
                setattr(self, name, Frozen(child.merged(), child.bias, self._form.kind))


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor, count: int) -> Tensor:
    """Attention by plain products: on a CPU a third of the time of torch's fused one backwards."""
    batch, length, hidden = query.shape
    width = hidden // count

    def heads(states: Tensor) -> Tensor:
        split = states.view(batch, length, count, width).transpose(1, 2)
        return split.contiguous().view(batch * count, length, width)

    scores = torch.baddbmm(mask, heads(query), heads(key).transpose(1, 2), alpha=width**-0.5)
    mixed = torch.bmm(scores.softmax(-1), heads(value)).view(batch, count, length, width)
    return mixed.transpose(1, 2).reshape(batch, length, hidden)
