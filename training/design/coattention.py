"""Parallel co-attention of words and regions, and the pooling that follows it (systems.md §2)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .layers import masked_softmax, matrix, of_valid, vector
from .shape import Pooling


@dataclass
class Mined:
    """What co-attention finds: affinity C (B×N×M), weights a_v (B×M), a_q (B×N), vectors v, t (B×d)."""

    affinity: Tensor
    photo_weights: Tensor
    caption_weights: Tensor
    photo: Tensor
    caption: Tensor


class ParallelCoAttention(nn.Module):
    """C = tanh(Q̃ W_b Vᵀ); H_v = tanh(V W_v + Cᵀ(Q̃ W_q)); H_q = tanh(Q̃ W_q + C(V W_v)); a = softmax(H w_h).

    Pooling `attention` is the paper's: v = Σ a_v V, t = Σ a_q Q̃. Departure `attention+mean` [D] adds the plain mean of
    V and of Q̃: attention that sharpens on a few regions loses what the whole picture shows, and nothing after it
    can bring that back (measured in docs/results.md).
    """

    def __init__(self, d: int, k: int, pooling: Pooling) -> None:
        super().__init__()
        # [D] small first affinities: tanh sums over up to 64 words and 49 regions would otherwise start saturated.
        self.affinity = matrix(d, d, gain=0.1)
        self.photo = matrix(d, k)
        self.caption = matrix(d, k)
        self.photo_score = vector(k, 0.05)
        self.caption_score = vector(k, 0.05)
        self.pooling = pooling

    def forward(self, regions: Tensor, regions_valid: Tensor, words: Tensor, words_valid: Tensor) -> Mined:
        """V: B×M×d, Q̃: B×N×d, invalid rows zero in both, so that C and the sums over it ignore them."""
        affinity = torch.tanh(of_valid(lambda rows: rows @ self.affinity, words, words_valid) @ regions.transpose(1, 2))
        seen = regions @ self.photo
        said = of_valid(lambda rows: rows @ self.caption, words, words_valid)
        from_photo = torch.tanh(seen + affinity.transpose(1, 2) @ said)
        from_caption = torch.tanh(said + affinity @ seen)
        photo_weights = masked_softmax(from_photo @ self.photo_score, regions_valid)
        caption_weights = masked_softmax(from_caption @ self.caption_score, words_valid)
        photo = weighted_rows(photo_weights, regions)
        caption = weighted_rows(caption_weights, words)
        if self.pooling == "attention+mean":
            photo = photo + weighted_rows(even(regions_valid), regions)
            caption = caption + weighted_rows(even(words_valid), words)
        return Mined(affinity, photo_weights, caption_weights, photo, caption)


def weighted_rows(weights: Tensor, rows: Tensor) -> Tensor:
    """Σ a_i x_i: weights B×N, rows B×N×d → B×d."""
    return (weights.unsqueeze(1) @ rows).squeeze(1)


def even(valid: Tensor) -> Tensor:
    """Equal weights over the valid places, B×N."""
    return valid / valid.sum(-1, keepdim=True).clamp_min(1)
