"""A network's scores for posts, and the memory of fused vectors that its history needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .dataset import Dataset, batches
from .hybrid import a1_scores, a2_scores, classification_scores, sequence_scores
from .shape import SEQUENCE_STEPS
from .system import System

BATCH = 256


@dataclass
class Predictions:
    """Of some posts: ŷ and q (posts×H), the greedy lists (posts×steps, −1 after the end), mean(w) (posts)."""

    yhat: Tensor
    q: Tensor
    lists: Tensor
    gate: Tensor
    rule: str = "A2"

    def scores(self, head: str, beta: float | None) -> Tensor:
        """posts×H scores of `classification`, `sequence`, `A1` or `hybrid` (by its rule; A3: the decoder's list)."""
        if head == "classification":
            return classification_scores(self.yhat)
        if head == "sequence" or (head == "hybrid" and self.rule == "A3"):
            return sequence_scores(self.lists, self.q)
        if head == "A1" or self.rule == "A1":
            return a1_scores(self.yhat, sequence_scores(self.lists, self.q), SEQUENCE_STEPS)
        return a2_scores(self.yhat, self.q, beta)

    def ranking(self, head: str, beta: float | None, k: int) -> np.ndarray:
        """posts×K class indices, best first; ties to the lower index."""
        return torch.sort(self.scores(head, beta), descending=True, stable=True).indices[:, :k].numpy()


@torch.no_grad()
def memory_of(network: System, dataset: Dataset, rows: np.ndarray) -> Tensor:
    """p_j of the posts `rows` as they are, zeros elsewhere: posts×d (systems.md §4, detached)."""
    was_training = network.training
    network.eval()
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    nothing = torch.zeros(len(dataset.posts), network.shape.d)
    for some in batches(network.remembered(dataset, rows), BATCH):
        memory[torch.from_numpy(some)] = network.content(dataset.inputs(some, nothing, 0))
    network.refresh(dataset, memory)
    network.train(was_training)
    return memory


@torch.no_grad()
def predict(
    network: System,
    dataset: Dataset,
    rows: np.ndarray,
    *,
    photo: bool = True,
    caption: bool = True,
    history: bool = True,
    texts: np.ndarray | None = None,
    memory: Tensor | None = None,
) -> Predictions:
    """Scores for the posts `rows`; photo, caption or history may be withheld from all of them, or other texts given."""
    network.eval()
    length = network.shape.history_length
    if memory is None:
        memory = memory_of(network, dataset, earlier_rows(dataset, rows, length))
    parts: list[tuple[Tensor, Tensor, Tensor, Tensor]] = []
    given = {"photo": photo, "caption": caption, "history": history}
    for places in batches(np.arange(len(rows)), BATCH):
        said = None if texts is None else texts[places]
        stages = network(dataset.inputs(rows[places], memory, length, **given, texts=said))
        parts.append((*network.recommend(stages), stages.w.mean(-1)))
    return Predictions(*(torch.cat(pieces) for pieces in zip(*parts, strict=True)), network.shape.rule)


def earlier_rows(dataset: Dataset, rows: np.ndarray, length: int) -> np.ndarray:
    """The posts that the histories of `rows` are made of."""
    return np.array(
        sorted({before for row in rows for before in (dataset.earlier[row][-length:] if length else [])}), np.int64
    )
