"""Writes the encoder as an ONNX graph for ONNX Runtime, in float32 or int8; no torch takes part.

One text a run: the graph has no mask and no padding. int8 activations share one scale in a product,
so a text in a batch would change with its neighbours; and on a CPU a batch is not faster than its
texts one by one. The sum of word, position and type embeddings comes in from outside.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from youju_embeddings.transformer import Affine, Layer, Transformer

INPUT = "embedded"
"""float32, shape (1, length, hidden)."""

_OPERATORS = 20
_FILE_FORMAT = 9
_CONTRIBUTED = "com.microsoft"
_BLOCK = 128
_INT8_INPUTS = 4
"""The level of MatMulNBits that rounds inputs to int8 block by block."""


class Precision(Enum):
    """How the products with weights are computed; everything else is float32."""

    FLOAT32 = "float32"
    INT8 = "int8"
    """Weights int8 with a scale for each output, inputs uint8 with a scale taken from each text; behind
    GELU both with a scale for each block."""
    BLOCKS = "int8 in blocks"
    """A scale for each block everywhere: slower, and exact where a processor without int8 products
    would overflow the 16 bits in which it adds two of them."""


class Graph:
    """A graph being written: nodes and constants, each value known by its name."""

    def __init__(self, precision: Precision) -> None:
        import onnx

        self._precision = precision
        # Filled in place: putting a graph together from parts would copy all the weights each time.
        self._model: Any = cast("Any", onnx).ModelProto(ir_version=_FILE_FORMAT)
        for domain, version in (("", _OPERATORS), (_CONTRIBUTED, 1)):
            self._model.opset_import.add(domain=domain, version=version)
        self._model.graph.name = "youju"

    def exact(self) -> Graph:
        """The same graph, with products in float32."""
        other = Graph(Precision.FLOAT32)
        other._model = self._model
        return other

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """A named array of the file; returns the name."""
        from onnx import numpy_helper

        array = np.array(values, order="C")
        self._model.graph.initializer.append(cast("Any", numpy_helper).from_array(array, name))
        return name

    def node(
        self, operator: str, *inputs: str, output: str = "", **attributes: float | list[int]
    ) -> str:
        """One operator with one output; returns the output's name."""
        from onnx import helper

        domain, _, kind = operator.rpartition(".")
        nodes = self._model.graph.node
        name = output or f"{kind}_{len(nodes)}"
        nodes.append(
            cast("Any", helper).make_node(kind, list(inputs), [name], domain=domain, **attributes)
        )
        return name

    def linear(self, name: str, inputs: str, weights: Affine) -> str:
        """``inputs · weightᵀ + bias`` in the precision of the graph."""
        bias = self.constant(f"{name}.bias", weights.bias)
        if self._precision is Precision.FLOAT32:
            product = self.node("MatMul", inputs, self.constant(f"{name}.weight", weights.weight.T))
            return self.node("Add", product, bias)
        if self._precision is Precision.BLOCKS:
            return self.blocked(name, inputs, weights)
        scale = np.maximum(np.abs(weights.weight).max(axis=1), np.float32(1e-12)) / 127
        rounded = np.rint(weights.weight / scale[:, None]).astype(np.int8)
        return self.node(
            f"{_CONTRIBUTED}.DynamicQuantizeMatMul",
            inputs,
            self.constant(f"{name}.weight", rounded.T),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", np.zeros(len(scale), dtype=np.int8)),
            bias,
        )

    def blocked(self, name: str, inputs: str, weights: Affine) -> str:
        """As ``linear``, but in int8 with a scale for every block of weights and of inputs.

        For inputs whose largest value is far from the usual one, as behind GELU: one scale for all
        would leave the usual ones a few steps.
        """
        if self._precision is Precision.FLOAT32:
            return self.linear(name, inputs, weights)
        outputs, width = weights.weight.shape
        blocks = weights.weight.reshape(outputs, -1, _BLOCK)
        scale = np.maximum(np.abs(blocks).max(axis=2, keepdims=True), np.float32(1e-12)) / 127
        # Stored without sign: 128 stands for zero.
        rounded = (np.rint(blocks / scale) + 128).astype(np.uint8)
        return self.node(
            f"{_CONTRIBUTED}.MatMulNBits",
            inputs,
            self.constant(f"{name}.weight", rounded),
            self.constant(f"{name}.scale", scale[:, :, 0].astype(np.float32)),
            "",
            "",
            self.constant(f"{name}.bias", weights.bias),
            K=width,
            N=outputs,
            bits=8,
            block_size=_BLOCK,
            accuracy_level=_INT8_INPUTS,
        )

    def normalized(self, name: str, inputs: str, weights: Affine, epsilon: float) -> str:
        """Layer normalisation over the last dimension."""
        return self.node(
            "LayerNormalization",
            inputs,
            self.constant(f"{name}.weight", weights.weight),
            self.constant(f"{name}.bias", weights.bias),
            axis=-1,
            epsilon=epsilon,
        )

    def transformed(self, inputs: str, weights: Transformer) -> str:
        """States of the last layer, shape (1, length, hidden), from the sum of the embeddings."""
        states = self.normalized("norm", inputs, weights.norm, weights.epsilon)
        for number, layer in enumerate(weights.layers):
            states = self._layer(f"layers.{number}", states, layer, weights)
        return states

    def _layer(self, name: str, states: str, layer: Layer, weights: Transformer) -> str:
        attended = self.node(
            f"{_CONTRIBUTED}.MultiHeadAttention",
            self.linear(f"{name}.query", states, layer.query),
            self.linear(f"{name}.key", states, layer.key),
            self.linear(f"{name}.value", states, layer.value),
            num_heads=weights.heads,
        )
        mixed = self.linear(f"{name}.mix", attended, layer.mix)
        states = self.normalized(
            f"{name}.norm_attention",
            self.node("Add", states, mixed),
            layer.norm_attention,
            weights.epsilon,
        )
        wide = self.node("Gelu", self.linear(f"{name}.widen", states, layer.widen))
        narrow = self.blocked(f"{name}.narrow", wide, layer.narrow)
        return self.normalized(
            f"{name}.norm_output",
            self.node("Add", states, narrow),
            layer.norm_output,
            weights.epsilon,
        )

    def write(
        self, path: Path, *, inputs: dict[str, tuple[object, list[int | str]]], outputs: list[str]
    ) -> None:
        """Write the model file.

        Args:
            path: where to.
            inputs: name to number type and shape, a free dimension by name.
            outputs: names of the values to give back, all float32.
        """
        import onnx
        from onnx import helper

        describe = cast("Any", helper).make_tensor_value_info
        types: dict[object, object] = {
            np.float32: onnx.TensorProto.FLOAT,
            np.int64: onnx.TensorProto.INT64,
        }
        graph = self._model.graph
        graph.input.extend(
            describe(name, types[kind], shape) for name, (kind, shape) in inputs.items()
        )
        graph.output.extend(describe(name, onnx.TensorProto.FLOAT, None) for name in outputs)
        path.write_bytes(self._model.SerializeToString())


def write_encoder(path: Path, weights: Transformer, precision: Precision) -> None:
    """Write the encoder: ``embedded`` to ``mean``, shape (1, hidden), of the last states."""
    graph = Graph(precision)
    states = graph.transformed(INPUT, weights)
    axis = graph.constant("axis", np.array([1], dtype=np.int64))
    graph.node("ReduceMean", states, axis, output="mean", keepdims=0)
    hidden = len(weights.norm.bias)
    graph.write(path, inputs={INPUT: (np.float32, [1, "length", hidden])}, outputs=["mean"])
