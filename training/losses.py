"""The losses of the heads: a linear-chain CRF, pointers, relations of trees, antecedents, labels."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.documents import IGNORE, NAMES, OTHER_OR_NONE, TAGS

FORBIDDEN = -1e4


def transition_mask(device: torch.device | str = "cpu") -> Tensor:
    """Return 0 where BIO allows the step and FORBIDDEN where it does not: (labels + 1, labels), last row the start."""
    mask = torch.zeros(len(TAGS) + 1, len(TAGS), device=device)
    for to, label in enumerate(TAGS):
        if label.startswith("I-"):
            for start in range(len(TAGS) + 1):
                before = TAGS[start] if start < len(TAGS) else "O"
                if before[2:] != label[2:]:
                    mask[start, to] = FORBIDDEN
    return mask


def log_partition(scores: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """Return log Z of every sequence by pairwise reduction: log2(words) steps instead of one a word.

    `scores` (batch, words, labels); `transitions` (labels + 1, labels) with the mask already added.
    """
    batch, words, labels = scores.shape
    step = transitions[None, None, :labels, :] + scores[:, :, None, :]
    identity = torch.full((labels, labels), FORBIDDEN * 100, device=scores.device)
    identity.fill_diagonal_(0.0)
    inside = torch.arange(words, device=scores.device)[None] < lengths[:, None]
    step = torch.where(inside[:, :, None, None], step, identity)
    first = transitions[labels][None] + scores[:, 0]
    chain = step[:, 1:]
    while chain.shape[1] > 1:
        if chain.shape[1] % 2:
            chain = torch.cat([chain, identity.expand(batch, 1, labels, labels)], dim=1)
        left, right = chain[:, 0::2], chain[:, 1::2]
        chain = torch.logsumexp(left[:, :, :, :, None] + right[:, :, None, :, :], dim=3)
    if chain.shape[1]:
        first = torch.logsumexp(first[:, :, None] + chain[:, 0], dim=1)
    return torch.logsumexp(first, dim=1)


def path_score(scores: Tensor, transitions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
    """Return the score of the given tag sequence of every row."""
    words = scores.shape[1]
    inside = torch.arange(words, device=scores.device)[None] < lengths[:, None]
    own = scores.gather(2, tags[:, :, None]).squeeze(2)
    start = transitions[-1][tags[:, 0]]
    steps = transitions[tags[:, :-1], tags[:, 1:]]
    return (own * inside).sum(1) + start + (steps * inside[:, 1:]).sum(1)


def crf_loss(scores: Tensor, transitions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
    """Return the mean negative log likelihood a word of the tags; rows of ignored tags count nothing."""
    known = tags[:, 0] != IGNORE
    if not known.any():
        return scores.sum() * 0.0
    scores, tags, lengths = scores[known].float(), tags[known].clamp(min=0), lengths[known]
    full = transitions.float() + transition_mask(scores.device)
    loss = log_partition(scores, full, lengths) - path_score(scores, full, tags, lengths)
    return loss.sum() / lengths.sum()


def pointer_loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Return the mean cross entropy of pointers; target -1 is nothing (column 0), IGNORE is not looked at."""
    columns = torch.where(targets == IGNORE, targets, targets + 1)
    if not (columns != IGNORE).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float().flatten(0, 1), columns.flatten(), ignore_index=IGNORE)


def relation_loss(scores: Tensor, relations: Tensor, heads: Tensor) -> Tensor:
    """Return the mean cross entropy of the relations of the words whose head is a word of the window.

    `scores` (batch, words, relations) were taken between every word and its true head.
    """
    return cross_entropy(scores, torch.where(heads >= 0, relations, IGNORE))


def antecedent_loss(scores: Tensor, clusters: Tensor, anaphoric: Tensor) -> Tensor:
    """Return the mean negative log probability of all right antecedents of a mention (Lee et al. 2017).

    `scores` (batch, words, 1 + words), column 0 for none; `clusters` (batch, words), -1 where no mention has its head.
    A mention whose antecedents are all outside the window counts nothing.
    """
    order = torch.arange(clusters.shape[1], device=scores.device)
    earlier = (order[None, :] < order[:, None])[None] & (clusters >= 0)[:, None, :]
    same = (clusters[:, :, None] == clusters[:, None, :]) & earlier
    known = (clusters >= 0) & (same.any(2) | (anaphoric == 0))
    if not known.any():
        return scores.sum() * 0.0
    right = torch.cat([~same.any(2, keepdim=True), same], dim=2)[known]
    allowed = torch.cat([torch.ones_like(earlier[:, :, :1]), earlier], dim=2)[known]
    own = scores.float()[known].masked_fill(~allowed, FORBIDDEN)
    return (torch.logsumexp(own, 1) - torch.logsumexp(own.masked_fill(~right, FORBIDDEN), 1)).mean()


def name_loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Return the mean negative log probability of the labels that the target allows: one, or those of an open one."""
    known = targets != IGNORE
    if not known.any():
        return scores.sum() * 0.0
    allowed = torch.full((len(NAMES) + 1, len(NAMES)), FORBIDDEN, device=scores.device)
    allowed[: len(NAMES)].fill_diagonal_(0.0)
    allowed[OTHER_OR_NONE, [NAMES.index(label) for label in ("O", "B-MISC", "I-MISC")]] = 0.0
    scores = scores.float()[known]
    return (torch.logsumexp(scores, 1) - torch.logsumexp(scores + allowed[targets[known]], 1)).mean()


def cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    """Return the mean cross entropy over the words that have a label."""
    if not (targets != IGNORE).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
