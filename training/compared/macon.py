"""MACoN, the memory-augmented co-attention network of Zhang et al. 2019 (systems.md §6)."""

from __future__ import annotations

import torch

from design.coattention import ParallelCoAttention
from design.history import History
from design.layers import Dense
from design.network import Inputs
from design.shape import Shape
from design.system import Outputs, SoftmaxSystem


class Macon(SoftmaxSystem):
    """Parallel co-attention → p = t + v; the history of systems.md §4 → u; [p ; u] → dropout → softmax, −Σ log p.

    The authors look at a history of 2 posts and drop .75 of [p ; u]: both are set by the configuration.
    """

    def __init__(self, shape: Shape, dropout: float = 0.75, input_dropout: float = 0.0) -> None:
        super().__init__(shape, dropout, input_dropout)
        self.coattention = ParallelCoAttention(shape.d, shape.k, "attention")
        self.history = History(shape.vocabulary, shape.d)
        self.classifier = Dense(2 * shape.d, shape.vocabulary)

    def forward(self, batch: Inputs) -> Outputs:
        """Up to the logits of the softmax."""
        regions, regions_valid, words, words_valid = self.projected(batch)
        mined = self.coattention(regions, regions_valid, words, words_valid)
        p = mined.caption + mined.photo
        u = self.history(p, batch.earlier)
        z = self.drop(torch.cat([p, u], -1), self.dropout)
        return Outputs(p=p, w=torch.full_like(p, 0.5), z=z, logits=self.classifier(z))
