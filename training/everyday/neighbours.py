"""Nearest training posts as a teacher: a photo is taught the hashtags of other people's posts that look like its own.

A person's own posts are left out, so that a photo learns what such pictures are called, not what its author writes
everywhere. A post of flickr8k, whose tags are words, is taught what people wrote below pictures like it.
"""

from __future__ import annotations

import numpy as np
import torch

from design.prepare import encoder_folder
from evaluation.floors import unit

from .dataset import Everyday
from .features import photos_of
from .means import mean_regions, mean_tokens
from .posts import REAL
from .teacher import MOST_TARGETS, SoftTargets

NEIGHBOUR_ENCODER = (
    "efficientnet-lite2"  # what the photo encoder's stem knew of pictures before any hashtag (docs/decisions/0013)
)
WORDED = frozenset(("flickr8k", "openclipart"))  # pictures whose tags are words
NEAREST = 60
SHARPNESS = 4.0  # a neighbour counts by its similarity to this power
AT_ONCE = 1024


def neighbour_targets(dataset: Everyday, vectors: np.ndarray, taught: frozenset[str] = REAL) -> SoftTargets:
    """Of every training post with a picture of the sets `taught`: the hashtags of its neighbours, by similarity.

    `vectors`: posts×D, a vector of each picture (zeros where there is none); captions count as much as pictures do,
    where both posts have one. Neighbours are training posts of `REAL` by other people.
    """
    pictured = np.flatnonzero(dataset.has_photo & (np.array(dataset.parts) == "train"))
    tagged = (dataset.tags[pictured] >= 0).any(1)
    asked = np.array([row for row in pictured if dataset.posts[row].set in taught], np.int64)
    known = np.array([row for row, has in zip(pictured, tagged, strict=True) if has and _real(dataset, row)], np.int64)
    captioned = pictured[dataset.has_caption[pictured]]
    photo, caption = vectors.copy(), mean_tokens(dataset.texts, captioned, len(dataset.posts))
    photo[pictured] -= photo[known].mean(0)
    caption[captioned] -= caption[np.intersect1d(captioned, known)].mean(0)
    photo, caption = unit(photo), unit(caption)
    authors = np.array([f"{one.set} {one.user or one.id}" for one in dataset.posts])
    targets = dataset.targets(known).numpy()
    tags, shares = [], []
    for some in np.array_split(asked, max(1, len(asked) // AT_ONCE)):
        similar = photo[some] @ photo[known].T + caption[some] @ caption[known].T
        similar[authors[some][:, None] == authors[known][None]] = -1
        near = np.argsort(-similar, 1)[:, :NEAREST]
        weights = np.take_along_axis(similar, near, 1).clip(0) ** SHARPNESS
        said = np.stack([weight @ targets[of] for weight, of in zip(weights, near, strict=True)])
        best = torch.from_numpy(said).topk(min(MOST_TARGETS, said.shape[1]))
        tags.append(best.indices)
        shares.append(best.values / best.values.sum(-1, keepdim=True).clamp_min(1e-9))
    places = torch.full((len(dataset.posts),), -1)
    places[torch.from_numpy(asked)] = torch.arange(len(asked))
    return SoftTargets(places, torch.cat(tags), torch.cat(shares))


def image_vectors(dataset: Everyday) -> np.ndarray:
    """posts×D: the mean region of every picture by `NEIGHBOUR_ENCODER`; zeros where there is none."""
    return mean_regions(photos_of(encoder_folder(NEIGHBOUR_ENCODER), dataset.posts))


def _real(dataset: Everyday, row: int) -> bool:
    return dataset.posts[row].set in REAL
