"""The posts that the everyday network learns from, and their split: whole persons are held out besides later posts.

The paper's grid keeps its seven sets and its split (data/); this is a chapter of its own.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from data.posts import Post, data_folder, read_set
from data.split import Part, order_key, part_of

# Real hashtags first; the tags of the last three are words for pictures, not the hashtags people write.
SETS = ("people", "captions", "writers", "mvsa", "klg", "chema", "byjp", "flickr8k", "openclipart", "clothing")
REAL = frozenset(SETS[:7])


def read_everyday(folder: Path | None = None) -> list[Post]:
    """Every set of `SETS` that is there, in that order; posts in file order, hashtags as they were written.

    Raises FileNotFoundError without any.
    """
    root = folder or data_folder()
    return [post for name in SETS if (root / name / "posts.jsonl").exists() for post in read_set(root / name, str)]


def share_of(text: str) -> float:
    """A number in [0, 1) from a text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64


def site_of(user: str) -> str:
    """The site that a person of `people` writes on: `q03_22` is one of the many authors of q03."""
    return user.split("_", 1)[0]


def part_of_person(post: Post) -> Part | None:
    """The part that a whole person of `people` is held out for, so that nobody tuned to them; else None.

    An author of a site of many is held out alone, else the whole site is. p01, the one long Instagram history, is split
    by time as the protocol has it; what the network is worth to it unseen is measured by a run without it.
    """
    if post.set != "people" or post.user is None or post.user == "p01":
        return None
    share = share_of(f"people:{post.user}")
    return "test" if share >= 0.78 else "validation" if share >= 0.69 else None


def repeated(posts: Sequence[Post]) -> dict[tuple[str, str], list[int]]:
    """(set, caption) → posts of real hashtags that share it, several pictures of one post for example.

    Empty captions are nobody's; flickr8k's cut ones ("A dog") and drawings' titles are no sign of one post.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        caption = " ".join(post.caption.lower().split())
        if caption and post.set in REAL:
            groups[post.set, caption].append(index)
    return {key: indices for key, indices in groups.items() if len(indices) > 1}


ORDER: tuple[Part, ...] = ("train", "validation", "test")


def split_everyday(posts: Sequence[Post]) -> list[Part]:
    """The part of every post.

    Persons of `people` whole (`part_of_person`); other persons by time, 80/10/10, as the protocol has it; posts of
    nobody by a hash of the id. Posts of one set with the same caption go to the side furthest from training.
    """
    parts: list[Part] = [part_of_person(post) or part_of(post.fraction) for post in posts]
    by_user: dict[str, list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        if post.user is not None and part_of_person(post) is None and (post.date or post.set in ("people", "writers")):
            by_user[post.user].append(index)
    for indices in by_user.values():
        # writers are not all dated: their file order is their order in time
        ordered = indices if posts[indices[0]].set == "writers" else sorted(indices, key=lambda i: order_key(posts[i]))
        for rank, index in enumerate(ordered):
            parts[index] = part_of(rank / len(ordered))
    for indices in repeated(posts).values():
        furthest = max((parts[index] for index in indices), key=ORDER.index)
        for index in indices:
            parts[index] = furthest
    return parts


def earlier_everyday(posts: Sequence[Post]) -> list[list[int]]:
    """For every post its person's earlier posts, oldest first; several pictures of one post count as one.

    A history never holds the post itself under another picture.
    """
    by_user: dict[str, list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        if post.user is not None:
            by_user[post.user].append(index)
    earlier: list[list[int]] = [[] for _ in posts]
    for indices in by_user.values():
        if posts[indices[0]].set != "writers":
            indices = sorted(indices, key=lambda i: order_key(posts[i]))
        before: list[int] = []
        of_same: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for index in indices:
            same = (posts[index].caption, posts[index].tags)
            if same in of_same and posts[index].caption:
                earlier[index] = of_same[same]
                continue
            earlier[index] = of_same[same] = list(before)
            before.append(index)
    return earlier
