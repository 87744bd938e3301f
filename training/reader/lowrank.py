"""The linear layer whose frozen weight carries a trained low-rank change, as one differentiable step.

Source of the method: Hu et al. 2021, LoRA. The change is added to the weight before the product,
which is exactly what the export ships; the gradient goes to the two factors and the bias only, so
the costly gradient of the whole weight is never formed.
"""

from __future__ import annotations

import math
from typing import Any, Protocol, cast

import torch
from torch import Tensor, nn

WORKING = torch.bfloat16
"""The number type of the inner states while training."""


class _Context(Protocol):
    """What autograd gives both passes."""

    saved_tensors: tuple[Tensor, ...]
    needs_input_grad: tuple[bool, ...]

    def save_for_backward(self, *tensors: Tensor) -> None: ...


class _MergedLinear(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: _Context, inputs: Tensor, weight: Tensor, down: Tensor, up: Tensor, bias: Tensor
    ) -> Tensor:
        merged = torch.addmm(weight, up, down).to(inputs.dtype)
        ctx.save_for_backward(inputs, merged, down, up)
        return nn.functional.linear(inputs, merged, bias.to(inputs.dtype))

    @staticmethod
    def backward(ctx: _Context, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        (gradient,) = gradients
        inputs, merged, down, up = ctx.saved_tensors
        kind = inputs.dtype
        flat, wide = gradient.reshape(-1, gradient.shape[-1]), inputs.reshape(-1, inputs.shape[-1])
        to_up = flat.t() @ (wide @ down.to(kind).t())
        to_down = (flat @ up.to(kind)).t() @ wide
        to_bias = flat.sum(0, dtype=down.dtype)
        to_inputs = gradient @ merged if ctx.needs_input_grad[0] else None
        return to_inputs, None, to_down.to(down.dtype), to_up.to(up.dtype), to_bias


class LowRankLinear(nn.Module):
    """``y = x (W + up · down)ᵀ + b`` with ``W`` frozen, ``up`` zero at the start."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.register_buffer("weight", weight.float().clone(), persistent=False)
        self.down = nn.Parameter(torch.randn(rank, inputs) / math.sqrt(inputs))
        self.up = nn.Parameter(torch.zeros(outputs, rank))
        self.bias = nn.Parameter(bias.float().clone())

    def forward(self, inputs: Tensor) -> Tensor:
        """Of any leading shape, in the number type of the inputs."""
        apply: Any = _MergedLinear.apply
        return cast("Tensor", apply(inputs, self.weight, self.down, self.up, self.bias))

    def merged(self) -> Tensor:
        """The weight to ship, float32."""
        return torch.addmm(self.weight, self.up, self.down)
