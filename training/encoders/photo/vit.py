"""The hybrid Vision Transformer (Dosovitskiy et al. 2020, §3.1 "Hybrid architecture"): a CNN's map as the patches.

EfficientNet-Lite2's 7×7×1280 map → linear patch embedding → + learned positions → pre-norm transformer layers (eq. 1–3,
without the class token: the network wants regions) → LayerNorm. Output: (B, 49, width), row-major from the top left.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .lite2 import GRID, WIDTH, Lite2


@dataclass(frozen=True)
class Shape:
    """Width of a token, layers, heads, inner width of the MLP, and the two regularisers of training."""

    width: int = 256
    layers: int = 3
    heads: int = 4
    inner: int = 1024
    dropout: float = 0.1
    drop_path: float = 0.1


class Attention(nn.Module):
    """Multi-head self-attention (paper's appendix A), queries, keys and values from one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.into = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        batch, rows, width = x.shape
        head = width // self.heads
        q, k, v = self.into(x).view(batch, rows, 3, self.heads, head).permute(2, 0, 3, 1, 4)
        weights = torch.softmax((q * head**-0.5) @ k.transpose(-1, -2), dim=-1)
        return self.out((weights @ v).transpose(1, 2).reshape(batch, rows, width))


class Layer(nn.Module):
    """z' = MSA(LN(z)) + z; z = MLP(LN(z')) + z'. Branches are dropped whole in training (stochastic depth)."""

    def __init__(self, shape: Shape, drop_path: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.attention = Attention(shape)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.dropout, self.drop_path = shape.dropout, drop_path

    def kept(self, branch: Tensor) -> Tensor:
        branch = F.dropout(branch, self.dropout, self.training)
        if not self.training or self.drop_path == 0:
            return branch
        keep = torch.rand(len(branch), 1, 1) >= self.drop_path
        return branch * keep / (1 - self.drop_path)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.kept(self.attention(self.norm1(x)))
        # tanh form: every runtime has a fast kernel for its parts, and the difference to erf is below int8's
        return x + self.kept(self.outer(F.gelu(self.inner(self.norm2(x)), approximate="tanh")))


class HybridViT(nn.Module):
    """(B, 3, 224, 224) pictures, (byte−127)/128 → region matrix (B, 49, width)."""

    def __init__(self, stem: Lite2, shape: Shape) -> None:
        super().__init__()
        self.stem, self.shape = stem, shape
        self.embed = nn.Linear(WIDTH, shape.width)
        self.positions = nn.Parameter(torch.randn(1, GRID * GRID, shape.width) * 0.02)
        rates = torch.linspace(0, shape.drop_path, shape.layers).tolist()
        self.layers = nn.ModuleList(Layer(shape, rate) for rate in rates)
        self.norm = nn.LayerNorm(shape.width)
        for layer in self.layers:
            for linear in (layer.attention.into, layer.attention.out, layer.inner, layer.outer):
                nn.init.trunc_normal_(linear.weight, std=0.02)
                nn.init.zeros_(linear.bias)

    def encode(self, feature_map: Tensor) -> Tensor:
        """From the stem's (B, 1280, 7, 7) to the region matrix."""
        x = self.embed(feature_map.flatten(2).transpose(1, 2)) + self.positions
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.encode(self.stem(pixel_values))


def start_from_components(model: HybridViT, tokens: Tensor) -> None:
    """Set the patch embedding to the principal components of stem tokens (N, 1280), half whitened.

    The residual stream then carries what the CNN knew from the first step on, also for unfamiliar pictures.
    """
    mean = tokens.mean(0)
    values, vectors = torch.linalg.eigh(torch.cov((tokens - mean).T))
    top = vectors[:, -model.shape.width :].flip(1)
    strength = values[-model.shape.width :].flip(0).clamp_min(1e-8)
    weight = top * strength**-0.25
    weight = weight / ((strength**0.5).mean() ** 0.5)
    with torch.no_grad():
        model.embed.weight.copy_(weight.T)
        model.embed.bias.copy_(-(mean @ weight))
