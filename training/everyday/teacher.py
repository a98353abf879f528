"""The teacher: a network that has read captions says which hashtags a photo's captions would get.

It reads what other people say of flickr8k's training photos, never what a test post's photo is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from design.predict import predict

from .dataset import Everyday

if TYPE_CHECKING:
    from design.system import System

MOST_TARGETS = 40  # hashtags a photo is taught; the rest of a teacher's list is noise
MOST_CAPTIONS = 5


@dataclass(frozen=True)
class SoftTargets:
    """`places`: posts, the row of a post's targets or −1; `tags`, `shares`: rows×40, shares of a row add up to 1."""

    places: Tensor
    tags: Tensor
    shares: Tensor

    def loss(self, logits: Tensor, rows: Tensor) -> Tensor:
        """−Σ share · log p over the targets of the posts `rows`, averaged over all of them; `logits`: B×H."""
        places = self.places[rows]
        taught = places >= 0
        if not taught.any():
            return logits.new_zeros(())
        logs = torch.log_softmax(logits[taught], -1).gather(1, self.tags[places[taught]])
        return -(logs * self.shares[places[taught]]).sum() / len(rows)


def teacher_targets(network: System, dataset: Everyday) -> SoftTargets:
    """What `network` says to the captions that other people gave to training photos: the mean of its softmax."""
    rows = np.array([row for row in dataset.others if dataset.has_photo[row]], np.int64)
    said = torch.zeros(len(rows), len(dataset.vocabulary))
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    for turn in range(min(MOST_CAPTIONS, max(map(len, dataset.others.values()), default=0))):
        some = np.array([place for place, row in enumerate(rows) if turn < len(dataset.others[row])], np.int64)
        texts = np.array([dataset.others[row][turn] for row in rows[some]], np.int64)
        read = predict(network, dataset, rows[some], photo=False, history=False, memory=memory, texts=texts)
        said[torch.from_numpy(some)] += torch.softmax(torch.logit(read.yhat.clamp(1e-6, 1 - 1e-6)), -1)
    return largest_shares(rows, said, len(dataset.posts))


def largest_shares(rows: np.ndarray, said: Tensor, posts: int) -> SoftTargets:
    """`said`: a row of shares of all hashtags for each of `rows`; the largest are kept."""
    best = said.topk(min(MOST_TARGETS, said.shape[1]))
    places = torch.full((posts,), -1)
    places[torch.from_numpy(rows)] = torch.arange(len(rows))
    return SoftTargets(places, best.indices, best.values / best.values.sum(-1, keepdim=True).clamp_min(1e-9))
