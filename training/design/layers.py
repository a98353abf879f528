"""The few layers every equation is made of. Matrices are stored input × output, so that `x @ W` is the equation."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from .parallel import BatchNorm

BATCH_NORM_EPSILON = 1e-3  # [D] systems.md §3
BATCH_NORM_MOMENTUM = 0.01  # [D] Keras' momentum .99 is PyTorch's 1 − .99


def matrix(rows: int, columns: int, gain: float = 1.0) -> nn.Parameter:
    """A Glorot-normal matrix, rows × columns."""
    weight = torch.empty(rows, columns)
    nn.init.xavier_normal_(weight, gain)
    return nn.Parameter(weight)


def vector(size: int, scale: float = 0.0) -> nn.Parameter:
    """A vector of normal numbers with deviation `scale`; zeros by default."""
    return nn.Parameter(torch.randn(size) * scale)


class Dense(nn.Module):
    """x·W + b, (…, inputs) → (…, outputs)."""

    def __init__(self, inputs: int, outputs: int, gain: float = 1.0) -> None:
        super().__init__()
        self.weight = matrix(inputs, outputs, gain)
        self.bias = vector(outputs)

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight + self.bias


class Scale(nn.Module):
    """x ⊙ scale + shift: what remains of a batch normalisation once its running statistics are folded in."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(size))
        self.shift = nn.Parameter(torch.zeros(size))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale + self.shift

    @classmethod
    def folded(cls, norm: nn.BatchNorm1d) -> Scale:
        """The Scale that equals `norm` in evaluation mode."""
        if norm.running_mean is None or norm.running_var is None:
            raise ValueError("only a batch normalisation with running statistics can be folded")
        scale = cls(norm.num_features)
        with torch.no_grad():
            scale.scale.copy_(norm.weight / torch.sqrt(norm.running_var + norm.eps))
            scale.shift.copy_(norm.bias - norm.running_mean * scale.scale)
        return scale


def batch_norm(size: int) -> nn.BatchNorm1d:
    """Batch normalisation with the paper's Keras constants (systems.md §3)."""
    return BatchNorm(size, eps=BATCH_NORM_EPSILON, momentum=BATCH_NORM_MOMENTUM)


def dropout(x: Tensor, rate: float) -> Tensor:
    """x with numbers left out at random, the others scaled up; the rate is rounded to 1/256.

    A byte decides about a number, so that one draw of the generator serves eight: PyTorch's own dropout draws for each,
    which costs as much as the products around it.
    """
    left_out = round(rate * 256)
    draws = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
    kept = (draws[: x.numel()] >= left_out).view(x.shape)
    return x * (kept * (256 / (256 - left_out)))


def of_valid(function: Callable[[Tensor], Tensor], rows: Tensor, valid: Tensor) -> Tensor:
    """`function` of those rows of B×N×… that count, zeros for the others: what pads a batch costs no products."""
    made = function(rows[valid])
    placed = made.new_zeros(*valid.shape, *made.shape[1:])
    placed[valid] = made
    return placed


def masked_softmax(scores: Tensor, valid: Tensor) -> Tensor:
    """Softmax over the last axis of (B, N) scores, counting only valid places; a row without one is all zeros."""
    shifted = scores.masked_fill(~valid, float("-inf"))
    highest = shifted.amax(-1, keepdim=True)
    raised = torch.exp(shifted - highest.masked_fill(highest == float("-inf"), 0.0))
    return raised / raised.sum(-1, keepdim=True).clamp_min(1e-20)
