"""The encoder as an ONNX graph: BertModel with a 4-bit word table and MatMulNBits layers.

Inputs `input_ids`, `attention_mask` int64 (B, N); output `last_hidden_state` float32 (B, N, width).
No `token_type_ids`: the row of type 0 is added to the positions (transformers.js feeds only the inputs a graph names).
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .e5file import BLOCK, E5, Q4

OPSET = 20  # Gelu is an operator from here on
MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and initialisers; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.known: set[str] = set()

    def tensor(self, name: str, value: np.ndarray) -> str:
        """An initialiser, written once."""
        if name not in self.known:
            self.known.add(name)
            self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        """A node of one output, named after it."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def scales(self, name: str, scales: np.ndarray) -> str:
        """fp16 scales, cast to float32 when the session folds constants: half the bytes, the same numbers.

        Cast here and not after a Gather: without shader-f16 a WebGPU device refuses every fp16 operator.
        """
        half = self.tensor(name, scales.astype(np.float16))
        return self.node("Cast", [half], f"{name}.f32", to=TensorProto.FLOAT)

    def linear(self, name: str, x: str, weight: Q4, bias: np.ndarray, accuracy: int) -> str:
        """x·Wᵀ + b for a Q4_0 matrix (rows are outputs), exact: both formats are (nibble − 8)·scale per 32 inputs."""
        rows, columns = weight.nibbles.shape
        blocks = weight.nibbles.reshape(rows, columns // BLOCK, BLOCK)
        inputs = [x, self.tensor(f"{name}.q4", pack(blocks)), self.scales(f"{name}.scales", weight.scales)]
        layout = {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": accuracy}
        product = self.node("MatMulNBits", inputs, f"{name}.product", MICROSOFT, **layout)
        return self.node("Add", [product, self.tensor(f"{name}.bias", bias)], f"{name}.out")

    def embedding(self, name: str, ids: str, table: Q4) -> str:
        """Rows of a Q4_0 table, exact, from standard operators only.

        GatherBlockQuantized would be one node, but ONNX Runtime Web's builds with WebGPU lack its CPU kernel, so a
        session that falls back to WASM would not start. Byte j of a row holds weight j (low) and j + width / 2 (high).
        """
        width = table.nibbles.shape[1]
        halves = table.nibbles.reshape(-1, 2, width // 2)
        data = self.tensor(f"{name}.q4", (halves[:, 0] | (halves[:, 1] << 4)).astype(np.uint8))
        rows = self.node("Gather", [data, ids], f"{name}.bytes")
        low = self.node("BitwiseAnd", [rows, self.tensor("nibble", np.array(15, np.uint8))], f"{name}.low")
        high = self.node(
            "BitShift", [rows, self.tensor("four", np.array(4, np.uint8))], f"{name}.high", direction="RIGHT"
        )
        both = self.node("Concat", [low, high], f"{name}.nibbles", axis=-1)
        numbers = self.node("Cast", [both], f"{name}.numbers", to=TensorProto.FLOAT)
        centred = self.node("Sub", [numbers, self.tensor("eight", np.array(8, np.float32))], f"{name}.centred")
        shape = self.tensor("blocks", np.array([0, 0, width // BLOCK, BLOCK], np.int64))
        blocks = self.node("Reshape", [centred, shape], f"{name}.blocks")
        factors = self.node("Gather", [self.scales(f"{name}.scales", table.scales[:, :, None]), ids], f"{name}.factors")
        merged = self.tensor("merged", np.array([0, 0, width], np.int64))
        return self.node("Reshape", [self.node("Mul", [blocks, factors], f"{name}.scaled"), merged], f"{name}.rows")

    def norm(self, name: str, x: str, scale: np.ndarray, shift: np.ndarray, epsilon: float) -> str:
        """LayerNormalization over the width."""
        inputs = [x, self.tensor(f"{name}.scale", scale), self.tensor(f"{name}.shift", shift)]
        return self.node("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=epsilon)

    def inputs(self) -> tuple[str, ...]:
        """Names of the graph's inputs."""
        return ("input_ids", "attention_mask")

    def mask(self) -> str:
        """`attention_mask` 1/0 → 0/−1e9, shape (B, 1, 1, N)."""
        axes = self.tensor("mask.axes", np.array([1, 2], np.int64))
        wide = self.node("Unsqueeze", ["attention_mask", axes], "mask.wide")
        number = self.node("Cast", [wide], "mask.number", to=TensorProto.FLOAT)
        inverse = self.node("Sub", [self.tensor("one", np.array(1, np.float32)), number], "mask.inverse")
        return self.node("Mul", [inverse, self.tensor("mask.weight", np.array(-1e9, np.float32))], "mask.add")

    def thirds(self, name: str, qkv: str, width: int) -> list[str]:
        """Query, key and value (B, N, width) of their common product."""
        split = [f"{name}.{part}.flat" for part in "qkv"]
        sizes = self.tensor("thirds", np.array([width] * 3, np.int64))
        self.nodes.append(helper.make_node("Split", [qkv, sizes], split, name=f"{name}.split", axis=-1))
        return split

    def attention(self, name: str, qkv: str, mask: str, heads: int, width: int) -> str:
        """softmax(QKᵀ/√d + mask)·V over `heads` heads of a (B, N, 3·width) product."""
        thirds = self.thirds(name, qkv, width)
        shape = self.tensor("heads", np.array([0, 0, heads, width // heads], np.int64))
        q, k, v = (self.node("Reshape", [flat, shape], f"{flat}.heads") for flat in thirds)
        q = self.node("Transpose", [q], f"{name}.q", perm=[0, 2, 1, 3])
        k = self.node("Transpose", [k], f"{name}.k", perm=[0, 2, 3, 1])
        v = self.node("Transpose", [v], f"{name}.v", perm=[0, 2, 1, 3])
        scale = self.tensor("attention.scale", np.array((width // heads) ** -0.5, np.float32))
        q = self.node("Mul", [q, scale], f"{name}.q.scaled")
        scores = self.node("Add", [self.node("MatMul", [q, k], f"{name}.scores"), mask], f"{name}.scores.masked")
        mixed = self.node("MatMul", [self.node("Softmax", [scores], f"{name}.weights", axis=-1), v], f"{name}.mixed")
        back = self.node("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
        return self.node("Reshape", [back, self.tensor("merged", np.array([0, 0, width], np.int64))], f"{name}.context")

    def added_norm(self, name: str, x: str, rest: str, scale: np.ndarray, shift: np.ndarray, epsilon: float) -> str:
        """LayerNormalization of x + rest; `name` ends in ".norm"."""
        return self.norm(name, self.node("Add", [x, rest], name.removesuffix("norm") + "sum"), scale, shift, epsilon)


def pack(nibbles: np.ndarray) -> np.ndarray:
    """Pairs of the last axis into bytes, the even one in the low nibble (MatMulNBits)."""
    return (nibbles[..., 0::2] | (nibbles[..., 1::2] << 4)).astype(np.uint8)


def stacked(parts: list[Q4]) -> Q4:
    """Matrices of the same input over one another: one product for query, key and value."""
    return Q4(np.concatenate([p.nibbles for p in parts]), np.concatenate([p.scales for p in parts]))


def positions(g: Graph, table: np.ndarray) -> str:
    """The first N rows of the position table (1, P, width)."""
    shape = g.node("Shape", ["input_ids"], "length", start=1, end=2)
    inputs = [g.tensor("positions", table), g.tensor("zero", np.array([0], np.int64)), shape]
    return g.node("Slice", [*inputs, g.tensor("axis", np.array([1], np.int64))], "positions.cut")


def encoder(model: E5, table: Q4, max_positions: int, accuracy: int = 0, g: Graph | None = None) -> onnx.ModelProto:
    """The graph for a word table of any number of rows.

    `accuracy` is MatMulNBits' accuracy_level: 0 keeps float32 activations, so that native, WASM and WebGPU agree.
    """
    shape, vectors, matrices = model.shape, model.vectors, model.matrices
    g = g or Graph()
    place = vectors["emb.pos"].reshape(-1, shape.width)[:max_positions] + vectors["emb.type"][: shape.width]
    x = g.node("Add", [g.embedding("word", "input_ids", table), positions(g, place[None])], "embeddings")
    x = g.norm("embeddings.norm", x, vectors["emb.ln.w"], vectors["emb.ln.b"], shape.epsilon)
    mask = g.mask()
    for i in range(shape.layers):
        part, layer = f"l{i}.", f"layer{i}"
        qkv = stacked([matrices[f"{part}{p}.w"] for p in "qkv"])
        bias = np.concatenate([vectors[f"{part}{p}.b"] for p in "qkv"])
        qkv = g.linear(f"{layer}.qkv", x, qkv, bias, accuracy)
        context = g.attention(f"{layer}.attention", qkv, mask, shape.heads, shape.width)
        out = g.linear(f"{layer}.attended", context, matrices[part + "ao.w"], vectors[part + "ao.b"], accuracy)
        aln = vectors[part + "aln.w"], vectors[part + "aln.b"]
        x = g.added_norm(f"{layer}.attended.norm", out, x, *aln, shape.epsilon)
        inner = g.linear(f"{layer}.inner", x, matrices[part + "fi.w"], vectors[part + "fi.b"], accuracy)
        inner = g.node("Gelu", [inner], f"{layer}.gelu")
        out = g.linear(f"{layer}.outer", inner, matrices[part + "fo.w"], vectors[part + "fo.b"], accuracy)
        oln = vectors[part + "oln.w"], vectors[part + "oln.b"]
        x = g.added_norm(f"{layer}.norm", out, x, *oln, shape.epsilon)
    g.nodes[-1].output[0] = "last_hidden_state"
    return finished(g, shape.width)


def finished(g: Graph, width: int) -> onnx.ModelProto:
    """The model with its inputs, output and opsets."""
    axes = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, axes) for n in g.inputs()]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*axes, width])
    graph = helper.make_graph(g.nodes, "caption-encoder", inputs, [output], g.tensors)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="tagweave")
