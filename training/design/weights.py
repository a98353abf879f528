"""The names and the float16 file form of a network's weights (docs/formats.md)."""

from __future__ import annotations

import re

import numpy as np
import torch

from .network import Design


def shipped_name(parameter: str) -> str:
    """`coattention.photo_score` → `coattention.photoScore`; the history's tag attention is flat there."""
    parameter = re.sub(r"^history\.tag\.", "history.tag_", parameter)
    return re.sub(r"_([a-z])", lambda letter: letter.group(1).upper(), parameter)


def round_to_float16(network: Design) -> None:
    """Rounds every weight to float16 in place, so that golden values are those of the shipped file."""
    with torch.no_grad():
        for name, weight in network.named_parameters():
            rounded = weight.half().float()
            if not bool(torch.isfinite(rounded).all()):
                raise ValueError(f"{name} does not fit into float16")
            weight.copy_(rounded)


def encode_weights(network: Design) -> tuple[bytes, list[dict[str, object]]]:
    """The bytes of `weights.bin` (little-endian float16) and their TF.js WeightsManifestEntry list.

    `network` must be folded. TF.js decodes `quantization: {dtype: float16}` of a float32 weight by itself.
    """
    parts, specs = [], []
    for name, weight in network.named_parameters():
        parts.append(weight.detach().numpy().astype("<f2").tobytes())
        specs.append(
            {
                "name": shipped_name(name),
                "shape": list(weight.shape),
                "dtype": "float32",
                "quantization": {"dtype": "float16"},
            }
        )
    return b"".join(parts), specs


def decode_weights(data: bytes, specs: list[dict[str, object]]) -> dict[str, np.ndarray]:
    """The inverse of `encode_weights`: name → float32 array. Raises ValueError when the sizes do not agree."""
    weights: dict[str, np.ndarray] = {}
    offset = 0
    for spec in specs:
        shape = tuple(spec["shape"])  # type: ignore[arg-type]
        count = int(np.prod(shape))
        if offset + 2 * count > len(data):
            raise ValueError(f"weights end before {spec['name']}")
        array = np.frombuffer(data, "<f2", count, offset)
        weights[str(spec["name"])] = array.astype(np.float32).reshape(shape)
        offset += 2 * count
    if offset != len(data):
        raise ValueError(f"{len(data) - offset} bytes of weights have no name")
    return weights
