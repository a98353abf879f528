"""PyTorch module → ONNX: input `pixel_values` (B, 3, S, S), output `last_hidden_state` (B, rows, width), B dynamic."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import nn

OPSET = 17  # everything used here exists in it, and every onnxruntime-web of the last years reads it


def to_onnx(module: nn.Module, size: int) -> onnx.ModelProto:
    """Export by tracing in evaluation mode, then fold what is constant.

    The tracing exporter is deprecated but writes the smallest graph (LayerNormalization and plain MatMul); the newer
    one decomposes less predictably between versions.
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            (torch.zeros(2, 3, size, size),),
            buffer,
            input_names=["pixel_values"],
            output_names=["last_hidden_state"],
            dynamic_axes={"pixel_values": {0: "batch"}, "last_hidden_state": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load_from_string(buffer.getvalue())
    constants_to_initialisers(model)
    merge_pads(model)
    onnx.checker.check_model(model)
    return model


def constants_to_initialisers(model: onnx.ModelProto) -> None:
    """Move tensors of Constant nodes among the initialisers, where the quantiser looks for weights."""
    kept = []
    for node in model.graph.node:
        tensor = next((a.t for a in node.attribute if a.name == "value"), None) if node.op_type == "Constant" else None
        if tensor is None:
            kept.append(node)
        else:
            model.graph.initializer.append(numpy_helper.from_array(numpy_helper.to_array(tensor), node.output[0]))
    del model.graph.node[:]
    model.graph.node.extend(kept)


def session(model: Path | bytes, threads: int = 2) -> onnxruntime.InferenceSession:
    """A CPU session that folds DequantizeLinear of constants once at load instead of at every run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # be fair on a shared machine
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def merge_pads(model: onnx.ModelProto) -> None:
    """Put each asymmetric Pad into the Conv behind it and drop the shape arithmetic that the tracer wrote for it.

    Only SAME padding occurs (lite2.SameConv), so the margins follow from kernel and stride.
    """
    graph = model.graph
    made_by = {output: node for node in graph.node for output in node.output}
    for node in graph.node:
        pad = made_by.get(node.input[0]) if node.op_type == "Conv" else None
        if pad is None or pad.op_type != "Pad":
            continue
        attributes = {a.name: a for a in node.attribute}
        margins = [k - s for k, s in zip(attributes["kernel_shape"].ints, attributes["strides"].ints, strict=True)]
        del attributes["pads"].ints[:]
        attributes["pads"].ints.extend([*(m // 2 for m in margins), *(m - m // 2 for m in margins)])
        node.input[0] = pad.input[0]
    drop_unused(model)


def drop_unused(model: onnx.ModelProto) -> None:
    """Remove nodes and initialisers that no output depends on."""
    graph = model.graph
    wanted = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    tensors = [tensor for tensor in graph.initializer if tensor.name in wanted]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(tensors)
