"""The encoders' matrices of the everyday posts, made once and kept in the cache beside those of the grid.

`python -m everyday.features` makes them all; a stopped run goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.posts import Post, data_folder
from encoders.caption.features import CaptionFeatures, cached
from encoders.photo.features import ensure

from .posts import REAL

SUFFIX = "-everyday"


@dataclass(frozen=True)
class Photos:
    """F of posts of which some have no picture: `photos[rows]` is n×M×D, zeros where there is none."""

    matrices: np.ndarray  # pictures×M×D
    places: np.ndarray  # posts: row of `matrices`, −1 without a picture

    @property
    def shape(self) -> tuple[int, int, int]:
        """Posts, regions M, width D."""
        return (len(self.places), *self.matrices.shape[1:])

    @property
    def there(self) -> np.ndarray:
        """Which posts have a picture."""
        return self.places >= 0

    def __getitem__(self, rows: np.ndarray) -> np.ndarray:
        places = self.places[rows]
        found = np.zeros((len(places), *self.matrices.shape[1:]), np.float16)
        found[places >= 0] = self.matrices[places[places >= 0]]
        return found


def photos_of(folder: Path, posts: Sequence[Post], view: int = 0) -> Photos:
    """F of every picture by the photo encoder of `folder`; a `view` other than 0 is drawn for real pictures alone.

    Views as in encoders/photo/maps.py: 1 mirrored, 2 the centre, from 3 on a random part.
    """
    chosen = [i for i, post in enumerate(posts) if post.image is not None and (view == 0 or post.set in REAL)]
    places = np.full(len(posts), -1)
    places[chosen] = np.arange(len(chosen))
    suffix = f"{SUFFIX}-view{view}" if view else SUFFIX
    return Photos(ensure(folder, [posts[i] for i in chosen], suffix, view), places)


def captions_of(folder: Path, posts: Sequence[Post]) -> CaptionFeatures:
    """E of every caption by the caption encoder of `folder`; nothing for an empty one."""
    return cached(folder, [post.caption for post in posts], SUFFIX)


def other_captions() -> dict[str, list[str]]:
    """Post id → all five captions of a flickr8k photo; its tags come from four of them: never a test post's."""
    path = data_folder() / "flickr8k" / "all-captions.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return {row["id"]: row["captions"] for row in rows}
