"""Additive attention: over the words of a caption, and over the hashtags of an earlier post."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import masked_softmax, matrix, of_valid, vector


class WordAttention(nn.Module):
    """e_i = u_wᵀ·tanh(W_w q_i + b_w), α = softmax(e), q̃_i = n_valid·α_i·q_i (systems.md §2).

    The re-weighting keeps a word matrix [D]; n_valid keeps its mean size independent of the caption's length.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.weight = matrix(d, d)
        self.bias = vector(d)
        self.query = vector(d, 0.05)

    def forward(self, words: Tensor, valid: Tensor) -> tuple[Tensor, Tensor]:
        """Q: B×N×d → α: B×N, Q̃: B×N×d."""
        scores = of_valid(lambda rows: torch.tanh(rows @ self.weight + self.bias) @ self.query, words, valid)
        alpha = masked_softmax(scores, valid)
        count = valid.sum(-1, keepdim=True)
        return alpha, (count * alpha).unsqueeze(-1) * words


class TagAttention(nn.Module):
    """g_j = Σ softmax(uᵀ tanh(W x + b)) x over the hashtag embeddings x of an earlier post (systems.md §4).

    An earlier post without a known hashtag has g_j = 0 [D].
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.weight = matrix(d, d)
        self.bias = vector(d)
        self.query = vector(d, 0.05)

    def forward(self, embeddings: Tensor, tags: Tensor) -> Tensor:
        """The embeddings of all hashtags H×d, and which are a post's, …×T (−1 where there is none) → g: …×d.

        A hashtag's score is the same in every post, so it is computed once for each of the H.
        """
        scores = torch.tanh(embeddings @ self.weight + self.bias) @ self.query
        known = tags >= 0
        weights = masked_softmax(scores[tags.clamp_min(0)], known)
        counts = known.flatten(0, -2).sum(-1)
        g = functional.embedding_bag(
            tags[known], embeddings, counts.cumsum(0) - counts, mode="sum", per_sample_weights=weights[known]
        )
        return g.view(*tags.shape[:-1], -1)
