"""`python -m design.ship CONFIG…`: the trained network as a folder under `public/models` (docs/formats.md).

Batch normalisation is folded, weights are rounded to float16 first, and the golden values are those of the rounded
weights. The golden inputs are random numbers of the features' size: no post goes into the product.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch

from data.labels import label
from data.posts import twins
from evaluation.results import read_result

from .card import SOURCE, card_of
from .configuration import Configuration, read_configuration
from .dataset import Dataset
from .golden import golden, made_up_cases
from .learn import Learner
from .package import Description, write_package
from .prepare import MODELS, encoder_key, load_dataset
from .train import checkpoint_of
from .weights import round_to_float16

LICENCE = "MIT"


def ship(configuration: Configuration, dataset: Dataset, revision: str, folder: Path) -> dict[str, Any]:
    """Writes the folder of one trained configuration; returns its manifest."""
    if configuration.system.name != "design":
        raise SystemExit(f"{configuration.name}: only DESIGN is shipped, {configuration.system.name} is for comparison")
    learner = Learner(configuration, dataset)
    learner.load(checkpoint_of(configuration))
    validation = read_result(configuration.name, "validation")
    if validation is None:
        raise SystemExit(f"{configuration.name}: evaluate on validation first, β is chosen there")
    beta = float(validation.content["beta"])
    network = learner.best_network().fold()
    round_to_float16(network)
    vocabulary = [
        {"key": key, "label": label(key), "count": count} | ({"also": twins()[key]} if key in twins() else {})
        for key, count in zip(dataset.vocabulary.keys, dataset.vocabulary.counts, strict=True)
    ]
    identifier = f"design-{configuration.name}"
    description = Description(
        id=identifier,
        revision=revision,
        name=f"DESIGN, {configuration.network.fusion} fusion, {configuration.encoders.photo}",
        description="Recommends hashtags from a photo, a caption and earlier posts; trained on public post sets.",
        licence=LICENCE,
        source=SOURCE,
        photo_encoder=encoder_key(configuration.encoders.photo),
        caption_encoder=encoder_key(configuration.encoders.caption),
    )
    cases = made_up_cases(network, seed=1, scale=feature_sizes(dataset), every=False)
    card = card_of(identifier, configuration, network, validation, read_result(configuration.name, "test"))
    return write_package(
        folder / identifier, network, vocabulary, golden(network, cases, beta), description, beta, card
    )


def feature_sizes(dataset: Dataset) -> tuple[float, float]:
    """Root mean square of the photo's and of the caption's numbers, for golden inputs of a likely size."""
    photo = np.sqrt(np.mean(np.square(dataset.photo[:64].astype(np.float32))))
    words = np.sqrt(np.mean(np.square(dataset.texts.tokens[:4096].astype(np.float32))))
    return float(photo), float(words)


def main() -> None:
    """Ships every named configuration."""
    parser = argparse.ArgumentParser(prog="python -m design.ship")
    parser.add_argument("configurations", nargs="+")
    parser.add_argument("--revision", default="1", help="any change of weights needs another one")
    parser.add_argument("--folder", type=Path, default=MODELS)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    known: dict[str, Dataset] = {}
    for configuration in map(read_configuration, options.configurations):
        key = str(configuration.encoders)
        if key not in known:
            known.clear()
            known[key] = load_dataset(configuration.encoders)
        manifest = ship(configuration, known[key], options.revision, options.folder)
        size = sum(entry["bytes"] for entry in manifest["files"])
        print(f"{manifest['id']}@{manifest['revision']}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
