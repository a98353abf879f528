"""The steps by which the app makes the int8 file from the 4-bit one (docs/formats.md, src/encoders/models/recipe.ts).

Graph and small tensors are written out, whatever the 4-bit file holds already is copied from it, weights are computed.
So no protocol buffers are read or written on the device, and the result's sha256 is known here.
"""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from .e5file import BLOCK, Q4
from .graph import pack
from .int8 import Int8Graph, inverses, moved, symmetric

# Shorter runs are cheaper written out than described.
WORTH_COPYING = 256

Step = dict[str, Any]


def text(data: bytes) -> str:
    """As JSON carries bytes."""
    return base64.b64encode(data).decode("ascii")


def recipe(four_bit: bytes, result: bytes, graph: Int8Graph, source: str) -> dict[str, Any]:
    """Steps that make `result`, the serialised int8 model of `graph`, from the 4-bit file `four_bit`."""
    steps: list[Step] = []
    at = 0
    for tensor in onnx.load_from_string(result).graph.initializer:
        raw = numpy_helper.to_array(tensor).tobytes()
        step = step_for(tensor.name, raw, four_bit, graph)
        if step is None:
            continue
        start = result.index(raw, at)
        if start > at:
            steps.append({"step": "literal", "data": text(result[at:start])})
        steps.append(step)
        at = start + len(raw)
    steps.append({"step": "literal", "data": text(result[at:])})
    return {"schema": 1, "from": source, "steps": steps}


def step_for(name: str, raw: bytes, four_bit: bytes, graph: Int8Graph) -> Step | None:
    """How a tensor's bytes are made; None when they are written out with what is around them."""
    layer, _, kind = name.rpartition(".")
    if layer in graph.made and kind == "int8":
        weight = graph.made[layer]
        rows, columns = weight.nibbles.shape
        nibbles = pack(weight.nibbles.reshape(rows, columns // BLOCK, BLOCK)).tobytes()
        step: Step = {"step": "int8", "rows": rows, "columns": columns}
        scales = weight.scales.astype(np.float16).tobytes()
        step |= {"nibbles": four_bit.index(nibbles), "scales": four_bit.index(scales)}
        powers = graph.powers.get(layer)
        return step if powers is None else step | {"powers": text(powers.tobytes())}
    if layer in graph.made and kind in ("scales", "inverse"):
        return {"step": kind}
    if len(raw) < WORTH_COPYING:
        return None
    found = four_bit.find(raw)
    return None if found < 0 else {"step": "copy", "from": found, "bytes": len(raw)}


def followed(steps: dict[str, Any], four_bit: bytes) -> bytes:
    """What the app makes by a recipe (src/encoders/models/recipe.ts)."""
    pieces: list[bytes] = []
    scales, powers = np.zeros(0, np.float32), np.zeros(0, np.int8)
    for step in steps["steps"]:
        if step["step"] == "literal":
            pieces.append(base64.b64decode(step["data"]))
        elif step["step"] == "copy":
            pieces.append(four_bit[step["from"] : step["from"] + step["bytes"]])
        elif step["step"] == "int8":
            weight = unpacked_weight(step, four_bit)
            powers = np.frombuffer(base64.b64decode(step.get("powers", "")), np.int8)
            values, scales = symmetric(moved(weight, powers if len(powers) else None))
            pieces.append(values.T.tobytes())
        elif step["step"] == "scales":
            pieces.append(scales.tobytes())
        else:
            pieces.append(inverses(powers).tobytes())
    return b"".join(pieces)


def unpacked_weight(step: Step, four_bit: bytes) -> Q4:
    """The matrix of an `int8` step."""
    rows, columns = step["rows"], step["columns"]
    packed = np.frombuffer(four_bit, np.uint8, rows * columns // 2, step["nibbles"]).reshape(rows, columns // 2)
    nibbles = np.stack([packed & 15, packed >> 4], axis=2).reshape(rows, columns)
    scales = np.frombuffer(four_bit, np.float16, rows * columns // BLOCK, step["scales"])
    return Q4(nibbles, scales.reshape(rows, columns // BLOCK))
