"""Multiply-adds of the shipped photo encoder, by ONNX's shape inference: training/.venv/bin/python bench/macs.py (bench/lib/arithmetic.mjs)."""
import sys
from math import prod
from pathlib import Path

import onnx
from onnx import shape_inference

MODELS = Path(__file__).parents[1] / 'public' / 'models'


def multiply_adds(path: Path, sizes: dict[str, int]) -> int:
    model = onnx.load(path)
    for given in model.graph.input:
        for axis in given.type.tensor_type.shape.dim:
            if axis.dim_param:
                axis.dim_value = sizes.get(axis.dim_param, 1)
    inferred = shape_inference.infer_shapes(model, data_prop=True).graph
    shapes = {t.name: list(t.dims) for t in inferred.initializer}
    for value in [*inferred.value_info, *inferred.input, *inferred.output]:
        shapes[value.name] = [axis.dim_value for axis in value.type.tensor_type.shape.dim]
    total = 0
    for node in inferred.node:
        if node.op_type == 'Conv':
            total += prod(shapes[node.output[0]]) * prod(shapes[node.input[1]][1:])
        elif node.op_type in ('MatMul', 'Gemm'):
            total += prod(shapes[node.output[0]]) * shapes[node.input[0]][-1]
    return total


if __name__ == '__main__':
    path = MODELS / 'tagweave-vit-posts' / 'onnx' / 'model_quantized.onnx'
    sys.stdout.write(f'{multiply_adds(path, {"batch_size": 1}) / 1e6:.0f} million\n')
