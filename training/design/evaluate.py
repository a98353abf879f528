"""`python -m design.evaluate CONFIG… [--seed N]… [--part validation|test]`: judges trained networks, and the floors.

β of A2 is chosen on validation and kept in that result; the test part only reads it. The test posts of a table are
read in one call of this command. What is already judged, by the same configuration on the same data, is left as it is.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

import numpy as np
import torch

from data.split import Part
from evaluation.metrics import LARGEST_K, Judged, at, calibration, judge, spread
from evaluation.results import SCHEMA, Result, from_bits, judged_posts, met, read_result, write_result

from .cases import AS_POSTED, cases_of
from .configuration import Configuration, Encoders, runs_of
from .dataset import Dataset
from .evaluate_floors import evaluate_floors, floors_name
from .examples import recommended
from .learn import K, Learner, assigned_tags
from .predict import Predictions, earlier_rows, memory_of, predict
from .prepare import data_checksum, load_dataset
from .provenance import provenance
from .runs import checkpoint_of
from .system import System

BETAS = tuple(round(0.1 * step, 1) for step in range(11))


def best_beta(predictions: Predictions, assigned: list[set[int]]) -> float:
    """The β of A2 with the best F1@7 (the larger of equals)."""
    scores = {beta: at(judge(predictions.ranking("hybrid", beta, K), assigned), K)["f1"] for beta in BETAS}
    return max(scores, key=lambda beta: (scores[beta], beta))


def lists_of(network: System) -> tuple[str, ...]:
    """The lists one trained network gives: of its heads, and by A1 where A2 is its rule (A3 is learnt with it)."""
    both = "hybrid" in network.heads and network.shape.rule == "A2"
    return (*network.heads, "A1") if both else network.heads


def evaluate(learner: Learner, part: Part, beta: float | None) -> dict[str, Any]:
    """Judges the best network of a run. β None: chosen on these posts, which must then be the validation part."""
    dataset, network = learner.dataset, learner.best_network()
    rows = dataset.of_part(part)
    memory = memory_of(network, dataset, earlier_rows(dataset, rows, network.shape.history_length))
    content: dict[str, Any] = {"posts": {}, "met": {}}
    for name, case in cases_of(dataset, rows).items():
        known = assigned_tags(dataset, case.rows)
        predictions = predict(network, dataset, case.rows, memory=memory, texts=case.texts, **case.given)
        if beta is None and "hybrid" in network.heads and network.shape.rule == "A2":
            beta = best_beta(predictions, known)
        heads = lists_of(network) if case.texts is None else network.heads[-1:]
        rankings = {head: predictions.ranking(head, beta, LARGEST_K) for head in heads}
        content["met"][name] = {head: met(ranking, known) for head, ranking in rankings.items()}
        posts = [dataset.posts[row] for row in case.rows]
        content["posts"][name] = judged_posts(posts, known, [len(dataset.earlier[row]) for row in case.rows])
        if name == AS_POSTED:
            counts = np.array(dataset.vocabulary.counts)
            content["spread"] = {head: spread(ranking, K, counts) for head, ranking in rankings.items()}
            content["calibration"] = calibrated(network, dataset, case.rows, predictions)
            content["gate"] = {
                stratum: float(predictions.gate[torch.tensor(members)].mean())
                for stratum, members in content["posts"][name]["strata"].items()
            }
            content["examples"] = recommended(dataset, case.rows, rankings, K)
    return {"beta": beta, "log": learner.log, **content}


def calibrated(network: System, dataset: Dataset, rows: np.ndarray, predictions: Predictions) -> dict[str, Any]:
    """The calibration of ŷ over every hashtag, and over the K best of each post, which are those a person sees."""
    if not network.sigmoid:
        return {}
    yhat, targets = predictions.yhat.numpy(), dataset.targets(rows).numpy()
    best = predictions.ranking("classification", None, K)
    seen = (np.take_along_axis(values, best, 1) for values in (yhat, targets))
    return {"every hashtag": calibration(yhat, targets), "recommended": calibration(*seen)}


def line(name: str, content: dict[str, Any], part: Part) -> str:
    """F1@7 of each system, for the terminal."""
    known = np.array(content["posts"][AS_POSTED]["sizes"])
    scores = {s: at(Judged(from_bits(text), known), K)["f1"] for s, text in content["met"][AS_POSTED].items()}
    return f"{name} on {part}: " + ", ".join(f"{system} {score:.4f}" for system, score in scores.items())


def stands(result: Result | None, configuration: Configuration | None, data: str) -> bool:
    """Whether a result is that of this configuration (None: a floor) on this data, in today's form."""
    if result is None or result.content.get("schema") != SCHEMA:
        return False
    made = result.content["provenance"]
    same = made["configuration"] is None if configuration is None else configuration.is_that_of(made["configuration"])
    return same and made["data"] == data


def judge_run(configuration: Configuration, dataset: Dataset, part: Part, command: str, again: bool = False) -> None:
    """Judges one trained configuration and writes its result, unless it stands already."""
    data = data_checksum(dataset.posts)
    if not again and stands(read_result(configuration.name, part), configuration, data):
        print(f"{configuration.name} on {part}: stands already")
        return
    learner = Learner(configuration, dataset)
    learner.load(checkpoint_of(configuration))
    if learner.epoch < configuration.training.epochs:
        raise SystemExit(f"{configuration.name}: trained for {learner.epoch} epochs only; let design.train finish it")
    beta = None
    if part == "test":
        chosen = read_result(configuration.name, "validation")
        if not stands(chosen, configuration, data):
            raise SystemExit(f"{configuration.name}: evaluate on validation first, β is chosen there")
        beta = chosen.content["beta"]
    content = evaluate(learner, part, beta)
    made = provenance(dataset, configuration.encoders, command, configuration)
    write_result(configuration.name, part, {"provenance": made, **content})
    print(line(configuration.name, content, part), f"β {content['beta']}", flush=True)


def judge_floors(dataset: Dataset, encoders: Encoders, part: Part, command: str, again: bool = False) -> None:
    """Judges the floors of a pair of encoders and writes their result, unless it stands already."""
    name, data = floors_name(encoders), data_checksum(dataset.posts)
    if not again and stands(read_result(name, part), None, data):
        return
    chosen = None
    if part == "test":
        earlier = read_result(name, "validation")
        if not stands(earlier, None, data):
            raise SystemExit(f"{name}: evaluate on validation first, k is chosen there")
        chosen = earlier.content["chosen"]
    content = evaluate_floors(dataset, part, chosen)
    write_result(name, part, {"provenance": provenance(dataset, encoders, command, None), **content})
    print(line(name, content, part), content["chosen"], flush=True)


def main() -> None:
    """Writes `results/<name>.<part>.json` of every named configuration, and of the floors beside them."""
    parser = argparse.ArgumentParser(prog="python -m design.evaluate")
    parser.add_argument("configurations", nargs="+")
    parser.add_argument("--part", choices=("validation", "test"), default="validation")
    parser.add_argument("--seed", type=int, action="append", help="instead of the configuration's own; may be repeated")
    parser.add_argument("--again", action="store_true", help="even where a result stands")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    command = f"training/run evaluate {' '.join(sys.argv[1:])}"
    known: dict[Encoders, Dataset] = {}
    for configuration in runs_of(options.configurations, options.seed):
        encoders = configuration.encoders
        if encoders not in known:
            known.clear()
            known[encoders] = load_dataset(encoders)
            judge_floors(known[encoders], encoders, options.part, command, options.again)
        judge_run(configuration, known[encoders], options.part, command, options.again)


if __name__ == "__main__":
    main()
