"""What the training loop and the evaluation ask of a network: DESIGN's, and those of `compared/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from .layers import Dense, dropout
from .projection import CaptionProjection, PhotoProjection
from .shape import Shape

if TYPE_CHECKING:
    from .dataset import Dataset
    from .network import Inputs

HEADS = ("classification", "sequence", "hybrid")


@dataclass
class Outputs:
    """Of a batch: p (what the history keeps of a post), w (the photo's share), z (before the head), B×H logits."""

    p: Tensor
    w: Tensor
    z: Tensor
    logits: Tensor


class System(nn.Module):
    """A network that learns from `Inputs`, beginning with the projections `photo` and `caption` of systems.md §1."""

    shape: Shape
    heads: tuple[str, ...] = ("classification",)
    choosing: tuple[str, ...] = ("classification",)  # the heads whose best F1 chooses the epoch
    sigmoid = False  # whether ŷ is a probability of each hashtag by itself, so that its calibration can be asked

    def __init__(self, shape: Shape, dropout: float, input_dropout: float) -> None:
        super().__init__()
        self.shape, self.dropout, self.input_dropout = shape, dropout, input_dropout
        self.photo = PhotoProjection(shape.photo_width, shape.d)
        self.caption = CaptionProjection(shape.caption_width, shape.d)

    def projected(self, batch: Inputs) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """V: B×M×d and Q: B×N×d after the dropout of the inputs, each followed by which of its rows count."""
        regions, regions_valid = self.photo(batch.photo, batch.photo_valid, batch.photo_absent)
        words, words_valid = self.caption(batch.caption, batch.caption_valid, batch.caption_absent)
        return self.drop(regions, self.input_dropout), regions_valid, self.drop(words, self.input_dropout), words_valid

    def drop(self, x: Tensor, rate: float) -> Tensor:
        """Dropout while learning."""
        return dropout(x, rate) if self.training and rate > 0 else x

    def content(self, batch: Inputs) -> Tensor:
        """p: B×d, what later posts of the same person see of these."""
        return self(batch).p

    def losses(self, outputs: Any, targets: Tensor, sequences: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """A mean over the posts, and a mean over the places of `sequences`; `targets` is multi-hot B×H."""
        raise NotImplementedError

    def recommend(self, outputs: Any) -> tuple[Tensor, Tensor, Tensor]:
        """ŷ B×H, q B×H, and lists B×steps (−1 after the end)."""
        raise NotImplementedError

    def start_from(self, share: Tensor) -> None:
        """Takes up the hashtags' shares among the training posts, H numbers in (0, 1), as its prior."""

    def tag_tables(self) -> list[tuple[nn.Module, str]]:
        """The parameters with a row or column for each hashtag that may be named (design/named.py)."""
        return []

    def remembered(self, _dataset: Dataset, rows: np.ndarray) -> np.ndarray:
        """The posts whose p is needed where the histories ask for that of `rows`."""
        return rows

    def refresh(self, _dataset: Dataset, _memory: Tensor) -> None:
        """Called when the memory of p was made anew, before any batch that uses it."""


class SoftmaxSystem(System):
    """One whose only head is a softmax over the hashtags, its `classifier`."""

    classifier: Dense

    def losses(self, outputs: Outputs, targets: Tensor, sequences: Tensor, _dropout: float) -> tuple[Tensor, Tensor]:
        """−Σ log p over the post's hashtags."""
        return softmax_loss(outputs.logits, targets), targets.new_zeros(())

    def recommend(self, outputs: Outputs) -> tuple[Tensor, Tensor, Tensor]:
        """ŷ of the softmax; there is no sequence."""
        return alone(torch.softmax(outputs.logits, -1))

    def start_from(self, share: Tensor) -> None:
        """The softmax starts at the hashtags' frequencies [D]."""
        with torch.no_grad():
            self.classifier.bias.copy_(torch.log(share.clamp_min(1e-5)))


def alone(yhat: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What `recommend` gives where there is no sequence."""
    return yhat, yhat, torch.full((len(yhat), 1), -1)


def softmax_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """−Σ log p over the post's hashtags, averaged over posts."""
    return -(torch.log_softmax(logits, -1) * targets).sum(-1).mean()
