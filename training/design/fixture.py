"""`python -m design.fixture`: tiny networks with random weights, one a fusion × pooling, for the TypeScript tests."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, get_args

import numpy as np
import torch

from .golden import golden, made_up_cases, unpack
from .network import Design
from .package import Description, write_package
from .shape import SEQUENCE_STEPS, Fusion, Pooling, Shape
from .weights import Form, round_to

FOLDER = Path(__file__).resolve().parents[2] / "e2e" / "fixtures" / "models"
VOCABULARY = 40
BETA = 0.6
END_BIAS = 0.5  # so that some lists end early and some do not
SMALLEST_GAP = 5e-4  # between neighbours of the final order: it must not hang on the last digit


def tiny_network(fusion: Fusion, pooling: Pooling, seed: int = 0, form: Form = "float16") -> Design:
    """Random weights of a size at which every stage moves: no weight is left at an initial zero or one.

    As bytes it is a little larger, so that some of its matrices are worth it.
    """
    torch.manual_seed(seed)
    d = 32 if form == "float16" else 64
    shape = Shape(
        photo_rows=49, photo_width=48, caption_width=32, vocabulary=VOCABULARY,
        d=d, k=16, gru=24, tag_embedding=12, fusion=fusion, pooling=pooling,
    )  # fmt: skip
    network = Design(shape).fold()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            noise = torch.randn(weight.shape) * (0.4 if weight.dim() == 1 else weight.shape[-2] ** -0.5)
            weight.copy_(1 + noise if name.endswith(".scale") else noise)
        network.sequence.tags.mul_(4)
        network.sequence.output.weight.mul_(3)
        network.sequence.output.bias[-1] += END_BIAS
    round_to(network, form)
    return network


def telling_network(fusion: Fusion, pooling: Pooling, form: Form = "float16") -> tuple[Design, dict[str, Any]]:
    """The first seed whose golden cases have lists of many lengths and no near ties, with these cases."""
    for seed in range(200):
        network = tiny_network(fusion, pooling, seed, form)
        cases = golden(network, made_up_cases(network, seed=1), BETA)
        stages = [case["stages"] for case in cases["cases"]]
        best = [np.sort(unpack(stage["scores"]))[::-1][: SEQUENCE_STEPS + 1] for stage in stages]
        gap = min(float(np.min(scores[:-1] - scores[1:])) for scores in best)
        if gap > SMALLEST_GAP and len({len(stage["sequence"]) for stage in stages}) >= 4:
            return network, cases
    raise RuntimeError("no seed gives telling cases")


def fixture_id(fusion: Fusion, pooling: Pooling, form: Form = "float16") -> str:
    """`tiny-network-weighted` (the paper's pooling), `tiny-network-weighted-pooled` (attention+mean), `…-int8`."""
    return f"tiny-network-{fusion}" + "-pooled" * (pooling == "attention+mean") + "-int8" * (form == "int8")


def main() -> None:
    """Writes all six networks, and one as bytes."""
    forms: list[tuple[Fusion, Pooling, Form]] = [
        *((fusion, pooling, "float16") for fusion, pooling in product(get_args(Fusion), get_args(Pooling))),
        ("weighted", "attention+mean", "int8"),
    ]
    for fusion, pooling, form in forms:
        network, cases = telling_network(fusion, pooling, form)
        name = fixture_id(fusion, pooling, form)
        vocabulary = [{"key": f"tag{h}", "label": f"Tag{h}", "count": VOCABULARY - h} for h in range(VOCABULARY)]
        description = Description(
            id=name, revision="1", name=name, description=f"Random weights, {fusion} fusion, {pooling} pooling.",
            licence="MIT", source=(), photo_encoder="tiny-photo@1", caption_encoder="tiny-caption@1",
        )  # fmt: skip
        lengths = [len(case["stages"]["sequence"]) for case in cases["cases"]]
        card = f"# {name}\n\nFor tests only.\n"
        write_package(FOLDER / name, network, vocabulary, cases, description, BETA, card, form)
        print(f"{name}: sequence lengths {lengths}")


if __name__ == "__main__":
    main()
