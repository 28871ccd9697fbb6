"""The losses, against sums over all paths; only where torch is installed (`pip install -e '.[train]'`)."""

from itertools import product

import pytest

torch = pytest.importorskip("torch", reason="the training tools are not installed")

from training.documents import IGNORE, NAMES, OTHER_OR_NONE  # noqa: E402
from training.losses import (  # noqa: E402
    FORBIDDEN,
    antecedent_loss,
    crf_loss,
    log_partition,
    name_loss,
    pointer_loss,
    relation_loss,
    transition_mask,
)

LABELS = 7


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_log_partition_sums_over_all_paths(length: int) -> None:
    torch.manual_seed(length)
    scores = torch.randn(2, 5, LABELS)
    transitions = torch.randn(LABELS + 1, LABELS)
    found = log_partition(scores, transitions, torch.tensor([length, 5]))[0]
    paths = []
    for path in product(range(LABELS), repeat=length):
        total = transitions[LABELS, path[0]] + scores[0, 0, path[0]]
        for word in range(1, length):
            total = total + transitions[path[word - 1], path[word]] + scores[0, word, path[word]]
        paths.append(total)
    assert torch.allclose(found, torch.logsumexp(torch.stack(paths), 0), atol=1e-4)


def test_the_loss_of_a_sure_and_right_answer_is_none() -> None:
    tags = torch.tensor([[0, 1, 2, 3]])
    scores = torch.full((1, 4, LABELS), -50.0)
    scores[0, torch.arange(4), tags[0]] = 50.0
    loss = crf_loss(scores, torch.zeros(LABELS + 1, LABELS), tags, torch.tensor([4]))
    assert float(loss) < 1e-4


def test_forbidden_steps() -> None:
    mask = transition_mask()
    assert mask[0, 2] == mask[LABELS, 2] == mask[3, 2] == FORBIDDEN
    assert mask[1, 2] == mask[2, 2] == mask[0, 1] == 0


def test_ignored_pointers_cost_nothing() -> None:
    assert float(pointer_loss(torch.randn(1, 3, 4), torch.full((1, 3), -100))) == 0.0


def test_an_open_type_allows_every_type() -> None:
    scores = torch.zeros(1, 4, len(NAMES))
    targets = torch.tensor([[0, 1, 2, OTHER_OR_NONE]])
    shares = torch.tensor([1.0, 1.0, 1.0, 3.0]) / len(NAMES)
    assert float(name_loss(scores, targets)) == pytest.approx(float(-shares.log().mean()), abs=1e-5)
    assert float(name_loss(scores, torch.full((1, 4), IGNORE))) == 0.0


def test_only_words_with_a_head_in_the_window_have_a_relation() -> None:
    scores = torch.zeros(1, 3, 5)
    scores[0, 1, 2] = 50.0
    heads = torch.tensor([[-1, 0, IGNORE]])
    assert float(relation_loss(scores, torch.tensor([[0, 2, 4]]), heads)) == pytest.approx(0.0, abs=1e-5)


def test_any_right_antecedent_will_do() -> None:
    scores = torch.full((1, 4, 5), -50.0)
    scores[0, [0, 1, 2, 3], [0, 0, 1, 3]] = 50.0  # the third mention points to the first, the last to the third
    clusters, anaphoric = torch.tensor([[0, 1, 0, 0]]), torch.tensor([[0, 0, 1, 1]])
    assert float(antecedent_loss(scores, clusters, anaphoric)) == pytest.approx(0.0, abs=1e-4)
    scores[0, 3] = torch.tensor([-50.0, -50.0, 50.0, -50.0, -50.0])  # the last points to the second: wrong
    assert float(antecedent_loss(scores, clusters, anaphoric)) > 10


def test_an_antecedent_outside_the_window_counts_nothing() -> None:
    scores = torch.randn(1, 2, 3)
    clusters, anaphoric = torch.tensor([[-1, 4]]), torch.tensor([[0, 1]])
    assert float(antecedent_loss(scores, clusters, anaphoric)) == 0.0
