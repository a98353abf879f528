"""Heads that exist in training only: tags from the mean token and tags from attended tokens."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Heads(nn.Module):
    """Tokens (B, 49, W) → two score vectors (B, T).

    The mean head makes the pooled vector say what the photo shows; the attended head makes single regions say it,
    which is what the network's co-attention reads.
    """

    def __init__(self, width: int, tags: int, looks: int = 4) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        self.mean = nn.Linear(width, tags)
        self.query = nn.Linear(width, looks)
        self.attended = nn.Linear(width * looks, tags)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        pooled = self.dropout(tokens.mean(1))
        seen = torch.softmax(self.query(tokens), dim=1).transpose(1, 2) @ tokens
        return self.mean(pooled), self.attended(self.dropout(seen.flatten(1)))


def tag_loss(scores: Tensor, targets: Tensor, judged: Tensor) -> Tensor:
    """Mean over posts of softmax cross-entropy over judged tags plus a tenth of their summed binary cross-entropy.

    The softmax learns the ranking fast from few posts (Mahajan et al. 2018 §2.4); the binary form parts rare tags.
    """
    scores = scores.float()
    share = targets / targets.sum(1, keepdim=True).clamp_min(1)
    ranked = -(share * torch.log_softmax(scores.masked_fill(judged == 0, -1e4), dim=1)).sum(1)
    single = (F.binary_cross_entropy_with_logits(scores - 4.0, targets, reduction="none") * judged).sum(1)
    return (ranked + 0.1 * single).mean()
