"""The CNN arm that ships: EfficientNet-Lite2's last feature map as a region matrix, weights in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from data.posts import read_all
from data.split import split

from .calibrate import corrected
from .export import to_onnx
from .lite2 import GRID, SIZE, SOURCE, WIDTH, Lite2Tokens, load
from .maps import picture
from .paths import MODELS
from .pictures import normalised
from .quantise import quantise_weights
from .ship import Encoder, write

ID, REVISION = "efficientnet-lite2", "1"

CARD = """# EfficientNet-Lite2

Region encoder, CNN arm: the last feature map of EfficientNet-Lite2 (ImageNet), 7×7 cells of 1280 numbers.

- Source: {source}; weights Apache-2.0, converted by `python -m encoders.photo cnn` in `training/`.
- Input: 224×224 RGB, (byte − 127)/128, the whole picture squashed to a square.
- Form: weights int8 with one scale an output channel, biases corrected on 64 training pictures, sums in float32.
- What it is worth: docs/decisions/0002-photo-encoder.md.
"""


def calibration(count: int = 64) -> torch.Tensor:
    """Pixels (count, 3, 224, 224) of training posts spread over all sets."""
    posts = read_all()
    training = [post for post, part in zip(posts, split(posts), strict=True) if part == "train"]
    chosen = training[:: max(1, len(training) // count)][:count]
    return torch.from_numpy(normalised(np.stack([picture(post, 0) for post in chosen])))


def build(folder: Path = MODELS / ID) -> Path:
    """Write public/models/efficientnet-lite2 and return its folder."""
    model = quantise_weights(to_onnx(corrected(Lite2Tokens(load()), calibration()), SIZE))
    encoder = Encoder(
        id=ID,
        revision=REVISION,
        name="EfficientNet-Lite2",
        description="A small convolutional network that knows everyday things; sees a photo as 7×7 regions.",
        licence="Apache-2.0",
        source=SOURCE,
        model_type="efficientnet",
        rows=GRID * GRID,
        width=WIDTH,
        skip=0,
        fit="squash",
        config={
            "model_type": "efficientnet",
            "architectures": ["EfficientNetModel"],
            "image_size": SIZE,
            "hidden_dim": WIDTH,
            "hidden_size": WIDTH,
        },
        card=CARD.format(source=", ".join(f"`{name}`" for name in SOURCE)),
        tolerance=1e-3,
    )
    write(folder, encoder, model)
    return folder
