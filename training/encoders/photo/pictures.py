"""Pictures of posts → the bytes an encoder sees: the whole picture squashed, its centre, or a random part."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageEnhance

Fit = Literal["squash", "cover"]
Channels = tuple[float, float, float]
MEAN: Channels = (127 / 255,) * 3  # EfficientNet-Lite's input is (byte − 127)/128
DEVIATION: Channels = (128 / 255,) * 3


def opened(path: Path) -> Image.Image:
    """RGB; what is transparent becomes white, as a page shows it. Raises OSError when the file is no picture."""
    image = Image.open(path)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        page = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(page, image).convert("RGB")
    return image.convert("RGB")


def fitted(image: Image.Image, size: int, fit: Fit) -> Image.Image:
    """`squash`: the whole picture to size×size. `cover`: the largest centred square."""
    if fit == "squash":
        return image.resize((size, size), Image.Resampling.BILINEAR)
    side = min(image.size)
    left, top = (image.width - side) / 2, (image.height - side) / 2
    return image.resize((size, size), Image.Resampling.BILINEAR, box=(left, top, left + side, top + side))


def augmented(image: Image.Image, size: int, rng: random.Random) -> Image.Image:
    """A random crop of 30–100% of the area, stretched by up to 4:3, half of them mirrored, light changed a little."""
    area = rng.uniform(0.3, 1.0)
    stretch = rng.uniform(0.75, 4 / 3) ** 0.5
    width = min(1.0, area**0.5 * stretch) * image.width
    height = min(1.0, area**0.5 / stretch) * image.height
    left, top = rng.uniform(0, image.width - width), rng.uniform(0, image.height - height)
    view = image.resize((size, size), Image.Resampling.BILINEAR, box=(left, top, left + width, top + height))
    if rng.random() < 0.5:
        view = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for enhancer in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        view = enhancer(view).enhance(rng.uniform(0.75, 1.25))
    return view


def normalised(pictures: np.ndarray, mean: Channels = MEAN, deviation: Channels = DEVIATION) -> np.ndarray:
    """Bytes (B, S, S, 3) → float32 (B, 3, S, S): (byte/255 − mean)/deviation for each channel."""
    scaled = (pictures.astype(np.float32) - np.float32(mean) * 255) / (np.float32(deviation) * 255)
    return np.ascontiguousarray(scaled.transpose(0, 3, 1, 2))
