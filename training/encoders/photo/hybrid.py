"""The photo encoder that ships as the ViT: train (or resume), correct for int8, write public/models/tagweave-vit."""

from __future__ import annotations

from pathlib import Path

import torch

from .calibrate import corrected
from .cnn import calibration
from .export import to_onnx
from .lite2 import GRID, SIZE, SOURCE, Lite2
from .paths import MODELS, work_folder
from .quantise import quantise_weights
from .ship import Encoder, write
from .train import SHIPPED, Plan, train
from .vit import HybridViT, Shape

ID, REVISION = "tagweave-vit", "1"

CARD = """# Tagweave ViT

A hybrid Vision Transformer (ViT paper §3.1): EfficientNet-Lite2's 7×7 feature map is the sequence of patches,
{layers} pre-norm transformer layers of width {width} with {heads} heads turn it into 49 region tokens, row-major
from the top left, no class token.

- Source: {source}; the stem's weights are Apache-2.0; embedding, transformer and the stem's last stages were trained by
  `python -m encoders.photo build` in `training/` on the training split of the project's post sets (flickr8k,
  openclipart, mvsa, clothing, klg, byjp, chema) to tell their tags from the photo. It contains
  neither pictures nor texts.
- Input: 224×224 RGB, (byte − 127)/128, the whole picture squashed to a square.
- Form: weights int8 with one scale an output channel, biases corrected on 64 training pictures, sums in float32.
- What it is worth, and for what not: docs/decisions/0002-photo-encoder.md. It knows everyday scenes, drawings and
  clothes; it does not read text, name persons or tell one make of car from another.
"""


def trained(plan: Plan) -> HybridViT:
    """The averaged weights of a finished run; trains what is missing."""
    file = work_folder("photo-vit") / f"{plan.name}.pt"
    if not file.exists() or torch.load(file, map_location="cpu", weights_only=True)["epoch"] < plan.epochs:
        train(plan)
    state = torch.load(file, map_location="cpu", weights_only=True)
    model = HybridViT(Lite2(), Shape(**state["plan"]["shape"]))
    model.load_state_dict({k.removeprefix("0."): v for k, v in state["averaged"].items() if k.startswith("0.")})
    return model.eval()


def build(plan: Plan = SHIPPED, folder: Path = MODELS / ID) -> Path:
    """Write the shipped ViT and return its folder."""
    description = "A hybrid Vision Transformer trained to see in a photo what people tag; 7×7 regions."
    return write_vit(trained(plan), folder, REVISION, "Tagweave ViT", description, CARD)


def write_vit(model: HybridViT, folder: Path, revision: str, name: str, description: str, card: str) -> Path:
    """Correct `model` for int8 and write its folder, named after its id; `card` is filled with its shape and source."""
    shape = model.shape
    graph = quantise_weights(to_onnx(corrected(model, calibration()), SIZE))
    encoder = Encoder(
        id=folder.name,
        revision=revision,
        name=name,
        description=description,
        licence="Apache-2.0",
        source=SOURCE,
        model_type="vit",
        rows=GRID * GRID,
        width=shape.width,
        skip=0,
        fit="squash",
        config={
            "model_type": "vit",
            "architectures": ["ViTModel"],
            "hidden_size": shape.width,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.inner,
            "image_size": SIZE,
            "patch_size": SIZE // GRID,
            "num_channels": 3,
        },
        card=card.format(source=", ".join(f"`{s}`" for s in SOURCE), **vars(shape)),
        tolerance=1e-3,
    )
    write(folder, encoder, graph)
    return folder
