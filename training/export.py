"""Write the trained network as an ONNX graph, in float32 or with 8-bit integers.

    python -m training.export --out src/dragoman/data/model [--checkpoint FILE] [--base FOLDER] [--bits 0]

The graph is written node by node for one window at a time: pieces (P,), features (P, 3) and firsts (W,) give tags
(W, 7), pointer (W, 1 + W), names (W, 9) and what the heads for grammar say. The last layer of the relations' head goes
into `relations.npy`: it is asked when the trees are known. The head for names is replaced by that of `training.names`,
which reads a fourth input, `signs`. The operators of ONNX Runtime for BERT (fused attention, layer normalisation and
GELU) are used directly. The weights are rounded to integers, a scale for each output, but for the last layers of the
heads and all of the head for arcs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from dragoman.reading.decode import TAGS
from dragoman.reading.model import FILES, FORMAT
from dragoman.reading.signs import SIGNS
from training import lists, measure
from training.documents import MENTIONS, NAMES, PENN, RELATIONS, UPOS
from training.network import Network, Sizes, base_folder

OPSET = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
EPSILON = 1e-12  # of BERT's layer normalisation


class Graph:
    """An ONNX graph in the making."""

    def __init__(self, *, bits: int | None, keep: frozenset[str] = frozenset()) -> None:
        """Start a graph; weights get `bits` bits (None: float32), except the matrices named in `keep`."""
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.bits = bits
        self.keep = keep
        self.count = 0

    def constant(self, value: np.ndarray, name: str) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(value if value.ndim == 0 else np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], *, outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Add a node and return the name of its output, or the names if there are several."""
        self.count += 1
        names = [f"{operator.lower()}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=f"n{self.count}", domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str, *, integer: bool = True) -> str:
        """Add `x @ weight.T + bias`; `weight` has the shape (out, in), as torch keeps it."""
        if self.bits is None or not integer or name in self.keep:
            x = self.add("MatMul", [x, self.constant(weight.T, name + ".weight")])
            return self.add("Add", [x, self.constant(bias, name + ".bias")]) if bias is not None else x
        rounded, scale = to_integers(weight, self.bits)
        inputs = [
            x,
            self.constant(rounded.T, name + ".weight"),
            self.constant(scale, name + ".scale"),
            self.constant(np.zeros(len(scale), dtype=np.int8), name + ".zero"),
        ]
        if bias is not None:
            inputs.append(self.constant(bias, name + ".bias"))
        return self.add("DynamicQuantizeMatMul", inputs, domain="com.microsoft")


def to_integers(weight: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return `weight` (out, in) as int8 and the scale of each output, for the smallest squared error on a grid."""
    top = 2 ** (bits - 1) - 1
    largest = np.abs(weight).max(1)
    best = np.full(len(weight), np.inf)
    scale = np.ones(len(weight), dtype=np.float32)
    for share in np.linspace(0.7, 1.0, 13):
        trial = np.maximum(largest * share / top, 1e-8)
        error = ((np.clip(np.round(weight / trial[:, None]), -top, top) * trial[:, None] - weight) ** 2).sum(1)
        scale = np.where(error < best, trial, scale)
        best = np.minimum(error, best)
    rounded = np.clip(np.round(weight / scale[:, None]), -top, top).astype(np.int8)
    return rounded, scale.astype(np.float32)


def build(network: Network, settings: dict[str, Any], *, bits: int | None, keep: frozenset[str] = frozenset()) -> Any:
    """Return the ONNX model of the network."""
    w = {k: v.detach().float().numpy() for k, v in network.state_dict().items()}
    graph = Graph(bits=bits, keep=keep)
    x = encode(graph, w, network.sizes, settings)
    words = graph.add("Gather", [x, "firsts"], axis=1)
    first = graph.add("Gather", [x, graph.constant(np.array([0]), "zero")], axis=1)
    heads = {
        "tags": scorer(graph, w, words, "tags"),
        "pointer": pointer(graph, w, first, words, "pointer"),
        "names": scorer(graph, w, words, "names"),
        "classes": scorer(graph, w, words, "classes"),
        "arcs": pointer(graph, w, first, words, "arcs", integer=False),
        "ends": graph.linear(words, w["ends.1.weight"], w["ends.1.bias"], "ends.1"),
        "antecedents": pointer(graph, w, first, words, "antecedents"),
    }
    axis = graph.constant(np.array([0]), "batch")
    for name, value in heads.items():
        graph.nodes.append(helper.make_node("Squeeze", [value, axis], [name], name=name))
    return finish(graph, network.sizes)


def encode(graph: Graph, w: dict[str, np.ndarray], sizes: Sizes, settings: dict[str, Any]) -> str:
    """Add the encoder and return its output, (1, pieces, width)."""
    positions = settings["read_window"] + 2
    word = w["encoder.word.weight"]
    if graph.bits is None:
        x = graph.add("Gather", [graph.constant(word, "word"), "pieces"])
    else:
        rounded, scale = to_integers(word, 8)
        rows = graph.add("Gather", [graph.constant(rounded, "word"), "pieces"])
        scales = graph.add("Gather", [graph.constant(scale[:, None], "word.scale"), "pieces"])
        x = graph.add("Mul", [graph.add("Cast", [rows], to=TensorProto.FLOAT), scales])
    length = graph.add("Shape", ["pieces"])
    zero, axis = graph.constant(np.array([0]), "start"), graph.constant(np.array([0]), "axis")
    table = graph.constant(w["encoder.position.weight"][:positions], "position")
    x = graph.add("Add", [x, graph.add("Slice", [table, zero, length, axis])])
    x = graph.add("Unsqueeze", [x, graph.constant(np.array([0]), "axis1")])
    x = norm(graph, w, x, "encoder.norm")
    for number in range(sizes.layers):
        if number == sizes.joined:
            x = add_features(graph, w, x)
        x = layer(graph, w, x, number, sizes)
    return x


def add_features(graph: Graph, w: dict[str, np.ndarray], x: str) -> str:
    """Add the vectors of case, quotation and layout."""
    for number in range(3):
        column = graph.add("Gather", ["features", graph.constant(np.array(number), f"feature{number}")], axis=1)
        table = graph.constant(w[f"encoder.features.{number}.weight"], f"encoder.features.{number}")
        x = graph.add("Add", [x, graph.add("Gather", [table, column])])
    return x


def layer(graph: Graph, w: dict[str, np.ndarray], x: str, number: int, sizes: Sizes) -> str:
    """Add one transformer layer."""
    own = f"encoder.layers.{number}."
    q, k, v = (
        graph.linear(x, w[f"{own}{part}.weight"], w[f"{own}{part}.bias"], own + part)
        for part in ("query", "key", "value")
    )
    mixed = graph.add("MultiHeadAttention", [q, k, v], domain="com.microsoft", num_heads=sizes.attention_heads)
    mixed = graph.linear(mixed, w[own + "output.weight"], w[own + "output.bias"], own + "output")
    x = norm(graph, w, graph.add("Add", [x, mixed]), own + "output_norm")
    up = graph.linear(x, w[own + "up.weight"], w[own + "up.bias"], own + "up")
    up = graph.add("Gelu", [up], domain="com.microsoft")
    down = graph.linear(up, w[own + "down.weight"], w[own + "down.bias"], own + "down")
    return norm(graph, w, graph.add("Add", [x, down]), own + "norm")


def norm(graph: Graph, w: dict[str, np.ndarray], x: str, name: str) -> str:
    """Add a layer normalisation."""
    scale, bias = (
        graph.constant(w[name + ".weight"], name + ".weight"),
        graph.constant(w[name + ".bias"], name + ".bias"),
    )
    return graph.add("LayerNormalization", [x, scale, bias], axis=-1, epsilon=EPSILON)


def scorer(graph: Graph, w: dict[str, np.ndarray], words: str, name: str) -> str:
    """Add a head of two layers."""
    x = graph.linear(words, w[name + ".1.weight"], w[name + ".1.bias"], name + ".1")
    x = graph.add("Gelu", [x], domain="com.microsoft")
    return graph.linear(x, w[name + ".4.weight"], w[name + ".4.bias"], name + ".4", integer=False)


def pointer(graph: Graph, w: dict[str, np.ndarray], first: str, words: str, name: str, *, integer: bool = True) -> str:
    """Add a pointer: every word against [CLS] and every word."""
    weight, bias = w[name + ".query.weight"], w[name + ".query.bias"]
    scale = len(weight) ** -0.5
    queries = graph.linear(words, weight * scale, bias * scale, name + ".query", integer=integer)
    keys = graph.add("Concat", [first, words], axis=1)
    keys = graph.linear(keys, w[name + ".key.weight"], w[name + ".key.bias"], name + ".key", integer=integer)
    return graph.add("MatMul", [queries, graph.add("Transpose", [keys], perm=[0, 2, 1])])


def finish(graph: Graph, sizes: Sizes) -> Any:
    """Return the checked model."""
    ints, floats = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("pieces", ints, ["pieces"]),
        helper.make_tensor_value_info("features", ints, ["pieces", 3]),
        helper.make_tensor_value_info("firsts", ints, ["words"]),
        helper.make_tensor_value_info("signs", ints, ["words", len(SIGNS)]),  # read by the head of training.names alone
    ]
    outputs = [
        helper.make_tensor_value_info("tags", floats, ["words", len(TAGS)]),
        helper.make_tensor_value_info("pointer", floats, ["words", "words and none"]),
        helper.make_tensor_value_info("names", floats, ["words", len(NAMES)]),
        helper.make_tensor_value_info("classes", floats, ["words", len(UPOS) + len(PENN) + len(MENTIONS)]),
        helper.make_tensor_value_info("arcs", floats, ["words", "words and none"]),
        helper.make_tensor_value_info("ends", floats, ["words", 2 * sizes.ends]),
        helper.make_tensor_value_info("antecedents", floats, ["words", "words and none"]),
    ]
    made = helper.make_graph(graph.nodes, "reading", inputs, outputs, graph.constants)
    model = helper.make_model(made, opset_imports=OPSET, ir_version=9, producer_name="dragoman")
    onnx.checker.check_model(model)
    return model


def describe(network: Network, settings: dict[str, Any], name: str, confidence: dict[str, float]) -> dict[str, Any]:
    """Return what `config.json` says of the model."""
    transitions = measure.reading_transitions(network, settings).numpy()
    return {
        "format": FORMAT,
        "name": name,
        "tags": list(TAGS),
        "names": list(NAMES),
        "upos": list(UPOS),
        "penn": list(PENN),
        "mentions": list(MENTIONS),
        "relations": list(RELATIONS),
        "window": settings["read_window"],
        "context": settings["read_context"],
        "transitions": [[round(float(v), 4) for v in row] for row in transitions],
        "confidence": confidence,
        "training": settings,
    }


UNCALIBRATED = {"bias": 1.0, "tags": 2.0, "pointer": 2.0, "cue": 0.0, "source": 0.0, "pieces": 0.0}


def main() -> None:
    """Parse, export, say what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/work/model/checkpoint.pt"))
    parser.add_argument("--settings", type=Path, default=Path("training/settings.toml"))
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; the installed package's if not given")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="dragoman-reading-3")
    parser.add_argument("--bits", type=int, default=8, help="bits of the weights; 0 for float32")
    parser.add_argument("--keep", nargs="*", default=[], help="matrices that stay in float32")
    arguments = parser.parse_args()
    settings = tomllib.loads(arguments.settings.read_text())
    network = Network(Sizes(), frozen=settings["frozen"])
    network.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu", weights_only=True)["network"])
    network.eval()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = build(network, settings, bits=arguments.bits or None, keep=frozenset(arguments.keep))
    onnx.save(model, str(arguments.out / "model.onnx"))
    last = network.relations
    both = torch.cat([last.weight.detach().T, last.bias.detach()[None]])
    np.save(arguments.out / "relations.npy", both.numpy().astype(np.float16))
    shutil.copyfile((arguments.base or base_folder()) / "tokenizer.json", arguments.out / "tokenizer.json")
    lists.write(arguments.out / "lists.txt")
    old = arguments.out / "config.json"
    confidence = json.loads(old.read_text())["confidence"] if old.exists() else UNCALIBRATED
    config = describe(network, settings, arguments.name, confidence)
    config["files"] = {name: sha256((arguments.out / name).read_bytes()).hexdigest() for name in FILES[1:]}
    old.write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")
    for path in sorted(arguments.out.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path}")


if __name__ == "__main__":
    main()
