"""Hit, precision, recall, F1 as the paper defines them, and what is reported beside them (systems.md §7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LARGEST_K = 15


@dataclass(frozen=True)
class Judged:
    """How recommendations met the assigned tags.

    `relevant`: posts × K_max, whether the tag at that rank is assigned; `sizes`: |G| of every post, > 0.
    """

    relevant: np.ndarray
    sizes: np.ndarray

    def of(self, rows: np.ndarray) -> Judged:
        """The posts where `rows` (a mask or indices) says so."""
        return Judged(self.relevant[rows], self.sizes[rows])

    def __len__(self) -> int:
        return len(self.sizes)


def judge(ranking: np.ndarray, assigned: list[set[int]], sizes: np.ndarray | None = None) -> Judged:
    """`ranking`: posts × K_max class indices, best first, distinct; `assigned`: the class indices of G.

    `sizes`: |G| where G also holds tags outside the vocabulary, which nothing recommended can meet.
    """
    relevant = np.array([[tag in tags for tag in row] for row, tags in zip(ranking.tolist(), assigned, strict=True)])
    counted = np.array([len(tags) for tags in assigned]) if sizes is None else sizes
    if len(counted) and counted.min() < 1:
        raise ValueError("a post without an assigned tag cannot be judged (systems.md §7)")
    return Judged(relevant.reshape(len(counted), -1), counted)


def f1_of(precision: np.ndarray | float, recall: np.ndarray | float) -> np.ndarray:
    """Harmonic mean, 0 where both are 0."""
    total = np.asarray(precision + recall, float)
    return np.where(total > 0, 2 * np.asarray(precision) * np.asarray(recall) / np.where(total > 0, total, 1), 0.0)


def at(judged: Judged, k: int) -> dict[str, float]:
    """All metrics at K. `f1` is the harmonic mean of the averaged precision and recall, `f1_per_post` the mean F1."""
    if not len(judged):
        return {"posts": 0}
    hits = judged.relevant[:, :k].sum(1)
    precision, recall = hits / k, hits / judged.sizes
    return {
        "posts": len(judged),
        "hit": float(np.minimum(1, hits).mean()),
        "precision": float(precision.mean()),
        "recall": float(recall.mean()),
        "f1": float(f1_of(precision.mean(), recall.mean())),
        "f1_per_post": float(f1_of(precision, recall).mean()),
        "ndcg": float(ndcg(judged, k).mean()),
    }


def ndcg(judged: Judged, k: int) -> np.ndarray:
    """NDCG@K of every post: Σ rel_r / log2(1+r) over the best possible sum."""
    gains = 1 / np.log2(np.arange(2, k + 2))
    best = np.array([gains[: min(size, k)].sum() for size in judged.sizes])
    return (judged.relevant[:, :k] * gains).sum(1) / best


def sweep(judged: Judged, largest: int = LARGEST_K) -> dict[str, dict[str, float]]:
    """The metrics at K = 1 … `largest`, keyed by K as text (for JSON)."""
    return {str(k): at(judged, k) for k in range(1, largest + 1)}


def spread(ranking: np.ndarray, k: int, counts: np.ndarray) -> dict[str, float]:
    """How uniform the recommendations are: coverage of the catalogue, Gini index, mean uses of a tag in training."""
    shown = np.bincount(ranking[:, :k].ravel(), minlength=len(counts))
    ordered = np.sort(shown)
    ranks = np.arange(1, len(ordered) + 1)
    gini = float(((2 * ranks - len(ordered) - 1) * ordered).sum() / (len(ordered) * ordered.sum()))
    return {
        "coverage": float((shown > 0).mean()),
        "gini": gini,
        "mean_popularity": float(counts[ranking[:, :k]].mean()),
    }


def calibration(yhat: np.ndarray, targets: np.ndarray, bins: int = 15) -> dict[str, float | list[list[float]]]:
    """Expected calibration error of probabilities: Σ over bins of equal width of share · |mean ŷ − share assigned|.

    `yhat` in [0, 1] and `targets` of one shape. `bins`: (pairs, Σ ŷ, Σ assigned) of each.
    """
    flat, met = yhat.ravel().astype(float), targets.ravel().astype(float)
    place = np.clip(np.ceil(flat * bins).astype(int) - 1, 0, bins - 1)  # a bin holds its upper edge
    sums = [np.bincount(place, weights=weight, minlength=bins) for weight in (np.ones_like(flat), flat, met)]
    error = np.abs(sums[1] - sums[2]).sum() / max(1, len(flat))
    return {"ece": float(error), "bins": [[round(float(value), 4) for value in row] for row in zip(*sums, strict=True)]}


def bootstrap_difference(
    ours: Judged, theirs: Judged, k: int, resamples: int = 2000, seed: int = 0
) -> dict[str, float]:
    """Paired bootstrap over posts of the difference in F1@K (ours − theirs): mean and the 95 % interval."""
    return bootstrap_of_seeds([(ours, theirs)], k, resamples, seed)


def bootstrap_of_seeds(
    pairs: list[tuple[Judged, Judged]], k: int, resamples: int = 2000, seed: int = 0
) -> dict[str, float]:
    """The same over several runs of both systems, `pairs` of one seed each, all on the same posts.

    A resample draws posts, the same for every run; its difference is the mean of the runs' differences. `difference` is
    that of the posts as they are.
    """
    count = len(pairs[0][0])
    if any(len(judged) != count for pair in pairs for judged in pair):
        raise ValueError("a paired bootstrap needs the same posts in every run")
    hits = [judged.relevant[:, :k].sum(1) for pair in pairs for judged in pair]
    sizes = [judged.sizes for pair in pairs for judged in pair]
    precision = np.stack(hits, 1) / k
    recall = np.stack([got / of for got, of in zip(hits, sizes, strict=True)], 1)
    random = np.random.default_rng(seed)
    times = random.multinomial(count, np.full(count, 1 / count), resamples)

    def of(weights: np.ndarray) -> np.ndarray:
        scores = f1_of(weights @ precision / count, weights @ recall / count)
        return (scores[:, ::2] - scores[:, 1::2]).mean(1)

    low, high = np.quantile(of(times), [0.025, 0.975])
    return {"difference": float(of(np.ones((1, count)))[0]), "low": float(low), "high": float(high)}
