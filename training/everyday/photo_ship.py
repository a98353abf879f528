"""`python -m everyday.photo_ship`: the learnt everyday photo encoder as a folder of `public/models`."""

from __future__ import annotations

import os
from pathlib import Path

import torch

from encoders.photo.hybrid import write_vit
from encoders.photo.paths import MODELS
from encoders.photo.vit import HybridViT

from .photo import trained

ID, REVISION = "tagweave-vit-posts", "1"

CARD = """# Tagweave ViT for posts

A hybrid Vision Transformer (ViT paper §3.1): EfficientNet-Lite2's 7×7 feature map is the sequence of patches,
{layers} pre-norm transformer layers of width {width} with {heads} heads turn it into 49 region tokens, row-major
from the top left, no class token.

- Source: {source}; the stem's weights are Apache-2.0 and as they were; embedding and transformer were trained by
  `python -m everyday.photo` in `training/` on the training part of real photo posts (people, mvsa, klg, chema, byjp)
  and of flickr8k, openclipart and clothing: to tell their hashtags, their words and the meaning of their captions from
  the photo. It contains neither pictures nor texts.
- Input: 224×224 RGB, (byte − 127)/128, the whole picture squashed to a square.
- Form: weights int8 with one scale an output channel, biases corrected on 64 training pictures, sums in float32.
- What it is worth, and for what not: docs/decisions/0013-everyday-network.md. It does not read text, name persons or
  tell one make of car from another.
"""


def built(folder: Path = MODELS / ID) -> Path:
    """The folder, written from the learnt run."""
    run = trained().with_average()
    model: HybridViT = run.model.eval()
    description = "A hybrid Vision Transformer trained on people's own posts; 7×7 regions."
    return write_vit(model, folder, REVISION, "Tagweave ViT for posts", description, CARD)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    print(built())
