"""The losses, against sums over all paths; only where torch is installed (`pip install -e '.[train]'`)."""

from itertools import product

import pytest

torch = pytest.importorskip("torch", reason="the training tools are not installed")

from training.losses import FORBIDDEN, crf_loss, log_partition, pointer_loss, transition_mask  # noqa: E402

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
