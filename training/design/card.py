"""The model card of a shipped network."""

from __future__ import annotations

from evaluation.metrics import at
from evaluation.results import Result

from .configuration import Configuration
from .learn import K
from .network import Design

SOURCE = ("flickr8k", "openclipart", "mvsa", "clothing", "klg", "byjp", "chema")
FEWEST_POSTS = 15  # a figure over fewer posts says nothing
TERMS = (
    ": public sets, for research and\neducation or in the public domain (flickr8k's hashtags are derived from captions)"
)
DEPARTURE = " (a named departure from the paper, docs/formats.md)"


def card_of(
    identifier: str,
    configuration: Configuration,
    network: Design,
    validation: Result,
    test: Result | None,
    sets: tuple[str, ...],
    stored: str,
) -> str:
    """The card: what it is, intended use, data and terms, figures, limits. `stored`: the form of its weights."""
    result = test or validation
    made, pooling = result.content["provenance"], configuration.network.pooling
    departs = "" if pooling == "attention" else DEPARTURE
    named = (
        "\nHashtags were learnt together with the words they are written with (docs/decisions/0005-network.md), "
        "another one."
        if configuration.named
        else ""
    )
    weights = sum(weight.numel() for weight in network.parameters())
    return f"""# {identifier}

DESIGN (S. Yakovlev, N. Shapoval, 2024) with {configuration.network.fusion} fusion: word attention, parallel
co-attention, fusion, history and two hashtag heads whose scores are aggregated (A2, β = {result.content["beta"]}).
{weights:,} weights in {stored}, {network.shape.vocabulary} hashtags. Pooling: `{pooling}`{departs}.{named}
Encoders: {made["encoders"][0]} for the photo, {made["encoders"][1]} for the caption. Vectors of other encoders mean
nothing to it.

**Intended use.** Suggesting hashtags to a person, who decides. Not for judging people, moderation or surveillance.

**Data.** Trained on the training part of {", ".join(sets)}{"" if set(sets) - set(SOURCE) else TERMS}. Pictures and
texts are not part of the product. Hashtags used fewer than five times, those on the never-suggest list, names of
private persons and artefacts of the sources are not in the vocabulary.

**Figures** on the {"test" if test else "validation"} part, K = {K}, hybrid, {made["machine"]},
seed {configuration.training.seed}, commit {made["commit"]}; `{made["command"]}`.

| given | set | posts | hit | precision | recall | F1 |
|---|---|---|---|---|---|---|
{figures_of(result, sets)}

**Limits.** The hashtags are mostly English, and mostly those of captions of everyday photos; moods come from one noisy
set of tweets. Faces, places and brands are not recognised. It repeats the imbalances of its sources. It may be wrong.
"""


def figures_of(result: Result, sets: tuple[str, ...]) -> str:
    """A row for every case and set with enough posts."""
    rows = []
    for case in result.content["met"]:
        for stratum, posts in result.strata(case).items():
            if stratum in ("together", *sets) and posts >= FEWEST_POSTS:
                figures = at(result.judged(case, "hybrid", stratum), K)
                values = " | ".join(f"{figures[name]:.3f}" for name in ("hit", "precision", "recall", "f1"))
                rows.append(f"| {case} | {stratum} | {posts} | {values} |")
    return "\n".join(rows)
