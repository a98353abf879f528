"""What the training loop and the evaluation ask of a network: DESIGN's, and those of `compared/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

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
    """A network that learns from `Inputs`. It has the projections `photo` and `caption` of systems.md §1."""

    shape: Shape
    heads: tuple[str, ...] = ("classification",)
    choosing: tuple[str, ...] = ("classification",)  # the heads whose best F1 chooses the epoch

    def content(self, batch: Inputs) -> Tensor:
        """p: B×d, what later posts of the same person see of these."""
        return self(batch).p

    def losses(self, outputs: Any, targets: Tensor, sequences: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """A mean over the posts, and a mean over the places of `sequences`; `targets` is multi-hot B×H."""
        raise NotImplementedError

    def recommend(self, outputs: Any) -> tuple[Tensor, Tensor, Tensor]:
        """ŷ B×H, q B×H, and lists B×steps (−1 after the end); here of a system without a sequence."""
        yhat = torch.softmax(outputs.logits, -1)
        return yhat, yhat, torch.full((len(yhat), 1), -1)

    def start_from(self, share: Tensor) -> None:
        """Takes up the hashtags' shares among the training posts, H numbers in (0, 1), as its prior."""

    def remembered(self, _dataset: Dataset, rows: np.ndarray) -> np.ndarray:
        """The posts whose p is needed where the histories ask for that of `rows`."""
        return rows

    def refresh(self, _dataset: Dataset, _memory: Tensor) -> None:
        """Called when the memory of p was made anew, before any batch that uses it."""


def softmax_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """−Σ log p over the post's hashtags, averaged over posts."""
    return -(torch.log_softmax(logits, -1) * targets).sum(-1).mean()
