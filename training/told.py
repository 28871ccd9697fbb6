"""Train the head for what words help to tell (a meeting, planned, refused, ...) and put it into the shipped graph.

    python -m training.told ARTICLES --data DATA [--model src/dragoman/data/model] [--out FOLDER] [--set KEY=VALUE ...]

ARTICLES is a folder of annotated articles (`*.gold.json`), DATA the corpora. A word helps to tell of a meeting if the
evidence of an annotated one holds it. Texts in which nobody negotiates are shown too, a share of them an epoch, so that
the head knows more than news of talks: some of GUM's (travel, textbooks, lives), and `quiet.txt` (contests, elections,
weddings). Positions are learnt beside the meetings and left out of the graph: they make the few articles tell more.
Nothing but the output `told` changes. The settings are `[told]` in `training/settings.toml`. Before the head that is
written is trained on all articles, every article is judged by one trained on the others.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer

from dragoman.evaluation.counting import Count
from dragoman.evaluation.gold_articles import PATTERN, AnnotatedArticle, read_annotated
from dragoman.reading.model import TOLD
from dragoman.text import Span
from training import treebanks
from training.documents import Document, Ints, build
from training.names import Encoder, Head, Seen, batches, collate, write
from training.train import rate_at, read_settings

STANCES = ("demand", "offer", "accept", "reject", "promise", "accuse")
LABELS = (*TOLD, "position", *STANCES)
STATUSES = {"under way": "held", "collapsed": "refused", "cancelled": "refused"}  # others stand for themselves
BROADER = {"require": "demand", "oppose": "reject", "support": "accept"}


def label(gold: AnnotatedArticle, tokenizer: Tokenizer) -> Document:
    """Return the article's words with `told` (words, LABELS), 1 where the word helps to tell of such a thing."""
    document = build(gold.article.id, gold.article.text, tokenizer)
    told = np.zeros((len(document), len(LABELS)), dtype=np.int64)

    def mark(evidence: Span, *names: str) -> None:
        columns = [LABELS.index(name) for name in names]
        for row, (start, end) in enumerate(document.words):
            if start < evidence.end and evidence.start < end:
                told[row, columns] = 1

    for meeting in gold.meetings:
        mark(meeting.evidence, "meeting", STATUSES.get(meeting.status, meeting.status))
    for position in gold.positions:
        mark(position.evidence, "position", BROADER.get(position.stance, position.stance))
    document.labels["told"] = told
    return document


def truth(windows: Sequence[Seen], longest: int) -> torch.Tensor:
    """Return the labels of the windows (windows, longest, LABELS), 0 for padding."""
    labels = torch.zeros(len(windows), longest, len(LABELS))
    for row, window in enumerate(windows):
        labels[row, : len(window)] = torch.from_numpy(window.labels.astype(np.float32))
    return labels


def seen(windows: Sequence[Seen]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return vectors, signs and mask of the windows, padded to the longest."""
    unlabelled = [replace(window, labels=np.zeros(len(window.labels), dtype=np.int64)) for window in windows]
    vectors, signs, mask, _ = collate(unlabelled)
    return vectors, signs, mask


def read_quiet(data: Path, tokenizer: Tokenizer, genres: Sequence[str]) -> list[Document]:
    """Return GUM's texts of these genres and those of `quiet.txt`, where no word tells of what is looked for."""
    written = Path(__file__).with_name("quiet.txt").read_text(encoding="utf8").split("\n\n")[1:]
    paths = [path for path in treebanks.paths_of(data)["gum"] if path.name.split("_")[1] in genres]
    documents = [versions[0] for versions in treebanks.treebank(paths, tokenizer, entities=False)]
    documents += [build(f"quiet{number}", text, tokenizer) for number, text in enumerate(written)]
    for document in documents:
        document.labels["told"] = np.zeros((len(document), len(LABELS)), dtype=np.int64)
    return documents


def train(windows: Sequence[Seen], quiet: Sequence[Seen], settings: dict[str, Any]) -> Head:
    """Return a head trained on the windows, and in each epoch on a share of the quiet ones."""
    torch.manual_seed(settings["seed"])
    rng = random.Random(settings["seed"])
    head = Head(settings, len(LABELS))
    optimizer = torch.optim.AdamW(head.parameters(), lr=settings["rate"], weight_decay=settings["weight_decay"])
    done, total = 0.0, float(settings["epochs"])
    head.train()
    for _ in range(settings["epochs"]):
        some = rng.sample(quiet, round(len(quiet) * settings["quiet_share"]))
        made = batches([*windows, *some], settings["batch_words"], rng)
        for batch in made:
            vectors, signs, mask = seen(batch)
            losses = F.binary_cross_entropy_with_logits(
                head(vectors, signs, mask), truth(batch, vectors.shape[1]), reduction="none"
            )
            loss = (losses * mask).sum() / mask.sum() / len(LABELS)
            for group in optimizer.param_groups:
                group["lr"] = settings["rate"] * max(0.01, rate_at(done / total, settings["warmup"]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            done += 1 / len(made)
    return head.eval()


@torch.no_grad()
def judge(head: Head, windows: Sequence[Seen]) -> list[tuple[np.ndarray, Ints]]:
    """Return the scores of each window's own words, with their labels."""
    found = []
    for window in windows:
        own = slice(*window.own)
        scores = head(*seen([window]))[0].numpy()
        found.append((scores[own], window.labels[own]))
    return found


def figures(judged: Sequence[tuple[np.ndarray, Ints]]) -> dict[str, float]:
    """Return F1 in words by label."""
    scores, labels = (np.concatenate(each) for each in zip(*judged, strict=True))
    found = {}
    for column, name in enumerate(LABELS):
        told, wanted = scores[:, column] > 0, labels[:, column] > 0
        count = Count()
        count.add(int((told & wanted).sum()), int(told.sum()), int(wanted.sum()))
        found[name] = round(count.f1, 1)
    return found


def without_helpers(head: Head) -> Head:
    """Return the head with the scores of TOLD alone."""
    out = torch.nn.Linear(head.out.in_features, len(TOLD))
    with torch.no_grad():
        out.weight.copy_(head.out.weight[: len(TOLD)])
        out.bias.copy_(head.out.bias[: len(TOLD)])
    head.out = out
    return head


def main() -> None:
    """Parse, judge by folds, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=Path("training/settings.toml"))
    parser.add_argument("--model", type=Path, default=Path("src/dragoman/data/model"))
    parser.add_argument("--out", type=Path, help="folder to write; the model's own if not given")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="of the table [told]")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    settings = read_settings(arguments.settings, [f"told.{change}" for change in arguments.set])["told"]
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = Encoder(arguments.model)
    golds = [read_annotated(path) for path in sorted(arguments.articles.glob(PATTERN))]
    articles = [encoder.see(label(gold, tokenizer), "told") for gold in golds]
    quiet = [
        window
        for document in read_quiet(arguments.data, tokenizer, settings["quiet"])
        for window in encoder.see(document, "told")
    ]
    begun, judged = time.time(), []
    for fold in range(settings["folds"]):
        others = [window for n, own in enumerate(articles) if n % settings["folds"] != fold for window in own]
        head = train(others, quiet, settings)
        judged += [each for own in articles[fold :: settings["folds"]] for each in judge(head, own)]
        print(f"fold {fold + 1} {time.time() - begun:.0f} s {figures(judged)}", flush=True)
    head = train([window for own in articles for window in own], quiet, settings)
    write(without_helpers(head), arguments.model, arguments.out or arguments.model, settings, "told", told=list(TOLD))


if __name__ == "__main__":
    main()
