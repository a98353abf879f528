"""Projection of the frozen encoders' matrices to the model width, and the rows that stand in for a missing one."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .layers import matrix, of_valid, vector


class PhotoProjection(nn.Module):
    """V = tanh(F·W_I) (systems.md §1). F: B×M×D → V: B×M×d; a missing photo is one learned NO-IMAGE row [D]."""

    def __init__(self, width: int, d: int) -> None:
        super().__init__()
        self.project = matrix(width, d)
        self.absent = nn.Parameter(torch.randn(1, width) * 0.5)

    def forward(self, regions: Tensor, valid: Tensor, absent: Tensor) -> tuple[Tensor, Tensor]:
        """`valid`: B×M, `absent`: B. Returns V (invalid rows zero, so that they fall out of every sum) and its mask."""
        projected = of_valid(lambda rows: torch.tanh(rows @ self.project), regions, valid & ~absent.unsqueeze(-1))
        return stand_in(projected, valid, absent, torch.tanh(self.absent @ self.project))


class CaptionProjection(nn.Module):
    """Q = tanh(E·W_Q + b) (systems.md §1). E: B×N×D_t → Q: B×N×d; a missing caption is one learned NO-TEXT row [D]."""

    def __init__(self, width: int, d: int) -> None:
        super().__init__()
        self.project = matrix(width, d)
        self.bias = vector(d)
        self.absent = nn.Parameter(torch.randn(1, width) * 0.5)

    def forward(self, words: Tensor, valid: Tensor, absent: Tensor) -> tuple[Tensor, Tensor]:
        """`valid`: B×N, `absent`: B. Returns Q (invalid rows zero) and its mask."""
        projected = of_valid(self.rows, words, valid & ~absent.unsqueeze(-1))
        return stand_in(projected, valid, absent, self.rows(self.absent))

    def rows(self, words: Tensor) -> Tensor:
        """Q of the rows E."""
        return torch.tanh(words @ self.project + self.bias)


def stand_in(projected: Tensor, valid: Tensor, absent: Tensor, row: Tensor) -> tuple[Tensor, Tensor]:
    """Where `absent`, the only row is that of the learned stand-in, `row`: 1×d; all others are invalid and zero.

    It takes its place behind the projection, so that learning asks for no gradient of the encoders' frozen matrices.
    """
    first = torch.zeros_like(valid)
    first[:, 0] = True
    valid = torch.where(absent.unsqueeze(-1), first, valid)
    kept = projected * (valid & ~absent.unsqueeze(-1)).unsqueeze(-1)
    return kept.index_put((absent, torch.zeros((), dtype=torch.long)), row), valid
