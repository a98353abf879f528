"""The protocol's split: 80/10/10 by time within a user where dates exist, else by a hash of the id (systems.md §7)."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from .posts import Post

Part = Literal["train", "validation", "test"]


def part_of(position: float) -> Part:
    """Position in [0, 1) of a post in its own order → part of the split."""
    return "train" if position < 0.8 else "validation" if position < 0.9 else "test"


def order_key(post: Post) -> tuple[str, float]:
    """Sorts one user's posts: by date, else by the id's hash, which then plays the part of time."""
    return (post.date or "", post.fraction)


def split(posts: list[Post]) -> list[Part]:
    """The part of every post, in the order given. History built by `order_key` is always earlier than its post."""
    dated: dict[str, list[int]] = defaultdict(list)
    parts: list[Part] = [part_of(post.fraction) for post in posts]
    for index, post in enumerate(posts):
        if post.user is not None and post.date is not None:
            dated[post.user].append(index)
    for indices in dated.values():
        indices.sort(key=lambda index: order_key(posts[index]))
        for rank, index in enumerate(indices):
            parts[index] = part_of(rank / len(indices))
    return parts


def earlier_posts(posts: list[Post]) -> list[list[int]]:
    """For every post the indices of its user's earlier posts, oldest first; empty where the user is unknown."""
    by_user: dict[str, list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        if post.user is not None:
            by_user[post.user].append(index)
    earlier: list[list[int]] = [[] for _ in posts]
    for indices in by_user.values():
        indices.sort(key=lambda index: order_key(posts[index]))
        for rank, index in enumerate(indices):
            earlier[index] = indices[:rank]
    return earlier
