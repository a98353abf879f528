"""`python -m everyday.evaluate [NAME…] [--part test] [--seed N]…`: what everyday networks are worth, and the floors.

Writes `results/everyday/<name>.<part>.json`: for each of `CASES` who was judged and what was met, post by post. G is
all hashtags of a post, those outside the vocabulary too. The test part is read once, when everything is chosen.
"""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

import numpy as np
import torch

from data.split import Part
from data.work import RESULTS
from design.configuration import Encoders
from design.package import read_package
from design.predict import Predictions, earlier_rows, memory_of, predict
from design.prepare import MODELS
from design.provenance import provenance
from design.runs import checkpoint_of
from design.system import HEADS, System
from evaluation.metrics import LARGEST_K, Judged, at, calibration, judge, spread
from evaluation.results import bits, write_result

from .dataset import Everyday, load_everyday
from .floors import FLOORS, floor_ranking
from .learn import GIVEN, EverydayLearner
from .plan import PLANS, SHIPPED, plan_named
from .posts import SETS, part_of_person

PAPER = "paper"
BETAS = tuple(round(0.1 * step, 1) for step in range(11))
FOLDER = RESULTS / "everyday"
BANDS = ((11, "11+"), (6, "6–10"), (3, "3–5"), (1, "1–2"), (0, "0"))
# What is given, and whether earlier posts are.
CASES = {
    "both, cold": ("both", False),
    "photo, cold": ("photo", False),
    "caption, cold": ("caption", False),
    "both, with history": ("both", True),
}


def rows_of(dataset: Everyday, part: Part, given: str) -> np.ndarray:
    """Every post of `part` with a hashtag that has what is given: `both` wants either."""
    rows = np.concatenate([dataset.judged_on(part, name) for name in SETS])
    has = {"photo": dataset.has_photo, "caption": dataset.has_caption}.get(given)
    return rows if has is None else rows[has[rows]]


def strata_of(dataset: Everyday, rows: np.ndarray) -> dict[str, list[int]]:
    """Name → places in `rows`: sets, p01, persons held out whole, languages of `captions`, lengths of history."""
    found: dict[str, list[int]] = {"together": list(range(len(rows)))}
    for place, row in enumerate(rows):
        post, earlier = dataset.posts[row], len(dataset.earlier[row])
        names = [post.set]
        if post.user == "p01":
            names.append("p01")
        if part_of_person(post) is not None:
            names.append("people, new persons")
        if post.set == "people" and dataset.has_photo[row] and dataset.has_caption[row]:
            names.append("people with both")
        if post.lang and post.set == "captions":
            names.append(f"captions, {post.lang}")
        if post.user is not None:
            names.append(f"{next(name for least, name in BANDS if earlier >= least)} earlier posts")
        if any(tag in post.caption.lower().split() for tag in post.tags):
            names.append("a hashtag stands in the caption")
        for name in names:
            found.setdefault(name, []).append(place)
    return found


def judged_as(dataset: Everyday, rows: np.ndarray) -> dict[str, Any]:
    """Who is judged, as `evaluation.results` keeps it."""
    known = [(dataset.tags[row] >= 0).sum() for row in rows]
    return {
        "count": len(rows),
        "sizes": [int(count) for count in known],
        "all_sizes": dataset.sizes[rows].tolist(),
        "strata": strata_of(dataset, rows),
    }


def met(dataset: Everyday, rows: np.ndarray, ranking: np.ndarray) -> str:
    """The bits of a ranking (posts × ≥15)."""
    hits = [np.isin(of, tags[tags >= 0]) for of, tags in zip(ranking[:, :LARGEST_K], dataset.tags[rows], strict=True)]
    return bits(np.array(hits))


def met_at(dataset: Everyday, rows: np.ndarray, ranking: np.ndarray, k: int = 5) -> dict[str, float]:
    """F1@k of a ranking of `people`'s posts, of all and of persons held out; G is all hashtags."""
    hits = np.array([np.isin(of, tags[tags >= 0]) for of, tags in zip(ranking, dataset.tags[rows], strict=True)])
    judged = Judged(hits, dataset.sizes[rows])
    new = np.array([part_of_person(dataset.posts[row]) is not None for row in rows])
    return {"people": at(judged, k)["f1"], "new persons": at(judged.of(new), k).get("f1", 0.0)}


def predictions_of(network: System, dataset: Everyday, rows: np.ndarray, given: str, history: bool) -> Predictions:
    """ŷ and q for `rows`."""
    length = network.shape.history_length
    before = earlier_rows(dataset, rows, length) if history else np.zeros(0, np.int64)
    memory = memory_of(network, dataset, dataset.readable(before))
    return predict(network, dataset, rows, history=history, memory=memory, **GIVEN[given])


def chosen_beta(network: System, dataset: Everyday) -> float:
    """β of A2 with the best F1@5 on real validation posts, both given, cold."""
    rows = dataset.judged_on("validation", "people")
    predictions = predictions_of(network, dataset, rows, "both", False)
    assigned = [set(tags[tags >= 0].tolist()) for tags in dataset.tags[rows]]
    scores = {
        beta: at(judge(predictions.ranking("hybrid", beta, 5), assigned, dataset.sizes[rows]), 5)["f1"]
        for beta in BETAS
    }
    return max(scores, key=lambda beta: (scores[beta], beta))


def evaluate(network: System, dataset: Everyday, part: Part, beta: float) -> dict[str, Any]:
    """The content of one result file."""
    content: dict[str, Any] = {"beta": beta, "posts": {}, "met": {}, "spread": {}}
    counts = np.array(dataset.vocabulary.counts)
    for case, (given, history) in CASES.items():
        rows = rows_of(dataset, part, given)
        predictions = predictions_of(network, dataset, rows, given, history)
        content["posts"][case] = judged_as(dataset, rows)
        rankings = {head: predictions.ranking(head, beta, LARGEST_K) for head in HEADS}
        content["met"][case] = {head: met(dataset, rows, ranking) for head, ranking in rankings.items()}
        content["spread"][case] = spread(rankings["hybrid"], 5, counts)
        real = np.array([dataset.posts[row].set in ("people", "captions", "writers", "mvsa", "klg") for row in rows])
        targets = dataset.targets(rows[real]).numpy()
        content["spread"][case]["ece"] = calibration(predictions.yhat.numpy()[real], targets)["ece"]
    return content


def languages_of(network: System, dataset: Everyday, part: Part, beta: float) -> dict[str, dict[str, float]]:
    """The same flickr8k post told in another language: F1@5 beside that with English, and the share of equal tags."""
    english = dataset.languages.get("en", {})
    found = {}
    for language, texts in dataset.languages.items():
        rows = [row for row in dataset.judged_on(part, "flickr8k") if row in texts and row in english]
        if language == "en" or not rows:
            continue
        memory, told = torch.zeros(len(dataset.posts), network.shape.d), []
        for of in (texts, english):
            said = np.array([of[row] for row in rows])
            read = predict(network, dataset, np.array(rows), history=False, memory=memory, texts=said)
            told.append(read.ranking("hybrid", beta, 5))
        assigned = [set(tags[tags >= 0].tolist()) for tags in dataset.tags[rows]]
        f1 = [at(judge(ranking, assigned, dataset.sizes[rows]), 5)["f1"] for ranking in told]
        shared = np.mean([len(set(a) & set(b)) / 5 for a, b in zip(*map(np.ndarray.tolist, told), strict=True)])
        found[language] = {"posts": len(rows), "f1": f1[0], "english": f1[1], "overlap": float(shared)}
    return found


def evaluate_floors(dataset: Everyday, part: Part) -> dict[str, Any]:
    """Popularity, nearest captions, own tags, nearest own posts: the same posts, the same metrics."""
    content: dict[str, Any] = {"posts": {}, "met": {}}
    for case, (given, history) in CASES.items():
        rows = rows_of(dataset, part, given)
        content["posts"][case] = judged_as(dataset, rows)
        content["met"][case] = {
            name: met(dataset, rows, floor_ranking(name, dataset, rows, given))
            for name, personal in FLOORS.items()
            if history or not personal
        }
    return content


def judged_paper(part: Part) -> dict[str, Any]:
    """The paper's DESIGN as it ships for the Lab, with its own hashtags, on everyday posts."""
    folder = MODELS / "design-vit-weighted"
    network, manifest = read_package(folder)
    tags = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    dataset = load_everyday(Encoders().photo, known=[tag["key"] for tag in tags])
    content = evaluate(network, dataset, part, manifest["network"]["hybrid"]["beta"])
    command = f"training/run everyday.evaluate {PAPER} --part {part}"
    return content | {"provenance": provenance(dataset, Encoders(), command, None)}


def main() -> None:
    """Judges every named plan; the floors under the name `floors`, the paper's network under `paper`."""
    parser = argparse.ArgumentParser(prog="python -m everyday.evaluate")
    parser.add_argument("names", nargs="*", default=[SHIPPED], help=f"floors, {PAPER}, {', '.join(PLANS)}")
    parser.add_argument("--part", choices=("validation", "test"), default="validation")
    parser.add_argument("--seed", type=int, action="append")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    dataset, loaded = None, None
    for name in options.names:
        if name == PAPER:
            write_result(PAPER, options.part, judged_paper(options.part), FOLDER)
            continue
        encoders = plan_named(SHIPPED if name == "floors" else name).configuration.encoders
        if encoders.photo != loaded:
            dataset, loaded = load_everyday(encoders.photo), encoders.photo
        for seed in [0] if name == "floors" else options.seed or [0]:
            command = f"training/run everyday.evaluate {name} --part {options.part} --seed {seed}"
            if name == "floors":
                content = evaluate_floors(dataset, options.part)
                content["provenance"] = provenance(dataset, encoders, command, None)
                write_result(name, options.part, content, FOLDER)
                continue
            plan = plan_named(name, seed)
            learner = EverydayLearner(plan, dataset)
            learner.load(checkpoint_of(plan.configuration))
            network = learner.best_network()
            content = evaluate(network, dataset, options.part, beta := chosen_beta(network, dataset))
            content |= {"log": learner.log, "languages": languages_of(network, dataset, options.part, beta)}
            content["provenance"] = provenance(dataset, plan.configuration.encoders, command, plan.configuration)
            write_result(plan.configuration.name, options.part, content, FOLDER)


if __name__ == "__main__":
    main()
