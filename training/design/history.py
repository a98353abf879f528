"""The person's earlier posts (systems.md §4)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .attention import TagAttention
from .layers import masked_softmax, matrix, vector


@dataclass
class Earlier:
    """The L most recent earlier posts of each post of a batch, padded.

    `vectors` p_j: B×L×d; `tags` class indices: B×L×T, −1 where there is none; `valid`: B×L.
    """

    vectors: Tensor
    tags: Tensor
    valid: Tensor


class History(nn.Module):
    """g_j = additive attention over the hashtags of post j; s_j = [p_j⊙p ; g_j]; a = softmax_j(tanh(wᵀs_j + b));
    u = W_u Σ a_j s_j + b_u; z = [p ; u]. Without an earlier post u is the learned u_0.
    """

    def __init__(self, vocabulary: int, d: int) -> None:
        super().__init__()
        self.tags = nn.Parameter(torch.randn(vocabulary, d) * 0.3)
        self.tag = TagAttention(d)
        self.score = vector(2 * d, 0.05)
        self.score_bias = vector(1)
        self.project = matrix(2 * d, d)
        self.bias = vector(d)
        self.none = vector(d)

    def forward(self, post: Tensor, earlier: Earlier) -> Tensor:
        """p: B×d → u: B×d."""
        summary = torch.cat([earlier.vectors * post.unsqueeze(1), self.tag(self.tags, earlier.tags)], -1)
        weights = masked_softmax(torch.tanh(summary @ self.score + self.score_bias), earlier.valid)
        user = (weights.unsqueeze(-1) * summary).sum(1) @ self.project + self.bias
        return torch.where(earlier.valid.any(-1, keepdim=True), user, self.none)
