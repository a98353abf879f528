"""The network's vocabulary: what training posts use, less what nobody should be offered (systems.md §7)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .posts import CURATION, Post
from .split import Part

LEAST_USES = 5  # the paper's low-frequency rule
NEVER_SUGGEST = Path(__file__).resolve().parents[2] / "src" / "domain" / "tags" / "never-suggest.json"


@dataclass(frozen=True)
class Vocabulary:
    """Hashtag keys in class order (most used first, then by key) and their uses in training posts."""

    keys: tuple[str, ...]
    counts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def index(self) -> dict[str, int]:
        """key → class index."""
        return {key: index for index, key in enumerate(self.keys)}


def build(posts: list[Post], parts: list[Part], least: int = LEAST_USES) -> Vocabulary:
    """Keys used at least `least` times in training posts, in none of the lists of `refused`."""
    training = [post for post, part in zip(posts, parts, strict=True) if part == "train"]
    uses = Counter(tag for post in training for tag in post.tags)
    refused = never_suggested() | dropped_by_hand() | makers_names(training)
    kept = sorted(
        (key for key, count in uses.items() if count >= least and key not in refused), key=lambda key: (-uses[key], key)
    )
    return Vocabulary(tuple(kept), tuple(uses[key] for key in kept))


def never_suggested() -> set[str]:
    """The list that the app itself reads."""
    return set(json.loads(NEVER_SUGGEST.read_text(encoding="utf-8"))["tags"])


def dropped_by_hand() -> set[str]:
    """`curation.json`: every tag of the vocabulary was read once; the reasons stand there."""
    return {tag for tags in json.loads(CURATION.read_text(encoding="utf-8"))["dropped"].values() for tag in tags}


def makers_names(posts: list[Post]) -> set[str]:
    """Tags that are the name of the posts' own maker: openclipart's file names end in it (`sofa_francesco_ro_01.svg`).

    A tag is a name when one user alone uses it and it, or its beginning, closes the file names of his posts.
    """
    uses: dict[str, list[Post]] = {}
    for post in posts:
        for tag in post.tags:
            uses.setdefault(tag, []).append(post)
    return {
        tag
        for tag, of_tag in uses.items()
        if len(tag) >= 4
        and of_tag[0].user is not None
        and len({post.user for post in of_tag}) == 1
        and sum(ends_in_name(post.id, tag) for post in of_tag) > len(of_tag) / 2
    }


def ends_in_name(identifier: str, name: str) -> bool:
    """Whether the file name of a post, without number, ending and punctuation, closes with `name` or its start.

    The tag must not be the whole file name: that one says what is drawn.
    """
    stem = re.sub(r"(_r_)?[_\d]*\.\w+$", "", identifier.rsplit("/", 1)[-1])
    letters = re.sub(r"[\W_]", "", stem.lower())
    starts = [name[:length] for length in range(len(name), max(5, len(name) // 2) - 1, -1)]
    return any(letters.endswith(start) and letters != start for start in [name, *starts])
