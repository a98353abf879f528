"""What the hybrid ViT learns from: posts of the training split, their stem maps, tags, and who may deny a tag."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data.posts import Post, read_all
from data.split import split

from .maps import maps

LEAST_USES = 5


@dataclass(frozen=True)
class Lessons:
    """Posts of one part with targets (n, T) of 0/1, `judged` (n, T) and the views' maps (n, 14, 14, 120) each.

    `judged` is 0 where the post's set never uses a tag: a garment photo without the tag "man" says nothing about men.
    """

    posts: list[Post]
    tags: list[str]
    targets: Tensor
    judged: Tensor
    views: list[np.ndarray]

    def batch(self, indices: np.ndarray, views: np.ndarray) -> Tensor:
        """Maps (B, 120, 14, 14) of posts in the views given for each, channels last in memory."""
        rows = np.stack([self.views[view][index] for index, view in zip(indices, views, strict=True)])
        return torch.from_numpy(rows).permute(0, 3, 1, 2)


def lessons(views: dict[str, list[int]]) -> dict[str, Lessons]:
    """`views` names the cached views of each part, e.g. {"train": [0, 3], "validation": [0]}."""
    posts = read_all()
    parts = split(posts)
    training = [post for post, part in zip(posts, parts, strict=True) if part == "train"]
    counts = Counter(tag for post in training for tag in post.tags)
    tags = sorted(tag for tag, count in counts.items() if count >= LEAST_USES)
    at = {tag: column for column, tag in enumerate(tags)}
    known: dict[str, Tensor] = {}
    for post in training:
        row = known.setdefault(post.set, torch.zeros(len(tags)))
        row[[at[tag] for tag in post.tags if tag in at]] = 1
    out = {}
    for part, wanted in views.items():
        chosen = [post for post, p in zip(posts, parts, strict=True) if p == part]
        targets = torch.zeros(len(chosen), len(tags))
        for row, post in enumerate(chosen):
            targets[row, [at[tag] for tag in post.tags if tag in at]] = 1
        judged = torch.stack([known.get(post.set, torch.ones(len(tags))) for post in chosen])
        out[part] = Lessons(chosen, tags, targets, judged, [maps(chosen, view, part) for view in wanted])
    return out
