"""Weight-only int8: initialisers of Conv, MatMul and Gemm become int8 with one scale an output channel.

`DequantizeLinear(int8, scale)` feeds the unchanged operator, so every backend (native, WASM, WebGPU) computes the same
floating-point numbers from a file of a quarter of the size. Biases, norms and positions stay float32.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import helper, numpy_helper

# operator → (input that holds the weight, axis of the output channel); Gemm's axis depends on transB
WEIGHTED = {"Conv": (1, 0), "MatMul": (1, 1), "Gemm": (1, 1)}
# Smaller weights are the early layers, whose errors every later layer sees: 0.2 MB of float32 halves the error.
SMALLEST = 8192


def rows_to_int8(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(C, n) float → int8 (C, n) and scales (C,): per row the best of 12 clippings (squared error)."""
    top = np.maximum(np.abs(matrix).max(axis=1), 1e-12)
    best = np.full(len(matrix), np.inf)
    scale = top / 127
    for share in np.linspace(0.72, 1.0, 12):
        tried = top * share / 127
        back = np.clip(np.round(matrix / tried[:, None]), -127, 127) * tried[:, None]
        error = np.square(back - matrix).sum(axis=1)
        better = error < best
        best, scale = np.where(better, error, best), np.where(better, tried, scale)
    return np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def quantise_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of `model` with int8 weights. A weight used twice is stored once."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    graph = model.graph
    initialisers = {tensor.name: tensor for tensor in graph.initializer}
    done: dict[str, str] = {}
    front = []
    for node in graph.node:
        if node.op_type not in WEIGHTED:
            continue
        position, axis = WEIGHTED[node.op_type]
        name = node.input[position]
        if name not in initialisers or np.prod(initialisers[name].dims) < SMALLEST:
            continue
        if node.op_type == "Gemm" and any(a.name == "transB" and a.i for a in node.attribute):
            axis = 0
        if name not in done:
            weight = numpy_helper.to_array(initialisers[name]).astype(np.float32)
            moved = np.moveaxis(weight, axis, 0)
            integers, scale = rows_to_int8(moved.reshape(len(moved), -1))
            back = np.ascontiguousarray(np.moveaxis(integers.reshape(moved.shape), 0, axis))
            done[name] = f"{name}.float"
            graph.initializer.append(numpy_helper.from_array(back, f"{name}.int8"))
            graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
            inputs = [f"{name}.int8", f"{name}.scale"]
            front.append(helper.make_node("DequantizeLinear", inputs, [done[name]], f"{name}.dequantise", axis=axis))
        node.input[position] = done[name]
    nodes = [*front, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    kept = [tensor for tensor in graph.initializer if tensor.name not in done]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    return model
