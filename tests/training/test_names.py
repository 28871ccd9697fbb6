"""The head for names: its graph says what the network says, and nothing else in the shipped graph changes.

Only where the training tools are installed (`pip install -e '.[train]'`).
"""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="the training tools are not installed")
onnx = pytest.importorskip("onnx", reason="the training tools are not installed")

from dragoman.reading.analyse import Analyser  # noqa: E402
from dragoman.reading.model import TOLD, Model  # noqa: E402
from training.documents import NAMES, OTHER_OR_NONE, build  # noqa: E402
from training.names import Encoder, Head, Material, open_peoples, train, with_head  # noqa: E402
from training.train import read_settings  # noqa: E402

SHIPPED = Model().folder
SETTINGS = read_settings(Path("training/settings.toml"), ["names.epochs=2", "names.passes.ewt=1.0"])["names"]
TEXT = "Anna Dorn of the Arden Council met Olga Lind in Bergen on Monday. “We agreed,” Dorn said."


def test_the_graph_says_what_the_network_says() -> None:
    torch.manual_seed(1)
    head = Head(SETTINGS).eval()
    shipped = onnx.load(str(SHIPPED / "model.onnx"))
    made = with_head(with_head(shipped, Head(SETTINGS)), head)  # the second takes the place of the first
    assert len(made.graph.node) == len(with_head(shipped, head).graph.node)
    model = Model(threads=1)
    one = Analyser(threads=1)._prepare(TEXT)
    inputs = one.inputs(one.windows[0])
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    assert [output.name for output in session.get_outputs()] == [output.name for output in shipped.graph.output]
    new = dict(zip((output.name for output in session.get_outputs()), session.run(None, inputs), strict=True))
    old = next(iter(model.run([inputs])))._asdict()
    for name in old.keys() - {"names"}:
        assert np.array_equal(old[name], new[name]), name
    encoder = Encoder(SHIPPED)
    layers = encoder.session.run(encoder.names, {k: v for k, v in inputs.items() if k in encoder.asked})
    vectors = torch.tensor(np.concatenate([layer[0][inputs["firsts"]] for layer in layers], axis=1))[None]
    signs = torch.tensor(inputs["signs"], dtype=torch.float32)[None]
    with torch.no_grad():
        told = head(vectors, signs, torch.ones(1, vectors.shape[1], 1))[0].numpy()
    assert np.abs(told - new["names"]).max() < 0.1  # integers instead of numbers


def test_a_head_learns_the_names_of_a_text() -> None:
    document = build("d", TEXT, Model(threads=1)._tokenizer)
    labels = np.zeros(len(document), dtype=np.int64)
    labels[:2] = NAMES.index("B-PER"), NAMES.index("I-PER")
    document.labels["name"] = labels
    windows = Encoder(SHIPPED).see(document)
    settings = SETTINGS | {"epochs": 60, "warmup": 0.1}
    head = train(Material({"ewt": windows}, {}), settings)
    with torch.no_grad():
        vectors = torch.from_numpy(windows[0].vectors.reshape(1, len(windows[0]), -1).astype(np.float32))
        scores = head(vectors, torch.from_numpy(windows[0].signs)[None].float(), torch.ones(1, len(windows[0]), 1))
    assert scores[0].argmax(1).tolist() == labels.tolist()


def test_peoples_that_are_not_marked_stay_open() -> None:
    document = build("d", "Iranian and Saudi envoys met in Iran.", Model(threads=1)._tokenizer)
    document.labels["name"] = np.zeros(len(document), dtype=np.int64)
    windows = Encoder(SHIPPED).see(document)
    open_peoples(windows)
    assert windows[0].labels.tolist() == [OTHER_OR_NONE, 0, OTHER_OR_NONE, *[0] * 5]


def test_another_head_stands_beside_the_others_in_the_graph() -> None:
    settings = read_settings(Path("training/settings.toml"), [])["told"]
    torch.manual_seed(2)
    head = Head(settings, len(TOLD)).eval()
    shipped = onnx.load(str(SHIPPED / "model.onnx"))
    made = with_head(shipped, head, "told")
    assert len(with_head(made, head, "told").graph.node) == len(made.graph.node) == len(shipped.graph.node)
    one = Analyser(threads=1)._prepare(TEXT)
    inputs = one.inputs(one.windows[0])
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    new = dict(zip((output.name for output in session.get_outputs()), session.run(None, inputs), strict=True))
    old = next(iter(Model(threads=1).run([inputs])))._asdict()
    for name in old.keys() - {"told"}:
        assert np.array_equal(old[name], new[name]), name
    encoder = Encoder(SHIPPED)
    layers = encoder.session.run(encoder.names, {k: v for k, v in inputs.items() if k in encoder.asked})
    vectors = torch.tensor(np.concatenate([layer[0][inputs["firsts"]] for layer in layers], axis=1))[None]
    signs = torch.tensor(inputs["signs"], dtype=torch.float32)[None]
    with torch.no_grad():
        told = head(vectors, signs, torch.ones(1, vectors.shape[1], 1))[0].numpy()
    assert np.abs(told - new["told"]).max() < 0.1
