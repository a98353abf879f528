"""`python -m everyday.ship NAME [--seed N]`: a learnt everyday network as a folder of `public/models`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch

from data.work import placed
from design.golden import golden, made_up_cases
from design.network import Design
from design.package import Description, add_file, write_package
from design.prepare import MODELS, encoder_key
from design.runs import checkpoint_of
from design.ship import LICENCE, feature_sizes, next_revision
from design.weights import Form, round_to
from evaluation.metrics import at
from evaluation.results import Result, read_result

from .card import card_of
from .dataset import CAPTION, Everyday, load_everyday
from .evaluate import FOLDER
from .learn import CHOOSING, EverydayLearner, K, judged_without_history
from .plan import SHIPPED, plan_named
from .related import FILE as RELATED
from .related import table_of, write_related
from .vocabulary import curation, is_light, is_personal, kind_of, label_of, languages

IDENTIFIER = "design-everyday"
MOST_LOST = 0.003  # of F1@5 on validation, by rounding
FORM: Form = "int8"


def entries(dataset: Everyday) -> list[dict[str, Any]]:
    """`vocabulary.json`'s tags: label, uses, authors, kind, light, personal, language, other spellings."""
    twins = curation()["twins"]
    return [
        {
            "key": key,
            "label": label_of(key),
            "count": dataset.uses.posts[key],
            "authors": dataset.uses.authors.get(key, 0),
        }
        | {"kind": kind_of(key)}
        | ({"light": True} if is_light(key) else {})
        | ({"personal": True} if is_personal(key) else {})
        | ({"language": languages()[key]} if key in languages() else {})
        | ({"also": twins[key]} if twins.get(key) else {})
        for key in dataset.vocabulary.keys
    ]


def lost_by_rounding(network: Design, dataset: Everyday) -> float:
    """Rounds the network in place; returns the most that one of `CHOOSING` loses in F1@5 on validation."""

    def scores() -> np.ndarray:
        return np.array(
            [
                at(judged_without_history(network, dataset, dataset.judged_on("validation", name), given), K)["f1"]
                for name, given in CHOOSING
            ]
        )

    before = scores()
    round_to(network, FORM)
    return float((before - scores()).max())


def ship(name: str, seed: int, dataset: Everyday, folder: Any = MODELS) -> dict[str, Any]:
    """Writes the folder; returns its manifest. Refused where it was not evaluated or rounding costs too much."""
    plan = plan_named(name, seed)
    learner = EverydayLearner(plan, dataset)
    learner.load(checkpoint_of(plan.configuration))
    validation = read_result(plan.configuration.name, "validation", FOLDER)
    if validation is None:
        raise SystemExit(f"{plan.configuration.name}: evaluate on validation first, β is chosen there")
    beta = float(validation.content["beta"])
    network = learner.best_network().fold()
    lost = lost_by_rounding(network, dataset)
    print(f"{plan.configuration.name}: {FORM} costs {lost:+.4f} of F1@{K} on validation", flush=True)
    if lost > MOST_LOST:
        raise SystemExit(f"{plan.configuration.name}: {FORM} costs more than {MOST_LOST} of F1@{K}")
    encoders = plan.configuration.encoders
    description = Description(
        id=IDENTIFIER,
        revision=next_revision(folder / IDENTIFIER),
        name="Everyday hashtags",
        description="Recommends hashtags that people really write, from a photo, a caption and earlier posts.",
        licence=LICENCE,
        source=tuple(dict.fromkeys(post.set for post in dataset.posts)),
        photo_encoder=encoder_key(encoders.photo),
        caption_encoder=encoder_key(CAPTION),
    )
    cases = made_up_cases(network, seed=1, scale=feature_sizes(dataset), every=False)
    test: Result | None = read_result(plan.configuration.name, "test", FOLDER)
    card = card_of(
        network, test or validation, "test" if test else "validation", f"{FORM} (costs {lost:+.4f} of F1@{K})"
    )
    place = folder / IDENTIFIER
    manifest = write_package(
        place, network, entries(dataset), golden(network, cases, beta), description, beta, card, FORM
    )
    return with_related(place, manifest, dataset)


def with_related(place: Path, manifest: dict[str, Any], dataset: Everyday) -> dict[str, Any]:
    """The folder with the table of related hashtags; returns its manifest."""
    write_related(place, table_of(dataset.vocabulary.keys, dataset.posts, dataset.parts, dataset.names()))
    return add_file(place, manifest, "related", RELATED)


def main() -> None:
    """Ships one learnt network."""
    parser = argparse.ArgumentParser(prog="python -m everyday.ship")
    parser.add_argument("name", nargs="?", default=SHIPPED)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=placed, default=MODELS)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    manifest = ship(options.name, options.seed, load_everyday("tagweave-vit"), options.folder)
    size = sum(entry["bytes"] for entry in manifest["files"])
    print(f"{manifest['id']}@{manifest['revision']}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
