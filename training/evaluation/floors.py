"""Plain floors every network has to beat (systems.md §6): popularity, the user's own tags, k-nearest posts."""

from __future__ import annotations

import numpy as np


def by_popularity(counts: np.ndarray, posts: int, k: int) -> np.ndarray:
    """The K most used hashtags of training for everyone: posts × K."""
    return np.tile(np.argsort(-counts, kind="stable")[:k], (posts, 1))


def by_own_tags(own: list[dict[int, int]], counts: np.ndarray, k: int) -> np.ndarray:
    """The user's most used hashtags of earlier posts, then the popular ones. `own`: class index → uses. posts × K."""
    popular = counts / (counts.max() + 1)
    ranking = np.empty((len(own), k), np.int64)
    for row, uses in enumerate(own):
        scores = popular.copy()
        for tag, times in uses.items():
            scores[tag] += times
        ranking[row] = np.argsort(-scores, kind="stable")[:k]
    return ranking


def by_neighbours(similar: np.ndarray, targets: np.ndarray, neighbours: int, k: int, prior: np.ndarray) -> np.ndarray:
    """Hashtags of the most similar training posts, weighted by similarity; ties fall to the popular ones. posts × K.

    `similar` posts × P training posts; `targets` P×H multi-hot; `prior` H: popularity in [0, 1).
    """
    nearest = np.argpartition(-similar, neighbours - 1, axis=1)[:, :neighbours]
    ranking = np.empty((len(similar), k), np.int64)
    for row, places in enumerate(nearest):
        scores = np.maximum(similar[row, places], 0) @ targets[places] + 1e-3 * prior
        ranking[row] = np.argsort(-scores, kind="stable")[:k]
    return ranking


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; zero rows stay zero."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(length > 0, length, 1)
