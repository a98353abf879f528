"""Judges what needs no training loop: popularity, own tags, nearest posts of everybody or of the person, zero-shot."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.split import Part
from evaluation import floors
from evaluation.metrics import LARGEST_K, at, judge, spread
from evaluation.results import judged_posts, met

from .cases import AS_POSTED
from .configuration import Encoders
from .dataset import Dataset
from .examples import recommended
from .learn import K, assigned_tags

NEIGHBOURS = (10, 20, 40, 80)
OWN_NEIGHBOURS = (3, 5, 10, 20)
PHOTO_SHARES = (0.4, 0.6, 0.8)
RIDGES = (0.01, 0.1, 1.0, 10.0)


def floors_name(encoders: Encoders) -> str:
    """The result's name for a pair of encoders."""
    return f"floors-{encoders.photo}"


def evaluate_floors(dataset: Dataset, part: Part, chosen: dict[str, Any] | None) -> dict[str, Any]:
    """Every floor on the posts of `part`; what it needs to choose is chosen on these posts if `chosen` is None."""
    counts = np.array(dataset.vocabulary.counts)
    rows, known = dataset.of_part(part), assigned_tags(dataset, dataset.of_part(part))
    own = [own_tags(dataset, int(row)) for row in rows]
    rankings = {
        "popularity": floors.by_popularity(counts, len(rows), LARGEST_K),
        "own tags": floors.by_own_tags(own, counts, LARGEST_K),
    }
    settled: dict[str, Any] = {}
    for name, tries in (
        ("k-nearest", nearest(dataset, rows)),
        ("nearest own posts", nearest_own(dataset, rows)),
        *zero_shot(dataset, rows).items(),
    ):
        made = {key: make() for key, make in tries.items() if chosen is None or key == chosen.get(name)}
        if not made:
            raise SystemExit(f"{name}: evaluate the floors on validation again, its settings are chosen there")
        settled[name] = max(made, key=lambda key: at(judge(made[key], known), K)["f1"])
        rankings[name] = made[settled[name]]
    posts = [dataset.posts[row] for row in rows]
    return {
        "chosen": settled,
        "posts": {AS_POSTED: judged_posts(posts, known, [len(dataset.earlier[row]) for row in rows])},
        "met": {AS_POSTED: {name: met(ranking, known) for name, ranking in rankings.items()}},
        "spread": {name: spread(ranking, K, counts) for name, ranking in rankings.items()},
        "examples": recommended(dataset, rows, rankings, K),
    }


Tries = dict[str, Any]  # setting in words → a function that makes the ranking, posts × 15


def similar_to(dataset: Dataset, rows: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cosines of the mean regions and of the mean words: rows × others."""
    ours, theirs = pooled_features(dataset, rows), pooled_features(dataset, others)
    return ours[0] @ theirs[0].T, ours[1] @ theirs[1].T


def popularity(dataset: Dataset) -> np.ndarray:
    """H numbers in [0, 1): breaks ties."""
    counts = np.array(dataset.vocabulary.counts)
    return counts / (counts.max() + 1)


def nearest(dataset: Dataset, rows: np.ndarray) -> Tries:
    """Hashtags of the k nearest training posts, by a mixture of both cosines."""
    training = dataset.of_part("train")
    by_photo, by_words = similar_to(dataset, rows, training)
    targets, prior = dataset.targets(training).numpy(), popularity(dataset)

    def of(share: float, neighbours: int) -> np.ndarray:
        similar = share * by_photo + (1 - share) * by_words
        return floors.by_neighbours(similar, targets, min(neighbours, len(training)), LARGEST_K, prior)

    return {
        f"{neighbours} posts, photo {share}": lambda share=share, neighbours=neighbours: of(share, neighbours)
        for share in PHOTO_SHARES
        for neighbours in NEIGHBOURS
    }


def nearest_own(dataset: Dataset, rows: np.ndarray) -> Tries:
    """Hashtags of the person's own earlier posts that are nearest to this one, then the popular ones."""
    pairs = []
    for row in rows.tolist():
        before = np.array(dataset.earlier[row], np.int64)
        pairs.append((before, *(similar_to(dataset, np.array([row]), before) if len(before) else (None, None))))
    prior = popularity(dataset)

    def of(share: float, neighbours: int) -> np.ndarray:
        ranking = np.empty((len(rows), LARGEST_K), np.int64)
        for place, (before, by_photo, by_words) in enumerate(pairs):
            scores = 1e-3 * prior
            if len(before):
                similar = (share * by_photo + (1 - share) * by_words)[0]
                best = np.argsort(-similar, kind="stable")[:neighbours]
                scores = scores + np.maximum(similar[best], 0) @ dataset.targets(before[best]).numpy()
            ranking[place] = np.argsort(-scores, kind="stable")[:LARGEST_K]
        return ranking

    return {
        f"{neighbours} posts, photo {share}": lambda share=share, neighbours=neighbours: of(share, neighbours)
        for share in PHOTO_SHARES
        for neighbours in OWN_NEIGHBOURS
    }


def zero_shot(dataset: Dataset, rows: np.ndarray) -> dict[str, Tries]:
    """Cosine of caption and hashtag names, of the photo mapped to their space by ridge regression, and of both.

    The map is learnt on training posts: mean region → mean of the names of the post's hashtags. Names and captions
    are centred on their own means, since this encoder's vectors all point one way [D].
    """
    if dataset.names is None:
        return {}
    training = dataset.of_part("train")
    names = floors.unit(dataset.names - dataset.names.mean(0))
    photo, words = pooled_features(dataset, rows)
    training_photo, training_words = pooled_features(dataset, training)
    said = training_words[dataset.has_caption[training]]
    if len(said):
        words = np.where(dataset.has_caption[rows][:, None], words - said.mean(0), 0)
    by_words = floors.unit(words) @ names.T
    wanted = floors.unit(dataset.targets(training).numpy() @ names)
    centre = training_photo.mean(0)
    x = training_photo - centre

    def by_photo(ridge: float) -> np.ndarray:
        mapped = np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ wanted)
        return floors.unit((photo - centre) @ mapped + wanted.mean(0)) @ names.T

    prior = 1e-6 * popularity(dataset)

    def ranking(scores: np.ndarray) -> np.ndarray:
        return np.argsort(-(scores + prior), axis=1, kind="stable")[:, :LARGEST_K]

    return {
        "zero-shot, caption": {"cosine": lambda: ranking(by_words)},
        "zero-shot, photo": {f"ridge {ridge}": lambda ridge=ridge: ranking(by_photo(ridge)) for ridge in RIDGES},
        "zero-shot, both": {
            f"ridge {ridge}, photo {share}": lambda ridge=ridge, share=share: ranking(
                share * by_photo(ridge) + (1 - share) * by_words
            )
            for ridge in RIDGES
            for share in PHOTO_SHARES
        },
    }


def pooled_features(dataset: Dataset, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean region and mean word of each post, each of length 1 (0 without a caption)."""
    photo = np.stack([dataset.photo[row].mean(0, dtype=np.float32) for row in rows])
    words = np.zeros((len(rows), dataset.texts.tokens.shape[1]), np.float32)
    offsets = dataset.texts.offsets
    for place, row in enumerate(rows):
        if offsets[row + 1] > offsets[row]:
            words[place] = dataset.texts.tokens[offsets[row] : offsets[row + 1]].mean(0, dtype=np.float32)
    return floors.unit(photo), floors.unit(words)


def own_tags(dataset: Dataset, row: int) -> dict[int, int]:
    """Class index → uses in the user's earlier posts."""
    tags, uses = dataset.tags[dataset.earlier[row]], {}
    for tag in tags[tags >= 0].tolist():
        uses[tag] = uses.get(tag, 0) + 1
    return uses
