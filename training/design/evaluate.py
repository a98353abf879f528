"""`python -m design.evaluate CONFIG… [--seed N]… [--part validation|test]`: judges trained networks, and the floors.

β of A2 is chosen on validation and kept in that result; the test part only reads it. The test posts of a table are
read in one call of this command.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

import numpy as np
import torch

from data.split import Part
from evaluation import floors
from evaluation.metrics import LARGEST_K, Judged, at, judge, spread
from evaluation.results import from_bits, judged_posts, met, read_result, write_result

from .configuration import Configuration, Encoders, runs_of
from .dataset import Dataset
from .learn import K, Learner, assigned_tags
from .predict import Predictions, earlier_rows, memory_of, predict
from .prepare import load_dataset
from .provenance import provenance
from .train import checkpoint_of

BETAS = tuple(round(0.1 * step, 1) for step in range(11))
CASES: dict[str, dict[str, bool]] = {
    "as posted": {},
    "photo only": {"caption": False},
    "caption only": {"photo": False},
    "without history": {"history": False},
}
NEIGHBOURS = (10, 20, 40, 80)
PHOTO_SHARES = (0.4, 0.6, 0.8)


def rows_for(dataset: Dataset, rows: np.ndarray, case: str) -> np.ndarray:
    """Posts that can be judged in a case: without a photo only those that have a caption."""
    return rows[dataset.has_caption[rows]] if case == "caption only" else rows


def best_beta(predictions: Predictions, assigned: list[set[int]]) -> float:
    """The β of A2 with the best F1@7 (the larger of equals)."""
    scores = {beta: at(judge(predictions.ranking("hybrid", beta, K), assigned), K)["f1"] for beta in BETAS}
    return max(scores, key=lambda beta: (scores[beta], beta))


def evaluate(learner: Learner, part: Part, beta: float | None) -> dict[str, Any]:
    """Judges the best network of a run. β None: chosen on these posts, which must then be the validation part."""
    dataset, network = learner.dataset, learner.best_network()
    rows = dataset.of_part(part)
    memory = memory_of(network, dataset, earlier_rows(dataset, rows, network.shape.history_length))
    content: dict[str, Any] = {"posts": {}, "met": {}}
    for case, given in CASES.items():
        some = rows_for(dataset, rows, case)
        known = assigned_tags(dataset, some)
        predictions = predict(network, dataset, some, memory=memory, **given)
        if beta is None and "hybrid" in network.heads and network.shape.rule == "A2":
            beta = best_beta(predictions, known)
        rankings = {head: predictions.ranking(head, beta, LARGEST_K) for head in network.heads}
        content["met"][case] = {head: met(ranking, known) for head, ranking in rankings.items()}
        posts = [dataset.posts[row] for row in some]
        content["posts"][case] = judged_posts(posts, known, [len(dataset.earlier[row]) for row in some])
        if case == "as posted":
            counts = np.array(dataset.vocabulary.counts)
            content["spread"] = {head: spread(ranking, K, counts) for head, ranking in rankings.items()}
            content["gate"] = {
                name: float(predictions.gate[torch.tensor(members)].mean())
                for name, members in content["posts"][case]["strata"].items()
            }
    return {"beta": beta, "log": learner.log, **content}


def evaluate_floors(dataset: Dataset, part: Part, chosen: dict[str, Any] | None) -> dict[str, Any]:
    """Popularity, the user's own tags and k-nearest posts; k and the photo's share chosen on validation."""
    counts = np.array(dataset.vocabulary.counts)
    rows, training = dataset.of_part(part), dataset.of_part("train")
    known = assigned_tags(dataset, rows)
    targets = dataset.targets(training).numpy()
    prior = counts / (counts.max() + 1)
    queries, among = pooled_features(dataset, rows), pooled_features(dataset, training)
    by_photo, by_words = (query @ other.T for query, other in zip(queries, among, strict=True))

    def nearest(share: float, neighbours: int) -> np.ndarray:
        similar = share * by_photo + (1 - share) * by_words
        return floors.by_neighbours(similar, targets, min(neighbours, len(training)), LARGEST_K, prior)

    if chosen is None:
        tried = {(s, n): at(judge(nearest(s, n), known), K)["f1"] for s in PHOTO_SHARES for n in NEIGHBOURS}
        share, neighbours = max(tried, key=lambda pair: tried[pair])
        chosen = {"photo_share": share, "neighbours": neighbours}
    own = [own_tags(dataset, int(row)) for row in rows]
    rankings = {
        "popularity": floors.by_popularity(counts, len(rows), LARGEST_K),
        "own tags": floors.by_own_tags(own, counts, LARGEST_K),
        "k-nearest": nearest(chosen["photo_share"], chosen["neighbours"]),
    }
    posts = [dataset.posts[row] for row in rows]
    return {
        "chosen": chosen,
        "posts": {"as posted": judged_posts(posts, known, [len(dataset.earlier[row]) for row in rows])},
        "met": {"as posted": {name: met(ranking, known) for name, ranking in rankings.items()}},
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


def floors_name(encoders: Encoders) -> str:
    """The result's name for a pair of encoders."""
    return f"floors-{encoders.photo}"


def line(name: str, content: dict[str, Any], part: Part) -> str:
    """F1@7 of each system, for the terminal."""
    known = np.array(content["posts"]["as posted"]["sizes"])
    scores = {s: at(Judged(from_bits(text), known), K)["f1"] for s, text in content["met"]["as posted"].items()}
    return f"{name} on {part}: " + ", ".join(f"{system} {score:.4f}" for system, score in scores.items())


def main() -> None:
    """Writes `results/<name>.<part>.json` of every named configuration, and of the floors beside them."""
    parser = argparse.ArgumentParser(prog="python -m design.evaluate")
    parser.add_argument("configurations", nargs="+")
    parser.add_argument("--part", choices=("validation", "test"), default="validation")
    parser.add_argument("--seed", type=int, action="append", help="instead of the configuration's own; may be repeated")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    command = f"training/run design.evaluate {' '.join(sys.argv[1:])}"
    known: dict[Encoders, Dataset] = {}
    for configuration in runs_of(options.configurations, options.seed):
        encoders = configuration.encoders
        if encoders not in known:
            known.clear()
            known[encoders] = load_dataset(encoders)
            floors_of(known[encoders], encoders, options.part, command)
        one(configuration, known[encoders], options.part, command)


def one(configuration: Configuration, dataset: Dataset, part: Part, command: str) -> None:
    """Judges one trained configuration and writes its result."""
    learner = Learner(configuration, dataset)
    learner.load(checkpoint_of(configuration))
    beta = None
    if part == "test":
        chosen = read_result(configuration.name, "validation")
        if chosen is None:
            raise SystemExit(f"{configuration.name}: evaluate on validation first, β is chosen there")
        beta = chosen.content["beta"]
    content = evaluate(learner, part, beta)
    write_result(
        configuration.name,
        part,
        {"provenance": provenance(dataset, configuration.encoders, command, configuration), **content},
    )
    print(line(configuration.name, content, part), f"β {content['beta']}", flush=True)


def floors_of(dataset: Dataset, encoders: Encoders, part: Part, command: str) -> None:
    """Judges the floors of a pair of encoders and writes their result."""
    name = floors_name(encoders)
    chosen = None
    if part == "test":
        earlier = read_result(name, "validation")
        if earlier is None:
            raise SystemExit(f"{name}: evaluate on validation first, k is chosen there")
        chosen = earlier.content["chosen"]
    content = evaluate_floors(dataset, part, chosen)
    write_result(name, part, {"provenance": provenance(dataset, encoders, command, None), **content})
    print(line(name, content, part), content["chosen"], flush=True)


if __name__ == "__main__":
    main()
