"""The names and the file form of a network's weights (docs/formats.md): float16, or bytes for the big matrices."""

from __future__ import annotations

import re
from typing import Any, Literal

import numpy as np
import torch

from .network import Design

Form = Literal["float16", "int8"]
FEWEST = 4096  # numbers of a tensor that is worth storing as bytes


def shipped_name(parameter: str) -> str:
    """`coattention.photo_score` → `coattention.photoScore`; the history's tag attention is flat there."""
    parameter = re.sub(r"^history\.tag\.", "history.tag_", parameter)
    return re.sub(r"_([a-z])", lambda letter: letter.group(1).upper(), parameter)


def stored(weight: np.ndarray, form: Form) -> tuple[np.ndarray, dict[str, Any]]:
    """The numbers as they stand in the file, and TF.js' `quantization`: a byte b stands for b·scale + min."""
    least, most = float(weight.min()), float(weight.max())
    if form == "float16" or weight.size < FEWEST or most <= least:
        return weight.astype("<f2"), {"dtype": "float16"}
    scale = (most - least) / 255
    return np.clip(np.rint((weight.astype(np.float64) - least) / scale), 0, 255).astype(np.uint8), {
        "dtype": "uint8", "scale": scale, "min": least,
    }  # fmt: skip


def restored(numbers: np.ndarray, quantization: dict[str, Any]) -> np.ndarray:
    """The float32 numbers that the file's numbers stand for."""
    if quantization["dtype"] == "float16":
        return numbers.astype(np.float32)
    return (numbers.astype(np.float64) * quantization["scale"] + quantization["min"]).astype(np.float32)


def round_to(network: Design, form: Form) -> None:
    """Rounds every weight in place to what its file form can hold, so that golden values are those of the file."""
    with torch.no_grad():
        for name, weight in network.named_parameters():
            rounded = restored(*stored(weight.numpy(), form))
            if not np.isfinite(rounded).all():
                raise ValueError(f"{name} does not fit into float16")
            weight.copy_(torch.from_numpy(rounded))


def encode_weights(network: Design, form: Form = "float16") -> tuple[bytes, list[dict[str, Any]]]:
    """The bytes of `weights.bin` (little-endian) and TF.js' WeightsManifestEntry list. `network` must be folded."""
    parts, specs = [], []
    for name, weight in network.named_parameters():
        numbers, quantization = stored(weight.detach().numpy(), form)
        parts.append(numbers.tobytes())
        specs.append(
            {
                "name": shipped_name(name),
                "shape": list(weight.shape),
                "dtype": "float32",
                "quantization": quantization,
            }
        )
    return b"".join(parts), specs


def decode_weights(data: bytes, specs: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """The inverse of `encode_weights`: name → float32 array. Raises ValueError when the sizes do not agree."""
    weights: dict[str, np.ndarray] = {}
    offset = 0
    for spec in specs:
        shape, quantization = tuple(spec["shape"]), spec["quantization"]
        form = np.dtype("<f2" if quantization["dtype"] == "float16" else np.uint8)
        count = int(np.prod(shape))
        if offset + form.itemsize * count > len(data):
            raise ValueError(f"weights end before {spec['name']}")
        numbers = np.frombuffer(data, form, count, offset)
        weights[str(spec["name"])] = restored(numbers, quantization).reshape(shape)
        offset += form.itemsize * count
    if offset != len(data):
        raise ValueError(f"{len(data) - offset} bytes of weights have no name")
    return weights
