"""Writes what the app needs to make the int8 form of a shipped 4-bit encoder: the recipe, and what comes out of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from .e5file import E5, Q4
from .encode import FILES
from .int8 import Powers, int8_encoder, measured_powers
from .package import write_json
from .recipe import recipe

RECIPE = "onnx/int8.json"
# Of a caption's mean token to that of the golden vectors: those of the 4-bit form, whose arithmetic is float32.
LEAST_COSINE = 0.995


def derived(
    folder: Path, model: E5, table: Q4, max_positions: int, rows: list[list[int]], tolerance: float
) -> dict[str, Any]:
    """`derived` of the manifest (docs/formats.md); writes the recipe.

    `rows`: ids of captions to measure the activations by.
    """
    four_bit = (folder / FILES["q4"]).read_bytes()
    powers: Powers = measured_powers(onnx.load_from_string(four_bit), model, rows)
    graph, collected = int8_encoder(model, table, max_positions, powers)
    onnx.checker.check_model(graph)
    result = graph.SerializeToString(deterministic=True)
    write_json(folder / RECIPE, recipe(four_bit, result, collected, FILES["q4"]), indent=None)
    made = {"dtype": "int8", "recipe": RECIPE, "bytes": len(result), "sha256": hashlib.sha256(result).hexdigest()}
    return made | {"tolerance": tolerance, "cosine": LEAST_COSINE}


def likeness(running: onnxruntime.InferenceSession, golden: dict[str, Any]) -> tuple[float, float]:
    """Of an int8 model to golden vectors: the largest difference of any number, the least cosine of the mean rows."""
    worst, least = 0.0, 1.0
    for case in golden["cases"]:
        (matrix,) = running.run(None, {"input_ids": np.array([case["input"]["ids"]], np.int64)})[0]
        mean, wanted = matrix.mean(axis=0, dtype=np.float64), np.array(case["values"]["mean"])
        first = np.abs(matrix[0, :8] - np.array(case["values"]["first"])).max()
        worst = max(worst, float(first), float(np.abs(mean - wanted).max()))
        least = min(least, float(mean @ wanted / np.linalg.norm(mean) / np.linalg.norm(wanted)))
    return worst, least
