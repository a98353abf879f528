"""The int8 form, for comparison: word table and layers at 8 bits, activations quantised as they come."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto

from .e5file import E5, Q4
from .graph import MICROSOFT, Graph, encoder


class Int8Graph(Graph):
    """A graph whose layers are DynamicQuantizeMatMul; `table_bits` 4 keeps the 4-bit word table."""

    def __init__(self, table_bits: int = 8) -> None:
        super().__init__()
        self.table_bits = table_bits

    def linear(self, name: str, x: str, weight: Q4, bias: np.ndarray, accuracy: int) -> str:
        """x·Wᵀ + b, one scale an output."""
        values, scales = symmetric(weight.dense())
        inputs = [
            x,
            self.tensor(f"{name}.int8", values.T),
            self.tensor(f"{name}.scales", scales),
            self.tensor(f"{name}.zeros", np.zeros(len(scales), np.int8)),
            self.tensor(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", MICROSOFT)

    def embedding(self, name: str, ids: str, table: Q4) -> str:
        """Rows of an int8 table with a scale a row."""
        if self.table_bits == 4:
            return super().embedding(name, ids, table)
        values, scales = symmetric(table.dense())
        rows = self.node("Gather", [self.tensor(f"{name}.int8", values), ids], f"{name}.picked")
        factors = self.node("Gather", [self.tensor(f"{name}.scales", scales[:, None]), ids], f"{name}.factors")
        numbers = self.node("Cast", [rows], f"{name}.cast", to=TensorProto.FLOAT)
        return self.node("Mul", [numbers, factors], f"{name}.rows")


def symmetric(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(rows, columns) → int8 values in ±127 and float32 scales (rows)."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-8).astype(np.float32) / 127
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales


def int8_encoder(model: E5, table: Q4, max_positions: int, table_bits: int = 8) -> onnx.ModelProto:
    """The same encoder at 8 bits."""
    return encoder(model, table, max_positions, g=Int8Graph(table_bits))
