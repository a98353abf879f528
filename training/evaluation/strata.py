"""Groups of posts for which figures are given apart (systems.md §7)."""

from __future__ import annotations

import numpy as np

from data.posts import Post


def caption_stratum(post: Post) -> str:
    """By the number of words of the caption."""
    words = len(post.caption.split())
    return "no caption" if words == 0 else "caption of 1–3 words" if words <= 3 else "caption of 4+ words"


def history_stratum(earlier: int) -> str:
    """By the number of the user's earlier posts."""
    return "no earlier post" if earlier == 0 else "1–2 earlier posts" if earlier <= 2 else "3+ earlier posts"


def strata(posts: list[Post], earlier: list[int]) -> dict[str, np.ndarray]:
    """Name → mask over `posts`; every set, caption length and history length, and all together."""
    names = [
        [post.set, caption_stratum(post), history_stratum(length)] for post, length in zip(posts, earlier, strict=True)
    ]
    found = dict.fromkeys(name for triple in zip(*names, strict=True) for name in triple)
    return {"together": np.ones(len(posts), bool)} | {
        name: np.array([name in triple for triple in names]) for name in found
    }
