"""Bias correction: what rounding the weights adds to a channel's mean output is taken off its bias.

Source: Nagel et al. 2019, "Data-free quantization through weight equalization and bias correction", §4.2.
One pass from input to output suffices, for each layer is corrected before the next one sees its output.
"""

from __future__ import annotations

import copy

import numpy as np
import torch
from torch import Tensor, nn

from .quantise import SMALLEST, rows_to_int8


def channel_mean(layer: nn.Module, out: Tensor) -> Tensor:
    """(C,) — convolutions have channels on axis 1, linear layers on the last."""
    return out.mean((0, 2, 3)) if isinstance(layer, nn.Conv2d) else out.flatten(0, -2).mean(0)


def corrected(module: nn.Module, pixels: Tensor) -> nn.Module:
    """A copy with weights on their int8 grid and corrected biases; `quantise_weights` then finds exactly that grid.

    `pixels`: (B, 3, S, S) of training pictures, 64 are plenty. Layers without a bias keep their error.
    """
    exact, rounded = module.eval(), copy.deepcopy(module).eval()
    means: dict[str, Tensor] = {}
    handles = []

    def note(name: str):
        return lambda layer, _, out: means.__setitem__(name, channel_mean(layer, out))

    def correct(name: str):
        def hook(layer: nn.Module, _: object, out: Tensor) -> Tensor:
            drift = means[name] - channel_mean(layer, out)
            layer.bias.add_(drift)
            return out + (drift[:, None, None] if isinstance(layer, nn.Conv2d) else drift)

        return hook

    with torch.no_grad():
        for (name, layer), (_, copied) in zip(exact.named_modules(), rounded.named_modules(), strict=True):
            if not isinstance(layer, nn.Conv2d | nn.Linear) or layer.bias is None or layer.weight.numel() < SMALLEST:
                continue
            matrix = layer.weight.numpy().reshape(len(layer.weight), -1)
            integers, scale = rows_to_int8(matrix)
            grid = (integers * scale[:, None]).astype(np.float32).reshape(layer.weight.shape)
            copied.weight.copy_(torch.from_numpy(grid))
            handles.append(layer.register_forward_hook(note(name)))
            handles.append(copied.register_forward_hook(correct(name)))
        exact(pixels)
        rounded(pixels)
    for handle in handles:
        handle.remove()
    return rounded
