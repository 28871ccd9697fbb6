"""The reading model as it is shipped: its settings, its tokenizer and its session in ONNX Runtime.

One window goes through the session at a time, several at once on several threads. The activations of an int8 model are
scaled by what stands in the batch, so only a window by itself gives the same scores whatever is read beside it; and
nothing is padded.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError
from dragoman.reading.signs import Lists

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# More rows, and OpenBLAS shares a product among threads of its own, which wait for the cores that the model has.
ROWS_AT_ONCE = 24
KNOWN_WORDS = 1 << 16  # whose pieces are kept; then forgotten all together
# What a word may help to tell: a meeting, and whether it was held, is to come, is wished for, conditional or refused.
TOLD = ("meeting", "held", "scheduled", "proposed", "conditional", "refused")
FORMAT = 4  # of the folder: what this code expects of config.json and of the graph
UNTOLD = np.zeros((0, len(TOLD)), dtype=np.float32)  # of a network without that head, as it is trained
FILES = ("config.json", "tokenizer.json", "model.onnx", "relations.npy", "lists.txt")


class Scores(NamedTuple):
    """What the heads say of the words of one window, as float32 scores before any softmax.

    `tags` (words, 7); `names` (words, 9); `classes` (words, all universal tags, Penn tags and kinds of mention);
    `ends` (words, 2 * size), the word as the dependent and as the head of a relation; `told` (words, TOLD), log odds
    each by itself. `pointer`, `arcs` and `antecedents` are (words, 1 + words), with column 0 for nothing, for the root,
    and for a first mention.
    """

    tags: Floats
    pointer: Floats
    names: Floats
    classes: Floats
    arcs: Floats
    ends: Floats
    antecedents: Floats
    told: Floats = UNTOLD


@dataclass(frozen=True, slots=True)
class Settings:
    """What `config.json` holds: a person can read and check it."""

    name: str
    tags: tuple[str, ...]
    names: tuple[str, ...]
    upos: tuple[str, ...]
    penn: tuple[str, ...]
    mentions: tuple[str, ...]
    relations: tuple[str, ...]
    window: int
    context: int
    transitions: Floats
    confidence: dict[str, float]

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Return the settings of the file.

        Raises:
            ModelError: the file is missing, is no JSON, lacks a field, or is of another format.
        """
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
            if data["format"] != FORMAT:
                message = (
                    f"the model has format {data['format']}, this version reads {FORMAT}; install matching versions"
                )
                raise ModelError(message, path=path)
            return cls(
                name=data["name"],
                tags=tuple(data["tags"]),
                names=tuple(data["names"]),
                upos=tuple(data["upos"]),
                penn=tuple(data["penn"]),
                mentions=tuple(data["mentions"]),
                relations=tuple(data["relations"]),
                window=int(data["window"]),
                context=int(data["context"]),
                transitions=np.array(data["transitions"], dtype=np.float32),
                confidence={key: float(value) for key, value in data["confidence"].items()},
            )
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise ModelError(
                f"the model's settings cannot be read ({error!r}); reinstall Dragoman", path=path
            ) from error


class Model:
    """The reading model of a folder; ONNX Runtime and the tokenizer are loaded at first use."""

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        """Prepare the model.

        Args:
            folder: holds `config.json` and the other FILES; the shipped one if None.
            threads: windows read at the same time; the cores that the process may run on if None.

        Raises:
            ModelError: a file is missing or the settings are damaged.
        """
        self.folder = folder or Path(str(resources.files("dragoman"))) / "data" / "model"
        for name in FILES:
            if not (self.folder / name).is_file():
                raise ModelError("the reading model is not there; reinstall Dragoman", path=self.folder / name)
        self.settings = Settings.load(self.folder / "config.json")
        self.threads = threads or available_cores()
        self._ahead: Future[tuple[Any, Any, Lists]] | None = None
        self._known_pieces: dict[str, tuple[int, ...]] = {}  # news say the same words again and again

    def load_ahead(self) -> None:
        """Begin to load the model on a thread of its own; an error is told when the model is used."""
        if self._ahead is None:
            loader = ThreadPoolExecutor(1, thread_name_prefix="dragoman-load")
            self._ahead = loader.submit(lambda: (self._load_session(), self._load_tokenizer(), self._load_lists()))
            loader.shutdown(wait=False)

    @cached_property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of SHA-256 over `config.json`, which holds the digests of the other files."""
        return hashlib.sha256((self.folder / "config.json").read_bytes()).hexdigest()[:12]

    @property
    def version(self) -> str:
        """The model's name and digest, as every row that it made carries it."""
        return f"{self.settings.name} {self.digest}"

    @cached_property
    def _relations(self) -> tuple[Floats, Floats]:
        """The last layer of the relations' head: weights (size, relations) and bias (relations,)."""
        try:
            both = np.load(self.folder / "relations.npy").astype(np.float32)
        except (OSError, ValueError) as error:
            raise ModelError(f"the model cannot be loaded ({error}); reinstall Dragoman", path=self.folder) from error
        return both[:-1], both[-1]

    def relation_scores(self, ends: Floats, heads: Ints) -> Floats:
        """Return the scores of every word's relation to its head, (words, relations).

        `ends` (words, 2 * size) as the graph gives them; `heads` (words,) indices of words, any where there is none.
        """
        weights, bias = self._relations
        size = weights.shape[0]
        joined = np.maximum(ends[:, :size] + ends[np.maximum(heads, 0), size:], 0.0)
        scores = np.empty((len(joined), len(bias)), dtype=np.float32)
        for first in range(0, len(joined), ROWS_AT_ONCE):
            rows = slice(first, first + ROWS_AT_ONCE)
            np.matmul(joined[rows], weights, out=scores[rows])
        scores += bias
        return scores

    @cached_property
    def _session(self) -> Any:
        return self._ahead.result()[0] if self._ahead else self._load_session()

    @cached_property
    def _tokenizer(self) -> Any:
        return self._ahead.result()[1] if self._ahead else self._load_tokenizer()

    @cached_property
    def lists(self) -> Lists:
        """The lists of known names."""
        return self._ahead.result()[2] if self._ahead else self._load_lists()

    def _load_lists(self) -> Lists:
        return Lists(self.folder / "lists.txt")

    def _load_session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # windows differ in length; an arena would keep the largest of every size
        try:
            return onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"the model cannot be loaded ({error}); reinstall Dragoman", path=self.folder) from error

    def _load_tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"the tokenizer cannot be loaded ({error}); reinstall Dragoman", path=self.folder
            ) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="dragoman-model")

    def split(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the ids of the words' pieces in one row, and how many pieces each word has (at least one)."""
        known = self._known_pieces
        new = [word for word in dict.fromkeys(words) if word not in known]
        if len(known) + len(new) > KNOWN_WORDS:
            known.clear()
            new = list(dict.fromkeys(words))
        known.update(zip(new, self._pieces_of(new), strict=True))
        pieces = [known[word] for word in words]
        counts = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        ids = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(counts.sum()))
        return ids, counts

    def _pieces_of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the ids of each word's pieces; a word of control characters alone is an unknown one."""
        encoded = self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        found: list[list[int]] = [[] for _ in words]
        for number, owner in zip(encoded.ids, encoded.word_ids, strict=True):
            found[owner].append(number)
        unknown = (self._tokenizer.token_to_id("[UNK]"),)
        return [tuple(pieces) or unknown for pieces in found]

    def run(self, windows: Iterable[dict[str, Ints]]) -> Iterator[Scores]:
        """Return the scores of the windows in their order; `threads` of them are read at the same time, at once.

        With several threads the model begins before the first scores are asked for.

        Each window holds `pieces` (pieces,), `features` (pieces, 3), `firsts` (words,) and `signs` (words, SIGNS),
        all int64.
        """
        session = self._session
        if self.threads == 1:
            return (Scores(*session.run(None, window)) for window in windows)
        return self._pool.map(lambda window: Scores(*session.run(None, window)), windows)


def available_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
