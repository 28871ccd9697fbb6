"""The ONNX graph of a BERT sentence encoder, written node by node from its published weights.

ONNX Runtime's fused operators for BERT (attention, layer normalisation, GELU) are used directly. The matrices are
rounded to 8-bit integers, a scale for each output; activations are rounded while the model runs. Importing this module
needs the packages `onnx` and `safetensors`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, checker, helper, numpy_helper
from safetensors.numpy import load_file

Floats = NDArray[np.float32]
Weights = dict[str, Any]

OPERATORS: Final = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
FORMAT_VERSION: Final = 9  # of ONNX, the newest that ONNX Runtime 1.20 surely reads
TOP: Final = 127  # largest magnitude of a rounded weight


def build_graph(weights: Path, config: Path, *, pieces: int) -> bytes:
    """Return the ONNX model: pieces, int64 (texts, length), give vectors, float32 (texts, width), the layers' mean.

    Args:
        weights: model.safetensors of a BERT encoder.
        config: its config.json.
        pieces: the greatest length.
    """
    w: Weights = load_file(weights)
    said = json.loads(config.read_text(encoding="utf8"))
    graph = _Graph(epsilon=float(said["layer_norm_eps"]))
    x = _embed(graph, w, pieces)
    for number in range(int(said["num_hidden_layers"])):
        x = _layer(graph, w, x, f"encoder.layer.{number}.", heads=int(said["num_attention_heads"]))
    graph.nodes.append(helper.make_node("ReduceMean", [x], ["vectors"], axes=[1], keepdims=0))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentences",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", int(said["hidden_size"])])],
            graph.constants,
        ),
        opset_imports=OPERATORS,
        ir_version=FORMAT_VERSION,
        producer_name="dragoman",
    )
    checker.check_model(model)
    return bytes(model.SerializeToString())


class _Graph:
    """A graph in the making."""

    def __init__(self, *, epsilon: float) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.epsilon = epsilon

    def constant(self, value: NDArray[Any], name: str) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], *, domain: str = "", **attributes: Any) -> str:
        """Add a node and return the name of its output."""
        output = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x: str, w: Weights, name: str) -> str:
        """Add `x @ weight.T + bias` in 8-bit integers."""
        rounded, scale = round_rows(w[name + ".weight"])
        constants = {
            "weight": rounded.T,
            "scale": scale,
            "zero": np.zeros(len(scale), dtype=np.int8),
            "bias": w[name + ".bias"],
        }
        inputs = [x, *(self.constant(value, f"{name}.{what}") for what, value in constants.items())]
        return self.add("DynamicQuantizeMatMul", inputs, domain="com.microsoft")

    def norm(self, x: str, w: Weights, name: str) -> str:
        """Add a layer normalisation."""
        scale, bias = (self.constant(w[f"{name}.{what}"], f"{name}.{what}") for what in ("weight", "bias"))
        return self.add("LayerNormalization", [x, scale, bias], axis=-1, epsilon=self.epsilon)


def round_rows(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix (out, in) as 8-bit integers and the scale of each row."""
    scale = np.maximum(np.abs(weight).max(axis=1) / TOP, 1e-8).astype(np.float32)
    return np.round(weight / scale[:, None]).astype(np.int8), scale


def _embed(graph: _Graph, w: Weights, pieces: int) -> str:
    """Add word, position and segment; all of a text is the first segment."""
    rounded, scale = round_rows(w["embeddings.word_embeddings.weight"])
    words = graph.add("Gather", [graph.constant(rounded, "words"), "pieces"])
    scales = graph.add("Gather", [graph.constant(scale[:, None], "words.scale"), "pieces"])
    x = graph.add("Mul", [graph.add("Cast", [words], to=TensorProto.FLOAT), scales])
    places = w["embeddings.position_embeddings.weight"][:pieces] + w["embeddings.token_type_embeddings.weight"][0]
    length = graph.add("Shape", ["pieces"], start=1, end=2)
    bounds = [graph.constant(np.array([0]), "first"), length, graph.constant(np.array([0]), "axis")]
    x = graph.add("Add", [x, graph.add("Slice", [graph.constant(places, "places"), *bounds])])
    return graph.norm(x, w, "embeddings.LayerNorm")


def _layer(graph: _Graph, w: Weights, x: str, own: str, *, heads: int) -> str:
    query, key, value = (graph.linear(x, w, f"{own}attention.self.{part}") for part in ("query", "key", "value"))
    mixed = graph.add("MultiHeadAttention", [query, key, value], domain="com.microsoft", num_heads=heads)
    mixed = graph.linear(mixed, w, own + "attention.output.dense")
    x = graph.norm(graph.add("Add", [x, mixed]), w, own + "attention.output.LayerNorm")
    wide = graph.add("Gelu", [graph.linear(x, w, own + "intermediate.dense")], domain="com.microsoft")
    narrow = graph.linear(wide, w, own + "output.dense")
    return graph.norm(graph.add("Add", [x, narrow]), w, own + "output.LayerNorm")
