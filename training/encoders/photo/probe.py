"""The linear probe (shared design, encoders.md): what pooled features of an encoder are worth for hashtags.

Mean-pooled features → ridge regression on the tags of 2,500 flickr8k posts, 80/20, scored by F1@7 (harmonic mean of
averaged precision and recall, systems.md §7). The 500 probe-test posts are VALIDATION posts of the protocol's split,
which the ViT was not trained on (its settings were chosen on them); the 2,000 probe-training posts are training
posts. Each seed draws anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from data.posts import Post
from data.split import split

K, TRAIN, TEST, SEEDS = 7, 2000, 500, 10
STRENGTHS = (3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0)


@dataclass(frozen=True)
class Draw:
    """One subsample: indices into the posts, tag matrices (n, T) of 0/1."""

    train: np.ndarray
    test: np.ndarray
    train_tags: np.ndarray
    test_tags: np.ndarray


def tag_matrix(posts: list[Post], indices: np.ndarray, tags: list[str]) -> np.ndarray:
    at = {tag: column for column, tag in enumerate(tags)}
    matrix = np.zeros((len(indices), len(tags)), np.float32)
    for row, index in enumerate(indices):
        for tag in posts[index].tags:
            if tag in at:
                matrix[row, at[tag]] = 1
    return matrix


def draws(posts: list[Post], seeds: int = SEEDS, name: str = "flickr8k") -> list[Draw]:
    """`seeds` subsamples of one set; tags used ≥5 times among all training posts of the set count."""
    parts = split(posts)
    chosen = [i for i, post in enumerate(posts) if post.set == name]
    pools = {part: np.array([i for i in chosen if parts[i] == part]) for part in ("train", "validation")}
    counts = Counter(tag for i in pools["train"] for tag in posts[i].tags)
    tags = sorted(tag for tag, count in counts.items() if count >= 5)
    out = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        train = rng.choice(pools["train"], min(TRAIN, len(pools["train"])), replace=False)
        test = rng.choice(pools["validation"], min(TEST, len(pools["validation"])), replace=False)
        out.append(Draw(train, test, tag_matrix(posts, train, tags), tag_matrix(posts, test, tags)))
    return out


def f1_at(scores: np.ndarray, truth: np.ndarray, k: int = K) -> float:
    """Harmonic mean of precision and recall, each averaged over posts with at least one tag."""
    asked = truth.sum(1) > 0
    scores, truth = scores[asked], truth[asked]
    top = np.argpartition(-scores, k, axis=1)[:, :k]
    hits = np.take_along_axis(truth, top, 1).sum(1)
    precision, recall = (hits / k).mean(), (hits / truth.sum(1)).mean()
    return float(2 * precision * recall / max(precision + recall, 1e-12))


class Ridge:
    """Ridge regression with every strength from one eigendecomposition; features are standardised first."""

    def __init__(self, features: np.ndarray, targets: np.ndarray) -> None:
        self.mean, self.deviation = features.mean(0), features.std(0) + 1e-6
        self.base = targets.mean(0)
        x = self.scaled(features)
        self.values, self.vectors = np.linalg.eigh(x.T @ x)
        self.projected = self.vectors.T @ (x.T @ (targets - self.base))

    def scaled(self, features: np.ndarray) -> np.ndarray:
        return (features - self.mean) / self.deviation

    def scores(self, features: np.ndarray, strength: float) -> np.ndarray:
        rotated = self.scaled(features) @ self.vectors
        return rotated @ (self.projected / (self.values + strength)[:, None]) + self.base


def probe(features: np.ndarray, draw: Draw) -> float:
    """F1@7 of one draw; the ridge strength is chosen on the last fifth of the probe's own training posts."""
    inner = len(draw.train) * 4 // 5
    x, y = features[draw.train].astype(np.float64), draw.train_tags
    trial = Ridge(x[:inner], y[:inner])
    best = max(STRENGTHS, key=lambda strength: f1_at(trial.scores(x[inner:], strength), y[inner:]))
    return f1_at(Ridge(x, y).scores(features[draw.test].astype(np.float64), best), draw.test_tags)


def popularity(draw: Draw) -> float:
    """F1@7 of the most used tags of the draw's training posts."""
    return f1_at(np.repeat(draw.train_tags.mean(0)[None], len(draw.test), 0), draw.test_tags)


def garment(features: np.ndarray, posts: list[Post]) -> tuple[float, int]:
    """Top-1 of the garment label of the set `clothing`: ridge on all training posts, tested on validation posts."""
    parts = split(posts)
    pools = {
        p: np.array([i for i, q in enumerate(posts) if q.set == "clothing" and parts[i] == p and q.tags])
        for p in ("train", "validation")
    }
    labels = sorted({posts[i].tags[0] for i in pools["train"]})
    truth = {
        p: np.array([labels.index(posts[i].tags[0]) if posts[i].tags[0] in labels else -1 for i in pool])
        for p, pool in pools.items()
    }
    x, y = features[pools["train"]].astype(np.float64), np.eye(len(labels))[truth["train"]]
    inner = np.arange(len(x)) % 5 != 4
    trial = Ridge(x[inner], y[inner])

    def correct(strength: float) -> float:
        return float((trial.scores(x[~inner], strength).argmax(1) == truth["train"][~inner]).mean())

    best = max(STRENGTHS, key=correct)
    guess = Ridge(x, y).scores(features[pools["validation"]].astype(np.float64), best).argmax(1)
    return float((guess == truth["validation"]).mean()), len(labels)
