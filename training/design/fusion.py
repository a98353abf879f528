"""Fusion of the caption vector t and the photo vector v — the paper's contribution (systems.md §3)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import Dense, batch_norm
from .shape import Fusion, Gate

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
    """f=[t;v]; f̂=BN(f); o=LeakyReLU(Dense_1 f̂); ô=BN(o); w=sigmoid(Dense_2 ô); p = (1−w)⊙t + w⊙v.

    `options` changes it: no BN, ReLU, one w for all of d, f of t or of v alone, w = sigmoid(… / temperature).
    """

    def __init__(self, d: int, options: Gate) -> None:
        super().__init__()
        self.options = options
        seen = 2 * d if options.sees == "both" else d
        self.norm1: nn.Module = batch_norm(seen) if options.norm else nn.Identity()
        self.dense1 = Dense(seen, d)
        self.norm2: nn.Module = batch_norm(d) if options.norm else nn.Identity()
        self.dense2 = Dense(
            d, d if options.width == "vector" else 1, gain=0.1
        )  # [D] bias and nearly the weights start at 0: w starts near ½

    def forward(self, caption: Tensor, photo: Tensor) -> tuple[Tensor, Tensor]:
        """t, v: B×d → p, w: B×d."""
        options = self.options
        seen = {"both": [caption, photo], "caption": [caption], "photo": [photo]}[options.sees]
        together = self.norm1(torch.cat(seen, -1))
        slope = LEAKY_SLOPE if options.activation == "leaky relu" else 0.0
        hidden = self.norm2(functional.leaky_relu(self.dense1(together), slope))
        w = torch.sigmoid(self.dense2(hidden) / options.temperature).expand_as(photo)
        return (1 - w) * caption + w * photo, w


def fusion(kind: Fusion, d: int, gate: Gate) -> Sum | Mean | Weighted:
    """The fusion of that name."""
    return Weighted(d, gate) if kind == "weighted" else Mean() if kind == "mean" else Sum()
