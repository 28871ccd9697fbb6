"""Train the network on all corpora at once.

    python -m training.train --data FOLDER [--base FOLDER] [--out FOLDER] [--begin FILE] [--set KEY=VALUE ...]

A checkpoint is written after every epoch; the same command again goes on from the last one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import corpora, losses, measure, treebanks
from training.augment import vary
from training.batches import Window, batches, collate, cut
from training.documents import MENTIONS, PENN, UPOS, Document
from training.network import OUTPUTS, Network, Sizes, base_folder


@dataclass
class Corpora:
    """What is trained on, by name, and what is measured on."""

    train: dict[str, list[list[Document]]]  # a corpus is a list of articles, an article a list of its variants
    check: list[Document]
    trees: list[Document]  # of the treebanks' training parts, kept aside


def load_corpora(data: Path, tokenizer: Tokenizer, settings: dict[str, Any]) -> Corpora:
    """Read every corpus that the settings name, with the variants of PolNeAR's articles."""
    rng = random.Random(settings["seed"])
    rows = corpora.read_rows(data / "polnear" / "train.jsonl")
    held = settings["held_out"]
    kept = [row for i, row in enumerate(rows) if not held or i % held]
    aside = [row for i, row in enumerate(rows) if held and not i % held]
    versions = [
        (row | {"attributions": version, "other_annotators": []}, rng.random())
        for row in kept
        for version in [row["attributions"], *(row.get("other_annotators") or [])]
    ]
    with ProcessPoolExecutor() as pool:
        variants = partial(variants_of, tokenizer=tokenizer, variants=settings["variants"])
        articles = list(pool.map(variants, versions, chunksize=16))
    politics = corpora.iob(
        data / "crossner_politics" / "train.txt", tokenizer, kinds=corpora.CROSSNER, column=1, per_document=8
    )
    train = {"polnear": articles, "crossner": [[document] for document in politics]}
    trees_aside: list[Document] = []
    for name, paths in treebanks.paths_of(data).items():
        read = list(treebanks.treebank(paths, tokenizer, entities=name == "gum"))
        trees_aside += [versions[0] for i, versions in enumerate(read) if held and not i % held]
        train[name] = [versions for i, versions in enumerate(read) if not held or i % held]
    check = aside or corpora.read_rows(data / "polnear" / "dev.jsonl")
    return Corpora(train, list(corpora.polnear(check, tokenizer, all_annotators=False)), trees_aside)


def variants_of(version: tuple[dict[str, Any], float], *, tokenizer: Tokenizer, variants: int) -> list[Document]:
    """Return an annotated article as documents: as it is, and in other houses' typography."""
    row, seed = version
    return [d for v in vary(row, random.Random(seed), variants) for d in corpora.polnear([v], tokenizer)]


def epoch_batches(
    train: dict[str, list[list[Document]]], settings: dict[str, Any], rng: random.Random
) -> list[list[Window]]:
    """Return the batches of one epoch: every corpus cut anew, as often as its passes say, all mixed."""
    mixed: list[list[Window]] = []
    for name, articles in train.items():
        passes = settings["passes"].get(name, 1.0)
        for turn in range(math.ceil(passes)):
            share = min(1.0, passes - turn)
            chosen = [rng.choice(variants) for variants in articles if variants and rng.random() < share]
            windows = [w for document in chosen for w in cut(document, rng, longest=settings["window"])]
            mixed += batches(windows, rng, pieces=settings["batch_pieces"])
    rng.shuffle(mixed)
    return mixed


def total_loss(
    network: Network, batch: dict[str, Tensor], weights: dict[str, float]
) -> tuple[Tensor, dict[str, float]]:
    """Return the weighted sum of the losses of all heads that the batch has labels for."""
    outputs = dict(
        zip(OUTPUTS, network(batch["pieces"], batch["mask"], batch["features"], batch["firsts"]), strict=True)
    )
    found = {
        "tag": losses.crf_loss(outputs["tags"], network.transitions, batch["tag"], batch["lengths"]),
        "pointer": losses.pointer_loss(outputs["pointer"], batch["pointer"]),
        "name": losses.name_loss(outputs["names"], batch["name"]),
        "head": losses.pointer_loss(outputs["arcs"], batch["head"]),
        "relation": losses.relation_loss(
            network.relation_scores(outputs["ends"], batch["head"]), batch["relation"], batch["head"]
        ),
        "antecedent": losses.antecedent_loss(outputs["antecedents"], batch["cluster"], batch["anaphoric"]),
    }
    classes = outputs["classes"].split([len(UPOS), len(PENN), len(MENTIONS)], dim=2)
    for key, scores in zip(("upos", "penn", "mention"), classes, strict=True):
        found[key] = losses.cross_entropy(scores, batch[key])
    total = torch.stack([weights[k] * v for k, v in found.items()]).sum()
    return total, {k: float(v.detach()) for k, v in found.items() if v.detach() > 0}


def parameter_groups(network: Network, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters with their rates: lower layers slower, the new parts (features, heads) faster."""
    groups = []
    decay, rate = settings["layer_decay"], settings["rate"]
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("encoder.") or name.startswith("encoder.features"):
            old = name.split(".")[0] in settings["settled"]
            own = settings["rate"] if old else settings["head_rate"]
        elif name.startswith("encoder.layers."):
            own = rate * decay ** (network.sizes.layers - 1 - int(name.split(".")[2]))
        else:
            own = rate * decay**network.sizes.layers
        weight_decay = settings["weight_decay"] if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": own, "weight_decay": weight_decay})
    return groups


def train(
    corpora_: Corpora, settings: dict[str, Any], base: Path, out: Path, *, device: str, begin: Path | None = None
) -> Network:
    """Train, writing a checkpoint an epoch to `out`, and return the network; goes on from a checkpoint there."""
    torch.manual_seed(settings["seed"])
    rng = random.Random(settings["seed"])
    network = Network(
        Sizes(), dropout=settings["dropout"], head_dropout=settings["head_dropout"], frozen=settings["frozen"]
    )
    network.encoder.load_base(base / "model.safetensors")
    if begin is not None:
        state = torch.load(begin, map_location="cpu", weights_only=True)["network"]
        new, unknown = network.load_state_dict(state, strict=False)
        print(f"new: {new}; not used: {unknown}", flush=True)
    network.encoder.freeze()
    network.to(device)
    optimizer = torch.optim.AdamW(parameter_groups(network, settings), betas=(0.9, 0.98), fused=device != "cpu")
    steps_an_epoch = len(epoch_batches(corpora_.train, settings, random.Random(0)))
    total = steps_an_epoch * settings["epochs"]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step / total, settings["warmup"]))
    first, begun = resume(out, network, optimizer, schedule), time.time()
    for epoch in range(first, settings["epochs"]):
        rng.seed(f"{settings['seed']}-{epoch}")
        network.train()
        sums: dict[str, list[float]] = {}
        made = epoch_batches(corpora_.train, settings, rng)
        for number, batch in enumerate(made):
            tensors = {k: v.to(device, non_blocking=True) for k, v in collate(batch).items()}
            with torch.autocast(device, torch.bfloat16, enabled=fast_bfloat16(device)):
                loss, parts = total_loss(network, tensors, settings["weights"])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), settings["clip"])
            optimizer.step()
            schedule.step()
            for key, value in parts.items():
                sums.setdefault(key, []).append(value)
            if number % 20 == 19:
                so_far = {k: round(fmean(v[-40:]), 3) for k, v in sums.items()}
                print(
                    f"epoch {epoch + 1} step {number + 1}/{len(made)} {time.time() - begun:.0f} s {so_far}", flush=True
                )
        out.mkdir(parents=True, exist_ok=True)
        save(out, network, optimizer, schedule, epoch + 1)
        line = {
            "epoch": epoch + 1,
            "seconds": round(time.time() - begun),
            **{k: round(fmean(v), 3) for k, v in sums.items()},
        }
        if (epoch + 1) % settings["measure_every"] == 0 or epoch + 1 == settings["epochs"]:
            line |= check(network, corpora_, settings, device)
        print(json.dumps(line), flush=True)
        with (out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
    return network


def fast_bfloat16(device: str) -> bool:
    """Say whether the device computes in bfloat16 itself; elsewhere float32 is faster."""
    return device != "cpu" or torch.cpu._is_avx512_bf16_supported()


def rate_at(progress: float, warmup: float) -> float:
    """Return the share of the full rate: linear up, linear down."""
    return progress / warmup if progress < warmup else max(0.0, (1 - progress) / (1 - warmup))


def check(network: Network, corpora_: Corpora, settings: dict[str, Any], device: str) -> dict[str, Any]:
    """Return F1 of attributions and names, and the attachment of words, in what is kept for choosing settings."""
    network.eval()
    documents, window = corpora_.check, {"limit": settings["read_window"], "context": settings["read_context"]}
    reads = measure.read(network, documents, device, **window)
    counts = measure.attribution_counts(network, documents, reads, settings)
    found: dict[str, Any] = {
        "attribution": {name: round(count.f1, 1) for name, count in counts.items()},
        "names": {name: round(count.f1, 1) for name, count in measure.name_counts(documents, reads).items()},
    }
    if corpora_.trees:
        reads = measure.read(network, corpora_.trees, device, **window)
        found["trees"] = {k: round(v, 1) for k, v in measure.tree_shares(network, corpora_.trees, reads).items()}
    return found


def save(out: Path, network: Network, optimizer: Any, schedule: Any, epoch: int) -> None:
    """Write the checkpoint beside the last one and then over it, so that a stop in between loses nothing."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": epoch,
    }
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")


def resume(out: Path, network: Network, optimizer: Any, schedule: Any) -> int:
    """Load the checkpoint if there is one; return the epochs done."""
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])


def read_settings(path: Path, changes: Sequence[str]) -> dict[str, Any]:
    """Return the settings of a TOML file, with `key=value` changes (`weights.tag=2`)."""
    settings = tomllib.loads(path.read_text())
    for change in changes:
        key, value = change.split("=", 1)
        *above, last = key.split(".")
        place = settings
        for name in above:
            place = place[name]
        place[last] = tomllib.loads(f"v = {value}")["v"]
    return settings


def main() -> None:
    """Parse, train, say where the checkpoint is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settings", type=Path, default=Path("training/settings.toml"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; the installed package's if not given")
    parser.add_argument("--out", type=Path, default=Path("training/work/model"))
    parser.add_argument("--begin", type=Path, help="a checkpoint whose weights to begin with, for a further round")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE")
    arguments = parser.parse_args()
    settings = read_settings(arguments.settings, arguments.set)
    base = arguments.base or base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    made = load_corpora(arguments.data, tokenizer, settings)
    train(made, settings, base, arguments.out, device=arguments.device, begin=arguments.begin)


if __name__ == "__main__":
    main()
