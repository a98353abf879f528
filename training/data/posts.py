"""Read the post sets of `shared/data` (one folder a set: `posts.jsonl` + `images/`)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CURATION = Path(__file__).with_name("curation.json")
SETS = ("flickr8k", "openclipart", "mvsa", "clothing", "klg", "byjp", "chema")  # of the paper's grid
EVERYDAY_ONLY = frozenset(("captions", "people", "writers"))  # real hashtags, for the everyday network (everyday/)


@dataclass(frozen=True)
class Post:
    """One post. `tags` are lower-case keys without `#`, spelling twins as one; `caption` may be empty, `image` None."""

    id: str
    set: str
    user: str | None
    date: str | None
    image: Path | None
    caption: str
    tags: tuple[str, ...]
    lang: str | None = None

    @property
    def fraction(self) -> float:
        """A number in [0, 1) from the id alone: stands in for time where a set has no dates (systems.md §7)."""
        return int.from_bytes(hashlib.sha256(self.id.encode()).digest()[:8], "big") / 2**64


@cache
def twins() -> dict[str, list[str]]:
    """key → other spellings of the same hashtag (`curation.json`, read by hand)."""
    return json.loads(CURATION.read_text(encoding="utf-8"))["twins"]


@cache
def spellings() -> dict[str, str]:
    """Other spelling → key."""
    return {other: key for key, others in twins().items() for other in others}


def canonical(tag: str) -> str:
    """The key under which the network knows a hashtag."""
    return spellings().get(tag, tag)


def data_folder() -> Path:
    """`TAGWEAVE_DATA`, else the project's `shared/data`, beside or inside the checkout.

    Raises FileNotFoundError with what to do when neither exists.
    """
    named = os.environ.get("TAGWEAVE_DATA")
    root = Path(__file__).resolve().parents[2]
    for folder in [Path(named)] if named else [root.parent / "shared" / "data", root / "shared" / "data"]:
        if folder.is_dir():
            return folder
    raise FileNotFoundError("No post sets found. Set TAGWEAVE_DATA to the folder that holds flickr8k/, openclipart/, …")


def read_set(folder: Path, key: Callable[[str], str] = canonical) -> list[Post]:
    """Posts of one set in file order; `key` says what a hashtag is known as.

    Raises FileNotFoundError or ValueError naming file and line.
    """
    posts = []
    with (folder / "posts.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                posts.append(
                    Post(
                        id=row["id"],
                        set=folder.name,
                        user=row.get("user"),
                        date=row.get("date"),
                        image=folder / row["image"] if row.get("image") else None,
                        caption=row.get("caption") or "",
                        tags=tuple(dict.fromkeys(key(tag) for tag in row["tags"])),
                        lang=row.get("lang"),
                    )
                )
            except (KeyError, json.JSONDecodeError) as error:
                raise ValueError(f"{folder.name}/posts.jsonl line {number}: {error}") from error
    return posts


def read_all(folder: Path | None = None) -> list[Post]:
    """The union that the paper's grid is learnt on: its seven sets in fixed order, then a person's own by name.

    The sets of the everyday network are left out, and posts without a picture: the grid has a photo in every post.
    """
    folder = folder or data_folder()
    there = {path.parent.name for path in folder.glob("*/posts.jsonl")}
    names = [name for name in SETS if name in there] + sorted(there - set(SETS) - EVERYDAY_ONLY)
    return [post for name in names for post in read_set(folder / name) if post.image is not None]
