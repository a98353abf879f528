"""Aggregation of the two heads' lists (systems.md §5). Every rule returns a score for each hashtag, K at will."""

from __future__ import annotations

import torch
from torch import Tensor


def classification_scores(yhat: Tensor) -> Tensor:
    """The classification head alone: ŷ, B×H."""
    return yhat


def sequence_scores(tags: Tensor, q: Tensor) -> Tensor:
    """The sequence head alone: the greedy list in its order, then the rest by q [D: always K distinct hashtags].

    tags: B×steps with −1 after the end, q: B×H in [0, 1] → B×H.
    """
    scores = q.clone()
    steps = tags.shape[1]
    for n in range(steps):
        rows = (tags[:, n] >= 0).nonzero().squeeze(-1)
        scores[rows, tags[rows, n]] = 1.0 + steps - n
    return scores


def a2_scores(yhat: Tensor, q: Tensor, beta: float) -> Tensor:
    """A2: S(h) = β·ŷ_h/max ŷ + (1−β)·q_h/max q, B×H."""
    return beta * yhat / yhat.amax(-1, keepdim=True) + (1 - beta) * q / q.amax(-1, keepdim=True)


def a1_scores(yhat: Tensor, listed: Tensor, k: int) -> Tensor:
    """A1: hashtags in both heads' lists of k first, by the sum of their ranks [D]; then from both lists in turn.

    yhat: B×H, `listed`: B×H sequence scores → B×H, the place negated; the classifier has the first turn [D].
    """
    first, second = (ranked(scores, scores.shape[-1]).argsort(-1) for scores in (yhat, listed))
    both = (first < k) & (second < k)
    alternate = 2 * k * k + k + torch.minimum(2 * first, 2 * second + 1)
    return -torch.where(both, (first + second) * k + first, alternate).float()


def ranked(scores: Tensor, k: int) -> Tensor:
    """The K best of B×H scores, best first; ties go to the lower index. B×K."""
    return torch.sort(scores, dim=-1, descending=True, stable=True).indices[:, :k]
