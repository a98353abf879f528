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
        regions, valid = stand_in(regions, valid, absent, self.absent)
        return torch.tanh(regions @ self.project) * valid.unsqueeze(-1), valid


class CaptionProjection(nn.Module):
    """Q = tanh(E·W_Q + b) (systems.md §1). E: B×N×D_t → Q: B×N×d; a missing caption is one learned NO-TEXT row [D]."""

    def __init__(self, width: int, d: int) -> None:
        super().__init__()
        self.project = matrix(width, d)
        self.bias = vector(d)
        self.absent = nn.Parameter(torch.randn(1, width) * 0.5)

    def forward(self, words: Tensor, valid: Tensor, absent: Tensor) -> tuple[Tensor, Tensor]:
        """`valid`: B×N, `absent`: B. Returns Q (invalid rows zero) and its mask."""
        words, valid = stand_in(words, valid, absent, self.absent)
        return of_valid(lambda rows: torch.tanh(rows @ self.project + self.bias), words, valid), valid


def stand_in(rows: Tensor, valid: Tensor, absent: Tensor, row: Tensor) -> tuple[Tensor, Tensor]:
    """Where `absent`, the matrix becomes the single learned `row`: first place that row, all others invalid."""
    first = torch.zeros_like(valid)
    first[:, 0] = True
    rows = torch.where((absent.unsqueeze(-1) & first).unsqueeze(-1), row, rows)
    return rows, torch.where(absent.unsqueeze(-1), first, valid)
