"""Train the head for names on what the shipped encoder says, and put it into the shipped graph.

    python -m training.names --data FOLDER [--model src/dragoman/data/model] [--out FOLDER] [--set KEY=VALUE ...]

Nothing but the output `names` changes: the encoder and the other heads stay as they are, bit by bit. The settings are
`[names]` in `training/settings.toml`. Every 24th document is kept aside and measured after every epoch; `--set
held_out=0` learns from these too.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F  # noqa: N812
from onnx import TensorProto, helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.evaluation.counting import Count
from dragoman.reading.decode import name_transitions, names_of
from dragoman.reading.model import FILES, FORMAT
from dragoman.reading.sentences import find_sentences
from dragoman.reading.signs import SIGNS, Lists
from dragoman.reading.viterbi import best_labels
from training import corpora, treebanks
from training.batches import CLS, SEP
from training.documents import NAMES, OTHER_OR_NONE, Document, Ints
from training.export import Graph
from training.losses import name_loss
from training.measure import plan
from training.renaming import renamed, stock_of
from training.train import rate_at, read_settings

LAYERS = (2, 4, 6)  # of the encoder, whose vectors of a word the head reads
WIDTH = 384
COUNTED = {"names": 10_000, "told": 20_000}  # from where the nodes of a head are numbered
KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Seen:
    """A window as the encoder sees it: what the head reads of its words, and their labels.

    `vectors` (words, LAYERS, WIDTH) float16; `signs` (words, SIGNS) uint8; `own` is the range of the words that
    take their scores from this window.
    """

    document: str
    vectors: np.ndarray[Any, np.dtype[np.float16]]
    signs: np.ndarray[Any, np.dtype[np.uint8]]
    labels: Ints
    own: tuple[int, int]

    def __len__(self) -> int:
        return len(self.labels)


class Encoder:
    """The encoder of the shipped model, asked for the vectors of the words after several layers."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf8"))
        self.window: int = config["window"]
        self.context: int = config["context"]
        model = onnx.load(str(folder / "model.onnx"))
        self.names = layer_outputs(model)
        for name in self.names:
            if name not in {output.name for output in model.graph.output}:
                model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self.lists = Lists(folder / "lists.txt")
        self.asked = {entry.name for entry in self.session.get_inputs()}

    def see(self, document: Document, labels: str = "name") -> list[Seen]:
        """Return the windows of a document as reading cuts them, with those of its labels that are asked for."""
        words = [document.text[slice(*word)] for word in document.words]
        sentences: Sequence[tuple[int, int]]
        if "sentence" in document.labels:
            sentences = treebanks.sentences_of(document)
        else:
            sentences = find_sentences(document.text, document.words, document.features)
        signs = self.lists.signs(words, sentences)
        found = []
        for window in plan(document, limit=self.window, context=self.context):
            own = document.pieces[window.first : window.end]
            counts = np.array([len(pieces) for pieces in own], dtype=np.int64)
            features = np.zeros((counts.sum() + 2, 3), dtype=np.int64)
            features[1:-1] = np.repeat(document.features[window.first : window.end] + 1, counts, axis=0)
            firsts = np.concatenate([[0], np.cumsum(counts)[:-1]]) + 1
            inputs = {
                "pieces": np.array([CLS, *(piece for pieces in own for piece in pieces), SEP], dtype=np.int64),
                "features": features,
                "firsts": firsts,
                "signs": signs[window.first : window.end].astype(np.int64),
            }
            outputs = self.session.run(self.names, {k: v for k, v in inputs.items() if k in self.asked})
            found.append(
                Seen(
                    document.id,
                    np.stack([output[0][firsts] for output in outputs], axis=1).astype(np.float16),
                    signs[window.first : window.end],
                    document.labels[labels][window.first : window.end],
                    (window.own_first - window.first, window.own_end - window.first),
                )
            )
        return found


def layer_outputs(model: Any) -> list[str]:
    """Return the names of what LAYERS give: a layer ends with its second normalisation, the words with one before."""
    norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    return [norms[2 * layer] for layer in LAYERS]


# -- the head -------------------------------------------------------------------------------------------------------


class Head(nn.Module):
    """Scores of labels from the words' vectors after three layers, their signs, and the words beside them."""

    def __init__(self, settings: dict[str, Any], labels: int = len(NAMES)) -> None:
        super().__init__()
        width = settings["width"]
        self.reach: tuple[int, ...] = tuple(settings["reach"])
        self.dropout, self.input_dropout = settings["dropout"], settings["input_dropout"]
        self.vectors = nn.Linear(WIDTH * len(LAYERS), width)
        self.signs = nn.Linear(len(SIGNS), width, bias=False)
        self.norm = nn.LayerNorm(width)
        self.beside = nn.ModuleList(nn.Linear(3 * width, width) for _ in self.reach)
        self.out = nn.Linear(width, labels)

    def forward(self, vectors: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """Return scores (batch, words, labels).

        `vectors` (batch, words, LAYERS * WIDTH); `signs` (batch, words, SIGNS); `mask` (batch, words, 1),
        0 for padding.
        """
        if self.training:  # one mask for all words of a window: a number for every element would cost half of the time
            kept = torch.rand(vectors.shape[0], 1, vectors.shape[2]) >= self.input_dropout
            vectors = vectors * (kept / (1 - self.input_dropout))
        x = self.vectors(vectors) + self.signs(signs)
        x = F.dropout(F.gelu(self.norm(x)), self.dropout, self.training)
        for layer, reach in zip(self.beside, self.reach, strict=True):
            x = x * mask
            around = F.pad(x, (0, 0, reach, reach))
            around = torch.cat([around[:, : -2 * reach], x, around[:, 2 * reach :]], dim=2)
            x = x + F.dropout(F.gelu(layer(around)), self.dropout, self.training)
        scores: Tensor = self.out(x)
        return scores


def collate(batch: Sequence[Seen]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return vectors, signs, mask and labels of the windows, padded to the longest."""
    longest = max(map(len, batch))
    vectors = torch.zeros(len(batch), longest, len(LAYERS) * WIDTH)
    signs = torch.zeros(len(batch), longest, len(SIGNS))
    mask = torch.zeros(len(batch), longest, 1)
    labels = torch.full((len(batch), longest), -100)
    for row, window in enumerate(batch):
        words = len(window)
        vectors[row, :words] = torch.from_numpy(window.vectors.reshape(words, -1))
        signs[row, :words] = torch.from_numpy(window.signs)
        mask[row, :words] = 1
        labels[row, :words] = torch.from_numpy(window.labels)
        if 0 < window.labels[0] < len(NAMES) and window.labels[0] % 2 == 0:
            labels[row, 0] -= 1  # the window begins inside a name
    return vectors, signs, mask, labels


def batches(windows: Sequence[Seen], words: int, rng: random.Random | None = None) -> list[list[Seen]]:
    """Return batches of windows of like length, at most `words` words each with padding; shuffled with a generator."""
    made: list[list[Seen]] = [[]]
    for window in sorted(windows, key=lambda w: len(w) + (rng.random() * 20 if rng else 0)):
        if made[-1] and (len(made[-1]) + 1) * max(len(window), *map(len, made[-1])) > words:
            made.append([])
        made[-1].append(window)
    if rng:
        rng.shuffle(made)
    return [batch for batch in made if batch]


# -- training -------------------------------------------------------------------------------------------------------


@dataclass
class Material:
    """What is trained on, by corpus, and the documents kept aside, by corpus."""

    train: dict[str, list[Seen]]
    aside: dict[str, list[Seen]]


def gather(data: Path, encoder: Encoder, tokenizer: Tokenizer, settings: dict[str, Any]) -> Material:
    """Read every corpus and let the encoder see it; EWT also as often as the settings say with other names."""
    held, rng = settings["held_out"], random.Random(settings["seed"])
    rows = corpora.read_rows(data / "polnear" / "train.jsonl")[:: settings["silver_every"]]
    silver = [document for document in corpora.polnear(rows, tokenizer, all_annotators=False) if document.labels]
    paths = treebanks.paths_of(data)
    documents = {
        "ewt": [versions[0] for versions in treebanks.treebank(paths["ewt"], tokenizer, entities=False)],
        "gum": [versions[0] for versions in treebanks.treebank(paths["gum"], tokenizer, entities=True)],
        "crossner": list(
            corpora.iob(
                data / "crossner_politics" / "train.txt", tokenizer, kinds=corpora.CROSSNER, column=1, per_document=8
            )
        ),
        "polnear": [document for document in silver if "name" in document.labels],
    }
    made = Material({}, {})
    for name, every in documents.items():
        made.aside[name] = _seen(encoder, [d for i, d in enumerate(every) if held and not i % held])
        documents[name] = [d for i, d in enumerate(every) if not held or i % held]
        made.train[name] = _seen(encoder, documents[name])
        print(f"{name}: {sum(map(len, made.train[name]))} words", flush=True)
    near = stock_of(documents["ewt"])
    far = stock_of([*documents["polnear"], *documents["crossner"]])
    stocks = [(settings["near"], near), (1 - settings["near"], far)]
    made.train["renamed"] = []
    for version in range(settings["versions"]):
        others = (renamed(document, stocks, rng, tokenizer) for document in documents["ewt"])
        made.train["renamed"] += _seen(encoder, others)
        print(f"renamed {version + 1}: {sum(map(len, made.train['renamed']))} words", flush=True)
    for name in ("ewt", "renamed", "gum"):
        open_peoples(made.train[name])
    return made


def open_peoples(windows: Iterable[Seen]) -> None:
    """Leave open whether the unmarked words for peoples ("Iranian") are names of another type.

    The news corpora have them so, the treebanks' names leave them out.
    """
    for window in windows:
        peoples = (window.labels == 0) & (window.signs[:, SIGNS.index("people")] == 1)
        window.labels[peoples] = OTHER_OR_NONE


def _seen(encoder: Encoder, documents: Iterable[Document]) -> list[Seen]:
    return [window for document in documents if len(document) for window in encoder.see(document)]


def train(material: Material, settings: dict[str, Any]) -> Head:
    """Return the trained head; after every epoch the figures of what was kept aside are printed."""
    torch.manual_seed(settings["seed"])
    rng, begun = random.Random(settings["seed"]), time.time()
    head = Head(settings)
    optimizer = torch.optim.AdamW(
        head.parameters(), lr=settings["rate"], betas=(0.9, 0.98), weight_decay=settings["weight_decay"]
    )
    weight = {id(w): settings["weights"][name] for name, windows in material.train.items() for w in windows}
    done, total = 0.0, float(settings["epochs"])
    for epoch in range(settings["epochs"]):
        head.train()
        chosen = [w for name, own in material.train.items() for w in own if rng.random() < settings["passes"][name]]
        made, sums = batches(chosen, settings["batch_words"], rng), 0.0
        for batch in made:
            vectors, signs, mask, labels = collate(batch)
            with torch.autocast("cpu", torch.bfloat16):
                scores = head(vectors, signs, mask)
            shares = torch.tensor([weight[id(window)] * len(window) for window in batch])
            loss = torch.stack([name_loss(s, y) for s, y in zip(scores, labels, strict=True)]) @ shares / shares.sum()
            for group in optimizer.param_groups:
                group["lr"] = settings["rate"] * max(0.02, rate_at(done / total, settings["warmup"]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            done += 1 / len(made)
            sums += float(loss.detach())
        line = {name: figures(head, windows) for name, windows in material.aside.items() if windows}
        print(f"epoch {epoch + 1} {time.time() - begun:.0f} s loss {sums / len(made):.4f} {line}", flush=True)
    return shifted(head, settings).eval()


@torch.no_grad()
def shifted(head: Head, settings: dict[str, Any]) -> Head:
    """Return the head with what the settings add to the scores of no name, and of the words after a name's first."""
    for label, own in enumerate(NAMES):
        head.out.bias[label] += settings["none"] if own == "O" else settings["inside"] if own[0] == "I" else 0.0
    return head


@torch.no_grad()
def figures(head: Head, windows: Sequence[Seen]) -> dict[str, float]:
    """Return F1 of the names of all types, and of each, in documents that were kept aside."""
    head.eval()
    scores: dict[int, np.ndarray] = {}
    for batch in batches(windows, 4000):
        vectors, signs, mask, _ = collate(batch)
        for window, own in zip(batch, head(vectors, signs, mask).numpy(), strict=True):
            scores[id(window)] = own[slice(*window.own)]
    counts = {kind: Count() for kind in ("all", *KINDS)}
    paths = best_labels([scores[id(window)] for window in windows], name_transitions(NAMES))
    for window, path in zip(windows, paths, strict=True):
        gold, own = window.labels[slice(*window.own)], scores[id(window)]
        gold = np.where(gold < len(NAMES), gold, 0)
        found, wanted = (
            {(name.first, name.last, name.type) for name in names_of(labels, own, NAMES)} for labels in (path, gold)
        )
        for kind in KINDS:
            hits, told = {n for n in found if n[2] == kind}, {n for n in wanted if n[2] == kind}
            for key in ("all", kind):
                counts[key].add(len(hits & told), len(hits), len(told))
    return {kind: round(count.f1, 1) for kind, count in counts.items()}


# -- the graph ------------------------------------------------------------------------------------------------------


def with_head(model: Any, head: Head, name: str = "names") -> Any:
    """Return the shipped graph with this head in the place of the one that gave the output, or beside the others."""
    made = onnx.ModelProto()
    made.CopyFrom(model)
    without(made, name)
    graph = Graph(bits=8)
    graph.count = COUNTED[name]  # so that no name is one of the shipped graph's
    weights = {k: v.detach().float().numpy() for k, v in head.state_dict().items()}
    add_head(graph, weights, layer_outputs(made), name, head.reach)
    if name not in {output.name for output in made.graph.output}:
        shape = ["words", head.out.out_features]
        made.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    made.graph.node.extend(graph.nodes)
    made.graph.initializer.extend(graph.constants)
    if "signs" not in {entry.name for entry in made.graph.input}:
        entry = helper.make_tensor_value_info("signs", TensorProto.INT64, ["words", len(SIGNS)])
        made.graph.input.append(entry)
    onnx.checker.check_model(made)
    return made


def without(model: Any, name: str) -> None:
    """Take out of the graph what gives this output and nothing else."""
    kept = {output.name for output in model.graph.output if output.name != name}
    nodes = []
    for node in reversed(model.graph.node):
        if kept & set(node.output):
            kept |= set(node.input)
            nodes.append(node)
    constants = [constant for constant in model.graph.initializer if constant.name in kept]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(reversed(nodes))
    model.graph.initializer.extend(constants)


def add_head(
    graph: Graph, w: dict[str, np.ndarray], layers: Sequence[str], name: str = "names", reach: Sequence[int] = (1, 1)
) -> None:
    """Add the head's nodes; `reach` is how far the words beside a word are, layer by layer."""

    def ints(own: str, *values: int) -> str:
        return graph.constant(np.array(values, dtype=np.int64), f"{name}.{own}")

    vectors = graph.add("Concat", [graph.add("Gather", [layer, "firsts"], axis=1) for layer in layers], axis=2)
    x = graph.linear(vectors, w["vectors.weight"], w["vectors.bias"], f"{name}.vectors")
    signs = graph.add("Cast", ["signs"], to=TensorProto.FLOAT)
    x = graph.add("Add", [x, graph.linear(signs, w["signs.weight"], None, f"{name}.signs", integer=False)])
    scale = graph.constant(w["norm.weight"], f"{name}.norm.weight")
    bias = graph.constant(w["norm.bias"], f"{name}.norm.bias")
    x = graph.add("LayerNormalization", [x, scale, bias], axis=-1, epsilon=1e-5)
    x = graph.add("Gelu", [x], domain="com.microsoft")
    for number, far in enumerate(reach):
        own = f"{name}.beside{number}"
        padded = graph.add("Pad", [x, ints(f"pad{number}", 0, far, 0, 0, far, 0)])
        rows = ((0, -2 * far, 1), (2 * far, 2**31, 1))
        before, after = (
            graph.add("Slice", [padded, *(ints(f"{side}{number}.{n}", v) for n, v in enumerate(values))])
            for side, values in zip(("before", "after"), rows, strict=True)
        )
        around = graph.add("Concat", [before, x, after], axis=2)
        around = graph.linear(around, w[f"beside.{number}.weight"], w[f"beside.{number}.bias"], own)
        x = graph.add("Add", [x, graph.add("Gelu", [around], domain="com.microsoft")])
    x = graph.linear(x, w["out.weight"], w["out.bias"], f"{name}.out", integer=False)
    graph.nodes.append(helper.make_node("Squeeze", [x, ints("batch", 0)], [name], name=name))


def write(head: Head, shipped: Path, out: Path, settings: dict[str, Any], name: str = "names", **added: Any) -> None:
    """Write the model's folder with the new head: graph, settings (with what is added to them) and digests."""
    out.mkdir(parents=True, exist_ok=True)
    model = with_head(onnx.load(str(shipped / "model.onnx")), head, name)
    config = json.loads((shipped / "config.json").read_text(encoding="utf8"))
    for file in FILES[1:]:
        if file != "model.onnx" and out.resolve() != shipped.resolve():
            (out / file).write_bytes((shipped / file).read_bytes())
    onnx.save(model, str(out / "model.onnx"))
    config["format"] = FORMAT
    config |= added
    config["training"][name] = settings
    config["files"] = {file: sha256((out / file).read_bytes()).hexdigest() for file in FILES[1:]}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")


def main() -> None:
    """Parse, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=Path("training/settings.toml"))
    parser.add_argument("--model", type=Path, default=Path("src/dragoman/data/model"))
    parser.add_argument("--out", type=Path, help="folder to write; the model's own if not given")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="of the table [names]")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    settings = read_settings(arguments.settings, [f"names.{change}" for change in arguments.set])["names"]
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    material = gather(arguments.data, Encoder(arguments.model), tokenizer, settings)
    write(train(material, settings), arguments.model, arguments.out or arguments.model, settings)


if __name__ == "__main__":
    main()
