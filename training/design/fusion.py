"""Fusion of the caption vector t and the photo vector v — the paper's contribution (systems.md §3)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import Dense, batch_norm
from .shape import Fusion

LEAKY_SLOPE = 0.3  # [D] Keras' default


class Sum(nn.Module):
    """p = t + v (the base model)."""

    def forward(self, caption: Tensor, photo: Tensor) -> tuple[Tensor, Tensor]:
        """t, v: B×d → p: B×d, and w = ½, which is what the interface would show."""
        return caption + photo, torch.full_like(photo, 0.5)


class Mean(nn.Module):
    """p = ½t + ½v: the control that tells the gate's gain from that of halving t + v [D]."""

    def forward(self, caption: Tensor, photo: Tensor) -> tuple[Tensor, Tensor]:
        """t, v: B×d → p, w = ½: B×d."""
        return 0.5 * caption + 0.5 * photo, torch.full_like(photo, 0.5)


class Weighted(nn.Module):
    """f=[t;v]; f̂=BN(f); o=LeakyReLU(Dense_1 f̂); ô=BN(o); w=sigmoid(Dense_2 ô); p = (1−w)⊙t + w⊙v."""

    def __init__(self, d: int) -> None:
        super().__init__()
        self.norm1: nn.Module = batch_norm(2 * d)
        self.dense1 = Dense(2 * d, d)
        self.norm2: nn.Module = batch_norm(d)
        self.dense2 = Dense(d, d, gain=0.1)  # [D] bias and nearly the weights start at 0: w starts near ½

    def forward(self, caption: Tensor, photo: Tensor) -> tuple[Tensor, Tensor]:
        """t, v: B×d → p, w: B×d."""
        together = self.norm1(torch.cat([caption, photo], -1))
        hidden = self.norm2(functional.leaky_relu(self.dense1(together), LEAKY_SLOPE))
        w = torch.sigmoid(self.dense2(hidden))
        return (1 - w) * caption + w * photo, w


def fusion(kind: Fusion, d: int) -> Sum | Mean | Weighted:
    """The fusion of that name."""
    return Weighted(d) if kind == "weighted" else Mean() if kind == "mean" else Sum()
