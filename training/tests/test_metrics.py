"""The metrics against a plain computation written from the definitions of systems.md §7, and against torchmetrics."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torchmetrics.classification import BinaryCalibrationError
from torchmetrics.retrieval import RetrievalHitRate, RetrievalNormalizedDCG, RetrievalPrecision, RetrievalRecall

from evaluation.metrics import Judged, at, bootstrap_difference, calibration, judge, spread
from evaluation.results import bits, from_bits


def random_lists(seed: int, posts: int = 60, tags: int = 30) -> tuple[np.ndarray, list[set[int]]]:
    random = np.random.default_rng(seed)
    ranking = np.stack([random.permutation(tags)[:15] for _ in range(posts)])
    assigned = [set(random.choice(tags, random.integers(1, 12), replace=False).tolist()) for _ in range(posts)]
    return ranking, assigned


@pytest.mark.parametrize("k", [1, 3, 7, 15])
def test_definitions(k: int) -> None:
    ranking, assigned = random_lists(k)
    hits = [len(set(row[:k]) & tags) for row, tags in zip(ranking.tolist(), assigned, strict=True)]
    precision = sum(count / k for count in hits) / len(hits)
    recall = sum(count / len(tags) for count, tags in zip(hits, assigned, strict=True)) / len(hits)
    per_post = [2 * c / (k + len(tags)) for c, tags in zip(hits, assigned, strict=True)]  # 2|C|/(|R|+|G|)
    gains = []
    for row, tags in zip(ranking.tolist(), assigned, strict=True):
        got = sum(1 / math.log2(rank + 2) for rank, tag in enumerate(row[:k]) if tag in tags)
        gains.append(got / sum(1 / math.log2(rank + 2) for rank in range(min(k, len(tags)))))
    figures = at(judge(ranking, assigned), k)
    assert figures["hit"] == pytest.approx(sum(count > 0 for count in hits) / len(hits))
    assert figures["precision"] == pytest.approx(precision)
    assert figures["recall"] == pytest.approx(recall)
    assert figures["f1"] == pytest.approx(2 * precision * recall / (precision + recall))
    assert figures["f1_per_post"] == pytest.approx(sum(per_post) / len(per_post))
    assert figures["ndcg"] == pytest.approx(sum(gains) / len(gains))


def test_the_papers_rows() -> None:
    """F1 is the harmonic mean of the averages: the paper's four rows agree to a digit."""
    for precision, recall, f1 in (
        (0.277, 0.258, 0.267),
        (0.313, 0.282, 0.297),
        (0.321, 0.294, 0.307),
        (0.34, 0.334, 0.337),
    ):
        assert 2 * precision * recall / (precision + recall) == pytest.approx(f1, abs=6e-4)


def test_a_miss_everywhere_is_zero_not_an_error() -> None:
    figures = at(judge(np.array([[0, 1]]), [{2}]), 2)
    assert figures["f1"] == figures["f1_per_post"] == figures["hit"] == 0


def test_tags_outside_the_vocabulary_count_against_recall_only() -> None:
    ranking, assigned = np.array([[0, 1]]), [{0}]
    figures = at(judge(ranking, assigned, np.array([4])), 2)
    assert (figures["precision"], figures["recall"]) == (0.5, 0.25)


def test_a_post_without_tags_is_refused() -> None:
    with pytest.raises(ValueError, match="without an assigned tag"):
        judge(np.array([[0, 1]]), [set()])


def test_bits_and_back() -> None:
    ranking, assigned = random_lists(5)
    relevant = judge(ranking, assigned).relevant
    assert np.array_equal(from_bits(bits(relevant)), relevant)


def test_spread() -> None:
    same = spread(np.tile(np.arange(2), (10, 1)), 2, np.array([9, 7, 1, 1]))
    assert same == {"coverage": 0.5, "gini": 0.5, "mean_popularity": 8.0}
    even = spread(np.array([[0, 1], [2, 3]]), 2, np.array([9, 7, 1, 1]))
    assert even["coverage"] == 1 and even["gini"] == pytest.approx(0)


def test_bootstrap_finds_a_difference_and_none() -> None:
    random = np.random.default_rng(0)
    sizes = np.full(400, 5)
    worse = Judged(random.random((400, 15)) < 0.2, sizes)
    better = Judged(random.random((400, 15)) < 0.4, sizes)
    assert bootstrap_difference(better, worse, 7, 200)["low"] > 0
    assert bootstrap_difference(worse, worse, 7, 200) == {"difference": 0, "low": 0, "high": 0}


@pytest.mark.parametrize("k", [1, 5, 7, 15])
def test_torchmetrics_finds_the_same(k: int) -> None:
    """An independent library on whole random score lists (every hashtag has a score, the 15 best are judged)."""
    random, tags, posts = np.random.default_rng(k), 30, 50
    scores = random.random((posts, tags)).astype(np.float32)
    assigned = [set(random.choice(tags, random.integers(1, 12), replace=False).tolist()) for _ in range(posts)]
    ranking = np.argsort(-scores, axis=1)[:, :15]
    figures = at(judge(ranking, assigned), k)
    hot = torch.zeros(posts, tags, dtype=torch.long)
    for row, some in zip(hot, assigned, strict=True):
        row[sorted(some)] = 1
    given = (torch.from_numpy(scores).ravel(), hot.ravel())
    indexes = torch.arange(posts).repeat_interleave(tags)
    for name, metric in (
        ("hit", RetrievalHitRate(top_k=k)),
        ("precision", RetrievalPrecision(top_k=k)),
        ("recall", RetrievalRecall(top_k=k)),
        ("ndcg", RetrievalNormalizedDCG(top_k=k)),
    ):
        assert figures[name] == pytest.approx(float(metric(*given, indexes=indexes)), abs=1e-6), name
    per_post = [
        2 * float(RetrievalPrecision(top_k=k)(s, h, indexes=i)) * float(RetrievalRecall(top_k=k)(s, h, indexes=i))
        / max(1e-12, float(RetrievalPrecision(top_k=k)(s, h, indexes=i) + RetrievalRecall(top_k=k)(s, h, indexes=i)))
        for s, h, i in zip(*(part.view(posts, tags)[:10] for part in given), indexes.view(posts, tags), strict=False)
    ]  # fmt: skip
    first = at(judge(ranking[:10], assigned[:10]), k)
    assert first["f1_per_post"] == pytest.approx(sum(per_post) / 10, abs=1e-6)


def test_calibration_is_torchmetrics_and_zero_for_the_truth() -> None:
    random = np.random.default_rng(3)
    yhat = random.random((40, 25))
    targets = random.random((40, 25)) < yhat**2
    theirs = BinaryCalibrationError(n_bins=15, norm="l1")(
        torch.from_numpy(yhat).ravel(), torch.from_numpy(targets).ravel().long()
    )
    ours = calibration(yhat, targets)
    assert ours["ece"] == pytest.approx(float(theirs), abs=1e-6)
    assert ours["ece"] > 0.1
    assert calibration(targets.astype(float), targets)["ece"] == 0


def test_spread_against_the_plain_definitions() -> None:
    """Gini by its definition over all pairs: Σ|x_i − x_j| / (2 n² mean)."""
    random = np.random.default_rng(4)
    ranking, counts = np.stack([random.permutation(12)[:5] for _ in range(9)]), random.integers(1, 90, 12)
    shown = np.array([(ranking[:, :3] == tag).sum() for tag in range(12)], float)
    found = spread(ranking, 3, counts)
    assert found["gini"] == pytest.approx(np.abs(shown[:, None] - shown).sum() / (2 * 12**2 * shown.mean()))
    assert found["coverage"] == (shown > 0).sum() / 12
    assert found["mean_popularity"] == pytest.approx((shown * counts).sum() / shown.sum())
