"""The int8 form: layers at 8 bits, activations quantised as they come; for processors (docs/decisions/0010).

It is not downloaded: the app makes it from the 4-bit file by the steps of `recipe.py`, byte for byte what is made here.
"""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
from onnx import helper

from .e5file import E5, Q4
from .graph import MICROSOFT, Graph, encoder

LARGEST = np.float32(127)
SMALLEST_SCALE = np.float32(2.0**-40)
# How much of the activations' spread is moved into the weights (SmoothQuant, arXiv 2211.10438, eq. 4). The other two
# products, of attention, need none: cosine .9997 and better without.
MOVED = {"inner": 0.7, "outer": 0.75}
# Powers of two, so that moving them loses nothing.
LARGEST_POWER = 12

Powers = dict[str, np.ndarray]


class Int8Graph(Graph):
    """Fewer and larger operators than `Graph`, for one unpadded caption: there is no mask.

    `powers` by a layer's name: int8 (inputs); the input is divided by 2**power, its weights multiplied. `made` collects
    the 4-bit matrix of each layer, for the recipe.
    """

    def __init__(self, powers: Powers) -> None:
        super().__init__()
        self.powers = powers
        self.made: dict[str, Q4] = {}

    def inputs(self) -> tuple[str, ...]:
        """The ids alone."""
        return ("input_ids",)

    def mask(self) -> str:
        """None."""
        return ""

    def linear(self, name: str, x: str, weight: Q4, bias: np.ndarray, accuracy: int) -> str:
        """x·Wᵀ + b, one scale an output."""
        powers = self.powers.get(name)
        values, scales = symmetric(moved(weight, powers))
        self.made[name] = weight
        integers, factors = self.tensor(f"{name}.int8", values.T), self.tensor(f"{name}.scales", scales)
        if powers is not None:
            inverse = self.tensor(f"{name}.inverse", inverses(powers))
            x = self.node("Mul", [x, inverse], f"{name}.in")
        inputs = [x, integers, factors, "", self.tensor(f"{name}.bias", bias)]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", MICROSOFT)

    def attention(self, name: str, qkv: str, mask: str, heads: int, width: int) -> str:
        """One operator instead of ten."""
        inputs = self.thirds(name, qkv, width)
        return self.node("MultiHeadAttention", inputs, f"{name}.context", MICROSOFT, num_heads=heads)

    def added_norm(self, name: str, x: str, rest: str, scale: np.ndarray, shift: np.ndarray, epsilon: float) -> str:
        """One operator instead of two."""
        inputs = [x, rest, self.tensor(f"{name}.scale", scale), self.tensor(f"{name}.shift", shift)]
        return self.node("SkipLayerNormalization", inputs, f"{name}.out", MICROSOFT, epsilon=epsilon)


def moved(weight: Q4, powers: np.ndarray | None) -> np.ndarray:
    """float32 (outputs, inputs), exact: 4 bits times an fp16 scale times a power of two."""
    dense = weight.dense()
    return dense if powers is None else np.ldexp(dense, powers.astype(np.int32)[None, :])


def inverses(powers: np.ndarray) -> np.ndarray:
    """float32: what the input is multiplied by."""
    return np.ldexp(np.float32(1), -powers.astype(np.int32))


def symmetric(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(rows, columns) → int8 values in ±127 and float32 scales (rows).

    src/encoders/models/int8-weights.ts computes the same bytes.
    """
    scales = np.maximum(np.abs(matrix).max(axis=1) / LARGEST, SMALLEST_SCALE)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales


def int8_encoder(model: E5, table: Q4, max_positions: int, powers: Powers) -> tuple[onnx.ModelProto, Int8Graph]:
    """The same encoder at 8 bits, and the graph that it was collected in."""
    graph = Int8Graph(powers)
    return encoder(model, table, max_positions, g=graph), graph


def measured_powers(four_bit: onnx.ModelProto, model: E5, rows: list[list[int]]) -> Powers:
    """What to move, from the largest inputs that each layer of the 4-bit form sees over captions' ids."""
    watched = onnx.ModelProto()
    watched.CopyFrom(four_bit)
    seen = {}
    for node in four_bit.graph.node:
        if node.op_type == "MatMulNBits" and node.name.split(".")[1] in MOVED:
            seen[node.name.removesuffix(".product")] = node.input[0]
    watched.graph.output.extend(helper.make_tensor_value_info(x, onnx.TensorProto.FLOAT, None) for x in seen.values())
    running = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    largest: dict[str, np.ndarray] = {}
    for ids in rows:
        feeds = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64)}
        for name, values in zip(seen, running.run(list(seen.values()), feeds), strict=True):
            peak = np.abs(values[0]).max(axis=0)
            largest[name] = np.maximum(largest.get(name, peak), peak)
    short = {"inner": "fi", "outer": "fo"}
    return {
        name: powers_of(peaks, model.matrices[f"{layer.replace('layer', 'l')}.{short[part]}.w"], MOVED[part])
        for name, peaks in largest.items()
        for layer, part in [name.split(".")]
    }


def powers_of(peaks: np.ndarray, weight: Q4, share: float) -> np.ndarray:
    """int8 (inputs): log2 of peak**share / weight**(1 − share), about the median."""
    heaviest = np.maximum(np.abs(weight.dense()).max(axis=0), 1e-5)
    factors = np.log2(np.maximum(peaks, 1e-5)) * share - np.log2(heaviest) * (1 - share)
    return np.clip(np.rint(factors - np.median(factors)), -LARGEST_POWER, LARGEST_POWER).astype(np.int8)
