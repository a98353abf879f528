"""The same graph with float32 weights, and with `token_type_ids` as mBERT's files have: for test models."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper

from .e5file import E5, Q4
from .graph import Graph, encoder


class FloatGraph(Graph):
    """Layers are MatMul, the word table is read by Gather."""

    def linear(self, name: str, x: str, weight: Q4, bias: np.ndarray, accuracy: int) -> str:
        """x·Wᵀ + b."""
        product = self.node("MatMul", [x, self.tensor(f"{name}.weight", weight.dense().T)], f"{name}.product")
        return self.node("Add", [product, self.tensor(f"{name}.bias", bias)], f"{name}.out")

    def embedding(self, name: str, ids: str, table: Q4) -> str:
        """Rows of the table, plus the row of each token's type."""
        words = self.node("Gather", [self.tensor(f"{name}.table", table.dense()), ids], f"{name}.words")
        types = self.node("Gather", [self.tensor("types", self.types), "token_type_ids"], f"{name}.types")
        return self.node("Add", [words, types], f"{name}.rows")

    def __init__(self, types: np.ndarray) -> None:
        super().__init__()
        self.types = types


def float_encoder(model: E5, max_positions: int) -> onnx.ModelProto:
    """Inputs `input_ids`, `attention_mask`, `token_type_ids`; types are counted from the difference to type 0."""
    types = model.vectors["emb.type"].reshape(-1, model.shape.width)
    graph = encoder(model, model.matrices["emb.word"], max_positions, g=FloatGraph(types - types[0]))
    extra = helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["batch", "length"])
    graph.graph.input.append(extra)
    return graph
