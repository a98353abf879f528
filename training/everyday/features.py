"""The encoders' matrices of the everyday posts, made once and kept in the cache beside those of the grid.

`python -m everyday.features` makes them all; a stopped run goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.posts import Post
from encoders.caption.features import CaptionFeatures, cached
from encoders.photo.features import ensure

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


def photos_of(folder: Path, posts: Sequence[Post]) -> Photos:
    """F of every picture by the photo encoder of `folder`."""
    pictured = [post for post in posts if post.image is not None]
    places = np.full(len(posts), -1)
    places[[index for index, post in enumerate(posts) if post.image is not None]] = np.arange(len(pictured))
    return Photos(ensure(folder, pictured, SUFFIX), places)


def captions_of(folder: Path, posts: Sequence[Post]) -> CaptionFeatures:
    """E of every caption by the caption encoder of `folder`; nothing for an empty one."""
    return cached(folder, [post.caption for post in posts], SUFFIX)
