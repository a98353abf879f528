"""MACoN, the memory-augmented co-attention network of Zhang et al. 2019 (systems.md §6)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from design.coattention import ParallelCoAttention
from design.history import History
from design.layers import Dense
from design.network import Inputs
from design.projection import CaptionProjection, PhotoProjection
from design.shape import Shape
from design.system import Outputs, System, softmax_loss


class Macon(System):
    """Parallel co-attention → p = t + v; the history of systems.md §4 → u; [p ; u] → dropout → softmax, −Σ log p.

    The authors look at a history of 2 posts and drop .75 of [p ; u]: both are set by the configuration.
    """

    def __init__(self, shape: Shape, dropout: float = 0.75, input_dropout: float = 0.0) -> None:
        super().__init__()
        self.shape, self.dropout, self.input_dropout = shape, dropout, input_dropout
        self.photo = PhotoProjection(shape.photo_width, shape.d)
        self.caption = CaptionProjection(shape.caption_width, shape.d)
        self.coattention = ParallelCoAttention(shape.d, shape.k, "attention")
        self.history = History(shape.vocabulary, shape.d)
        self.classifier = Dense(2 * shape.d, shape.vocabulary)

    def forward(self, batch: Inputs) -> Outputs:
        """Up to the logits of the softmax."""
        regions, regions_valid = self.photo(batch.photo, batch.photo_valid, batch.photo_absent)
        words, words_valid = self.caption(batch.caption, batch.caption_valid, batch.caption_absent)
        regions = functional.dropout(regions, self.input_dropout, self.training)
        words = functional.dropout(words, self.input_dropout, self.training)
        mined = self.coattention(regions, regions_valid, words, words_valid)
        p = mined.caption + mined.photo
        u = self.history(p, batch.earlier)
        z = functional.dropout(torch.cat([p, u], -1), self.dropout, self.training)
        return Outputs(p=p, w=torch.full_like(p, 0.5), z=z, logits=self.classifier(z))

    def losses(self, outputs: Outputs, targets: Tensor, sequences: Tensor, _dropout: float) -> tuple[Tensor, Tensor]:
        """−Σ log p over the post's hashtags."""
        return softmax_loss(outputs.logits, targets), targets.new_zeros(())

    def start_from(self, share: Tensor) -> None:
        """The softmax starts at the hashtags' frequencies [D]."""
        with torch.no_grad():
            self.classifier.bias.copy_(torch.log(share.clamp_min(1e-5)))
