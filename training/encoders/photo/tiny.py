"""Tiny random-weight model of the layout `Xenova/vit-base-patch16-224-in21k`: for tests of the browser's loading path.

`python -m encoders.photo.tiny` writes `e2e/fixtures/models/tiny-vit/`: a ViTModel with 16-pixel patches, a class token
(skip 1) and 196 patch tokens, as large ViTs have them, in less than a megabyte. Its features mean nothing.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from .export import to_onnx
from .paths import FIXTURES
from .quantise import quantise_weights
from .ship import Encoder, write

WIDTH, LAYERS, HEADS, PATCH, SIZE, SEED = 48, 2, 2, 16, 224, 7
ROWS = (SIZE // PATCH) ** 2


class HiddenState(nn.Module):
    """transformers' model with its token matrix as the only output."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.model(pixel_values=pixel_values).last_hidden_state


def model() -> HiddenState:
    """A ViTModel without pooler, random weights of a fixed seed."""
    from transformers import ViTConfig, ViTModel

    torch.manual_seed(SEED)
    config = ViTConfig(
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=2 * WIDTH,
        image_size=SIZE,
        patch_size=PATCH,
        attn_implementation="eager",
    )
    return HiddenState(ViTModel(config, add_pooling_layer=False).eval())


def build(folder: Path = FIXTURES / "tiny-vit") -> Path:
    """Write the fixture and return its folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = quantise_weights(to_onnx(model(), SIZE))
    encoder = Encoder(
        id=folder.name,
        revision="1",
        name="Tiny ViT",
        description="Random weights, for tests only.",
        licence="Apache-2.0",
        source=["transformers==5.23.0"],
        model_type="vit",
        rows=ROWS,
        width=WIDTH,
        skip=1,
        fit="squash",
        config={
            "model_type": "vit",
            "architectures": ["ViTModel"],
            "hidden_size": WIDTH,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "intermediate_size": 2 * WIDTH,
            "image_size": SIZE,
            "patch_size": PATCH,
        },
        card="# Tiny ViT\n\nRandom weights in the layout of `Xenova/vit-base-patch16-224-in21k`. For tests only.\n",
        tolerance=1e-4,
        mean=(0.5, 0.5, 0.5),
        deviation=(0.5, 0.5, 0.5),
    )
    write(folder, encoder, graph)
    return folder


if __name__ == "__main__":
    print(build())
