"""Tiny random-weight model in the layout of `tagweave-vit`: for the browser's WebGPU journey on a software adapter.

`python -m encoders.photo.tiny_hybrid` writes `e2e/fixtures/models/tiny-hybrid/`: a convolutional stem of two layers in
the seat of EfficientNet-Lite2, then the shipped model's own patch embedding, positions, one transformer layer and
LayerNorm, so that its 49×256 region matrix fits the shipped network. Its features mean nothing.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from torch import nn

from .export import to_onnx
from .lite2 import WIDTH
from .paths import FIXTURES
from .quantise import quantise_weights
from .ship import Encoder, write
from .vit import HybridViT, Shape

SHAPE = Shape(layers=1, inner=256)
SIZE, ROWS, SEED = 224, 49, 7


def model() -> HybridViT:
    """Random weights of a fixed seed; the stem's strides 8 and 4 give the 7×7 map of Lite2's 32."""
    torch.manual_seed(SEED)
    stem = nn.Sequential(nn.Conv2d(3, 16, 8, stride=8), nn.ReLU6(), nn.Conv2d(16, WIDTH, 4, stride=4), nn.ReLU6())
    return HybridViT(stem, SHAPE).eval()


def build(folder: Path = FIXTURES / "tiny-hybrid") -> Path:
    """Write the fixture and return its folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = quantise_weights(to_onnx(model(), SIZE))
    encoder = Encoder(
        id=folder.name,
        revision="1",
        name="Tiny hybrid ViT",
        description="Random weights in the shipped layout; for tests only.",
        licence="CC0-1.0",
        source=[],
        model_type="vit",
        rows=ROWS,
        width=SHAPE.width,
        skip=0,
        fit="squash",
        config={
            "model_type": "vit",
            "architectures": ["ViTModel"],
            "hidden_size": SHAPE.width,
            "image_size": SIZE,
            "patch_size": 32,
        },
        card="# Tiny hybrid ViT\n\nRandom weights in the layout of `tagweave-vit`. For tests only.\n",
        tolerance=1e-4,
    )
    write(folder, encoder, graph)
    return folder


if __name__ == "__main__":
    print(build())
