"""`python -m design.ship CONFIG… [--form int8]`: trained networks as folders under `public/models` (docs/formats.md).

Batch normalisation is folded, weights are rounded to their file form first, and the golden values are those of the
rounded weights. What rounding costs is measured on validation, and too much of it is refused. The golden inputs are
random numbers of the features' size: no post goes into the product.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch

from data.labels import label
from data.posts import twins
from data.work import placed
from evaluation.metrics import at, judge
from evaluation.results import read_result

from .card import card_of
from .configuration import Configuration, read_configuration
from .dataset import Dataset
from .golden import golden, made_up_cases
from .learn import K, Learner, assigned_tags
from .network import Design
from .package import Description, write_package
from .predict import predict
from .prepare import MODELS, encoder_key, load_dataset
from .runs import checkpoint_of
from .weights import Form, round_to

LICENCE = "MIT"


MOST_LOST = 0.002  # of F1@7 on validation, by rounding


def ship(
    configuration: Configuration, dataset: Dataset, revision: str | None, folder: Path, form: Form = "float16"
) -> dict[str, Any]:
    """Writes the folder of one trained configuration; returns its manifest. Without a revision: one more than there."""
    if configuration.system.name != "design":
        raise SystemExit(f"{configuration.name}: only DESIGN is shipped, {configuration.system.name} is for comparison")
    learner = Learner(configuration, dataset)
    learner.load(checkpoint_of(configuration))
    validation = read_result(configuration.name, "validation")
    if validation is None:
        raise SystemExit(f"{configuration.name}: evaluate on validation first, β is chosen there")
    beta = float(validation.content["beta"])
    network = learner.best_network().fold()
    lost = lost_by_rounding(network, dataset, beta, form)
    print(f"{configuration.name}: {form} costs {lost:+.4f} of F1@{K} on validation", flush=True)
    if lost > MOST_LOST:
        raise SystemExit(f"{configuration.name}: {form} costs more than {MOST_LOST} of F1@{K}; ship it in float16")
    vocabulary = [
        {"key": key, "label": label(key), "count": count} | ({"also": twins()[key]} if key in twins() else {})
        for key, count in zip(dataset.vocabulary.keys, dataset.vocabulary.counts, strict=True)
    ]
    identifier, sets = f"design-{configuration.name}", tuple(dict.fromkeys(post.set for post in dataset.posts))
    description = Description(
        id=identifier,
        revision=revision or next_revision(folder / identifier),
        name=f"DESIGN, {configuration.network.fusion} fusion, {configuration.encoders.photo}",
        description="Recommends hashtags from a photo, a caption and earlier posts; trained on public post sets.",
        licence=LICENCE,
        source=sets,
        photo_encoder=encoder_key(configuration.encoders.photo),
        caption_encoder=encoder_key(configuration.encoders.caption),
    )
    cases = made_up_cases(network, seed=1, scale=feature_sizes(dataset), every=False)
    test = read_result(configuration.name, "test")
    card = card_of(identifier, configuration, network, validation, test, sets, f"{form} (costs {lost:+.4f} of F1@{K})")
    return write_package(
        folder / identifier, network, vocabulary, golden(network, cases, beta), description, beta, card, form
    )


def next_revision(folder: Path) -> str:
    """Vectors in people's histories name the revision they were made by, so none is ever given twice."""
    manifest = folder / "manifest.json"
    return str(int(json.loads(manifest.read_text())["revision"]) + 1) if manifest.exists() else "1"


def lost_by_rounding(network: Design, dataset: Dataset, beta: float, form: Form) -> float:
    """Rounds the network in place; returns what the worst of its lists loses in F1@7 on validation."""
    rows = dataset.of_part("validation")
    assigned = assigned_tags(dataset, rows)

    def scores() -> np.ndarray:
        predictions = predict(network, dataset, rows)
        lists = (predictions.ranking(head, beta, K) for head in network.heads)
        return np.array([at(judge(ranking, assigned), K)["f1"] for ranking in lists])

    before = scores()
    round_to(network, form)
    return float((before - scores()).max())


def feature_sizes(dataset: Dataset) -> tuple[float, float]:
    """Root mean square of the photo's and of the caption's numbers, for golden inputs of a likely size."""
    photo = np.sqrt(np.mean(np.square(dataset.photo[:64].astype(np.float32))))
    words = np.sqrt(np.mean(np.square(dataset.texts.tokens[:4096].astype(np.float32))))
    return float(photo), float(words)


def main() -> None:
    """Ships every named configuration."""
    parser = argparse.ArgumentParser(prog="python -m design.ship")
    parser.add_argument("configurations", nargs="+")
    parser.add_argument("--revision", help="default: one more than what stands in the folder")
    parser.add_argument("--form", choices=("float16", "int8"), default="float16", help="how weights are stored")
    parser.add_argument("--folder", type=placed, default=MODELS)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    known: dict[str, Dataset] = {}
    for configuration in map(read_configuration, options.configurations):
        key = str(configuration.encoders)
        if key not in known:
            known.clear()
            known[key] = load_dataset(configuration.encoders)
        manifest = ship(configuration, known[key], options.revision, options.folder, options.form)
        size = sum(entry["bytes"] for entry in manifest["files"])
        print(f"{manifest['id']}@{manifest['revision']}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
