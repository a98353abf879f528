"""Golden vectors of a photo encoder (docs/formats.md): three byte patterns and what ONNX Runtime makes of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .export import session
from .pictures import DEVIATION, MEAN, Channels, normalised

CASES = (("gradient", 0), ("checker", 0), ("noise", 1), ("noise", 2026))


def pattern(kind: str, seed: int, size: int = 224) -> np.ndarray:
    """The byte image (size, size, 3) that docs/formats.md defines; `seed` matters to `noise` alone."""
    y, x = np.mgrid[0:size, 0:size]
    if kind == "gradient":
        return np.stack([x, y, (x + y) >> 1], -1).astype(np.uint8)
    if kind == "checker":
        return np.repeat((((x >> 4) + (y >> 4)) % 2 * 255)[..., None], 3, -1).astype(np.uint8)
    if kind != "noise":
        raise ValueError(f"unknown pattern {kind!r}")
    state, out = seed, bytearray(size * size * 3)
    for index in range(len(out)):
        state = (1664525 * state + 1013904223) & 0xFFFFFFFF
        out[index] = state >> 24
    return np.frombuffer(bytes(out), np.uint8).reshape(size, size, 3)


def golden(
    model: Path, tolerance: float, mean: Channels = MEAN, deviation: Channels = DEVIATION, skip: int = 0
) -> dict:
    """The content of golden.json for the file `model`, without its `skip` leading rows.

    `tolerance` is absolute and for every number of the token matrix; `sum` may differ by tolerance × rows × width.
    """
    runner = session(model)
    cases = []
    for kind, seed in CASES:
        pixels = normalised(pattern(kind, seed)[None], mean, deviation)
        tokens = runner.run(None, {"pixel_values": pixels})[0][0, skip:]
        values = {
            "first": [round(float(v), 6) for v in tokens[0, :8]],
            "sum": round(float(tokens.astype(np.float64).sum()), 3),
            "mean": [round(float(v), 6) for v in tokens.mean(0)],
        }
        name = kind if kind != "noise" else f"noise-{seed}"
        cases.append({"name": name, "input": {"pattern": kind, "seed": seed}, "rows": len(tokens), "values": values})
    return {"schema": 1, "tolerance": tolerance, "cases": cases}
