"""Plain floors that the everyday network has to beat, on the same posts: no network, only counts and neighbours."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import numpy as np

from evaluation.floors import by_neighbours, by_own_tags, by_popularity, unit
from evaluation.metrics import LARGEST_K

from .dataset import Everyday
from .means import mean_regions, mean_tokens

# Name → whether it reads the person's earlier posts.
FLOORS = {"popularity": False, "nearest posts": False, "own tags": True, "nearest own posts": True}
NEIGHBOURS = 60
OWN_NEIGHBOURS = 5


def floor_ranking(name: str, dataset: Everyday, rows: np.ndarray, given: str) -> np.ndarray:
    """posts×15 class indices of the floor `name`."""
    counts = np.array(dataset.vocabulary.counts)
    if name == "popularity":
        return by_popularity(counts, len(rows), LARGEST_K)
    if name == "own tags":
        return by_own_tags([own_tags(dataset, row) for row in rows], counts, LARGEST_K)
    return (nearest_posts if name == "nearest posts" else nearest_own)(dataset, rows, given)


def own_tags(dataset: Everyday, row: int) -> dict[int, int]:
    """Class index → uses in the person's earlier posts."""
    return dict(Counter(int(tag) for before in dataset.earlier[row] for tag in dataset.tags[before] if tag >= 0))


@lru_cache(maxsize=1)
def vectors(dataset: Everyday) -> tuple[np.ndarray, np.ndarray]:
    """Mean photo region and mean caption token of every post, centred, at length 1; zeros where there is none."""
    photo = mean_regions(dataset.photo)
    caption = mean_tokens(dataset.texts, np.flatnonzero(dataset.has_caption), len(dataset.posts))
    for matrix, there in ((photo, dataset.has_photo), (caption, dataset.has_caption)):
        matrix[there] -= matrix[there].mean(0)
    return unit(photo), unit(caption)


def similarity(dataset: Everyday, rows: np.ndarray, others: np.ndarray, given: str) -> np.ndarray:
    """Cosine of photos plus cosine of captions, of what is given and there: rows×others."""
    photo, caption = vectors(dataset)
    total = np.zeros((len(rows), len(others)), np.float32)
    if given != "caption":
        total += photo[rows] @ photo[others].T
    if given != "photo":
        total += caption[rows] @ caption[others].T
    return total


def nearest_posts(dataset: Everyday, rows: np.ndarray, given: str) -> np.ndarray:
    """Hashtags of the 60 most similar training posts, weighted by similarity."""
    others = dataset.learnt_from()
    prior = np.array(dataset.vocabulary.counts) / (max(dataset.vocabulary.counts) + 1)
    tags = dataset.tags[others]
    targets = np.zeros((len(others), len(dataset.vocabulary)), np.float32)
    for place, of in enumerate(tags):
        targets[place, of[of >= 0]] = 1
    parts = [
        by_neighbours(similarity(dataset, some, others, given), targets, NEIGHBOURS, LARGEST_K, prior)
        for some in np.array_split(rows, max(1, len(rows) // 256))
        if len(some)
    ]
    return np.concatenate(parts)


def nearest_own(dataset: Everyday, rows: np.ndarray, given: str) -> np.ndarray:
    """Hashtags of the 5 most similar own earlier posts, then the person's most used, then the popular ones."""
    counts = np.array(dataset.vocabulary.counts)
    ranking = np.empty((len(rows), LARGEST_K), np.int64)
    for place, row in enumerate(rows):
        scores = counts / (counts.max() + 1) * 1e-4
        for tag, uses in own_tags(dataset, row).items():
            scores[tag] += 1e-3 * uses
        before = np.array(dataset.earlier[row], np.int64)
        if len(before):
            similar = similarity(dataset, np.array([row]), before, given)[0]
            for near in np.argsort(-similar, kind="stable")[:OWN_NEIGHBOURS]:
                tags = dataset.tags[before[near]]
                scores[tags[tags >= 0]] += 1 + similar[near]
        ranking[place] = np.argsort(-scores, kind="stable")[:LARGEST_K]
    return ranking
