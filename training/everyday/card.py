"""The model card of the everyday network."""

from __future__ import annotations

from design.network import Design
from evaluation.metrics import at
from evaluation.results import Result

from .posts import SETS

SHOWN = ("people", "people, new persons", "p01", "captions", "writers", "mvsa", "klg", "flickr8k", "openclipart")
FEWEST_POSTS = 15  # a figure over fewer posts says nothing


def card_of(network: Design, result: Result, part: str, stored: str) -> str:
    """The card: what it is, intended use, data and terms, figures, limits. `stored`: the form of its weights."""
    made = result.content["provenance"]
    weights = sum(weight.numel() for weight in network.parameters())
    return f"""# design-everyday

DESIGN (S. Yakovlev, N. Shapoval, 2024) with the weighted gate, learnt on hashtags that people really write
(docs/decisions/0012-everyday-vocabulary.md, 0013-everyday-network.md). {weights:,} weights in {stored},
{network.shape.vocabulary} hashtags. Encoders: {made["encoders"][0]} for the photo, {made["encoders"][1]} for the
caption.

**Intended use.** Suggesting hashtags to a person, who decides. Not for judging people, moderation or surveillance.

**Data.** The training parts of {", ".join(SETS)}: captions with their hashtags, most of them without a picture
(about 2013–2017), photo posts of some hundred people, public image sets. For research; pictures and texts are not part
of the product. Counts of a hashtag are of these posts, not of what is popular today.

**Figures** on the {part} part, hybrid, {made["machine"]}, seed {made["configuration"]["training"]["seed"]},
commit {made["commit"]}; `{made["command"]}`. G is all hashtags of a post, those that the network does not know too.

| given | posts of | posts | F1@3 | F1@5 | hit@5 | NDCG@5 |
|---|---|---|---|---|---|---|
{figures_of(result)}

**Limits.** Mostly English, some Spanish, German, French. From a photo alone it is right about every fifth to tenth time
on the posts of people it never saw. It knows no trends, no faces, no places by sight. It repeats the imbalances of its
sources. It may be wrong.
"""


def figures_of(result: Result) -> str:
    """A row for every case and group of posts."""
    rows = []
    for case in result.content["met"]:
        for stratum in SHOWN:
            posts = result.strata(case).get(stratum, 0)
            if posts >= FEWEST_POSTS:
                judged = result.judged(case, "hybrid", stratum, every_tag=True)
                at3, at5 = at(judged, 3), at(judged, 5)
                figures = " | ".join(f"{value:.3f}" for value in (at3["f1"], at5["f1"], at5["hit"], at5["ndcg"]))
                rows.append(f"| {case} | {stratum} | {posts} | {figures} |")
    return "\n".join(rows)
