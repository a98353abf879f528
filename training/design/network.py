"""DESIGN as a whole: from the encoders' matrices and the earlier posts to the two hashtag heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .attention import WordAttention
from .coattention import ParallelCoAttention
from .fusion import fusion
from .history import Earlier, History
from .layers import Dense, Scale
from .named import fold_names
from .sequence import SequenceHead
from .shape import Shape
from .system import HEADS, System


@dataclass
class Inputs:
    """A batch: F B×M×D, E B×N×D_t (padded), their validity, which are absent altogether, and the earlier posts."""

    photo: Tensor
    photo_absent: Tensor
    caption: Tensor
    caption_valid: Tensor
    caption_absent: Tensor
    earlier: Earlier
    rows: Tensor | None = None  # which posts of the data set these are, where they are of one

    def part(self, places: Tensor) -> Inputs:
        """The posts at `places` of the batch."""
        earlier = Earlier(*(values[places] for values in (self.earlier.vectors, self.earlier.tags, self.earlier.valid)))
        return Inputs(
            self.photo[places], self.photo_absent[places], self.caption[places], self.caption_valid[places],
            self.caption_absent[places], earlier, None if self.rows is None else self.rows[places],
        )  # fmt: skip

    @property
    def photo_valid(self) -> Tensor:
        """Every region of a photo counts: B×M."""
        return torch.ones(self.photo.shape[:2], dtype=torch.bool)


@dataclass
class Stages:
    """Every named quantity of systems.md §§1–5 on the way of a batch; the names are those of docs/formats.md."""

    V: Tensor
    V_valid: Tensor
    Q: Tensor
    Q_valid: Tensor
    alpha: Tensor
    Qt: Tensor
    C: Tensor
    av: Tensor
    aq: Tensor
    t: Tensor
    v: Tensor
    w: Tensor
    p: Tensor
    u: Tensor
    z: Tensor
    logits: Tensor


class Design(System):
    """The network of the paper (systems.md §§1–5). z = [p ; u]; ŷ = sigmoid(W_c·Dropout(z) + b_c)."""

    heads = HEADS
    choosing = ("classification", "hybrid")
    sigmoid = True

    def __init__(self, shape: Shape, dropout: float = 0.3, input_dropout: float = 0.0) -> None:
        super().__init__(shape, dropout, input_dropout)
        self.word = WordAttention(shape.d)
        self.coattention = ParallelCoAttention(shape.d, shape.k, shape.pooling)
        self.gate = fusion(shape.fusion, shape.d, shape.gate)
        self.history = History(shape.vocabulary, shape.d)
        self.classifier = Dense(2 * shape.d, shape.vocabulary)
        self.sequence = SequenceHead(shape.vocabulary, 2 * shape.d, shape.gru, shape.tag_embedding, shape.rule == "A3")

    def forward(self, batch: Inputs) -> Stages:
        """All stages up to the classifier's logits (B×H); the sequence head continues from z."""
        regions, regions_valid, words, words_valid = self.projected(batch)
        alpha, weighted_words = self.word(words, words_valid)
        mined = self.coattention(regions, regions_valid, weighted_words, words_valid)
        p, w = self.gate(mined.caption, mined.photo)
        u = self.history(p, batch.earlier)
        z = self.drop(torch.cat([p, u], -1), self.dropout)
        return Stages(
            V=regions, V_valid=regions_valid, Q=words, Q_valid=words_valid, alpha=alpha, Qt=weighted_words,
            C=mined.affinity, av=mined.photo_weights, aq=mined.caption_weights, t=mined.caption, v=mined.photo,
            w=w, p=p, u=u, z=z, logits=self.classifier(z),
        )  # fmt: skip

    def losses(self, outputs: Stages, targets: Tensor, sequences: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """L_MLC and L_SG (systems.md §5)."""
        return classification_loss(outputs.logits, targets), self.sequence.loss(
            outputs.z, sequences, dropout, outputs.logits
        )

    def recommend(self, outputs: Stages) -> tuple[Tensor, Tensor, Tensor]:
        """ŷ, q and the greedy lists."""
        decoded = self.sequence.greedy(outputs.z, logits=outputs.logits)
        return torch.sigmoid(outputs.logits), decoded.q, decoded.tags

    def start_from(self, share: Tensor) -> None:
        """b_c starts at the log-odds of each hashtag [D]."""
        with torch.no_grad():
            self.classifier.bias.copy_(torch.logit(share.clamp(1e-5, 0.9)))
            self.classifier.weight.mul_(0.5)

    def tag_tables(self) -> list[tuple[nn.Module, str]]:
        """W_c, and the embeddings of the earlier posts' hashtags."""
        return [(self.classifier, "weight"), (self.history, "tags")]

    def fold(self) -> Design:
        """Puts batch normalisations' running scale and shift and named hashtags' sums in their places, in place.

        For inference only.
        """
        fold_names(self)
        for name in ("norm1", "norm2"):
            norm = getattr(self.gate, name, None)
            if isinstance(norm, nn.BatchNorm1d):
                setattr(self.gate, name, Scale.folded(norm))
        return self.eval()


def classification_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """L_MLC: binary cross-entropy, summed over hashtags, averaged over posts, scaled to the other loss [D]."""
    return functional.binary_cross_entropy_with_logits(logits, targets, reduction="none").sum(-1).mean() / 4
