"""`python -m design.report`: writes `docs/results.md` from the result files alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evaluation.metrics import LARGEST_K, at, bootstrap_difference
from evaluation.results import Result, read_result
from evaluation.tables import figure, table

from .learn import K
from .system import HEADS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "results.md"
GRID = {
    "sum, CNN": "cnn-sum",
    "weighted, CNN": "cnn-weighted",
    "sum, ViT": "vit-sum",
    "weighted, ViT": "vit-weighted",
}
FLOORS = {"floors, CNN features": "floors-efficientnet-lite2", "floors, ViT features": "floors-tagweave-vit"}
SETS = ("flickr8k", "openclipart", "mvsa", "clothing", "klg")
NOTED = (
    "no caption",
    "caption of 1–3 words",
    "caption of 4+ words",
    "no earlier post",
    "1–2 earlier posts",
    "3+ earlier posts",
)
FEWEST = 15


def found(names: dict[str, str], part: str) -> dict[str, Result]:
    """The results that exist, by the words of the table."""
    results = {words: read_result(name, part) for words, name in names.items()}
    return {words: result for words, result in results.items() if result is not None}


def systems(part: str) -> list[tuple[str, Result, str]]:
    """(words, result, system) of every row: the grid's heads, then the floors (those of popularity once)."""
    rows = [(f"{words}, {head}", result, head) for words, result in found(GRID, part).items() for head in HEADS]
    floors = found(FLOORS, part)
    for number, (words, result) in enumerate(floors.items()):
        kind = words.split(", ")[1]
        for system in result.content["met"]["as posted"]:
            if system == "k-nearest":
                rows.append((f"k-nearest posts, {kind}", result, system))
            elif number == 0:
                rows.append((system, result, system))
    return rows


def f1(result: Result, system: str, stratum: str = "together", k: int = K, **options: Any) -> float:
    """F1@K of a row in a stratum."""
    return at(result.judged(options.pop("case", "as posted"), system, stratum, **options), k)["f1"]


def main_table(part: str) -> str:
    """Hit, P, R, F1 at the paper's K, for all sets together."""
    rows = []
    for words, result, system in systems(part):
        figures = at(result.judged("as posted", system), K)
        wide = at(result.judged("as posted", system, every_tag=True), K)
        names = ("hit", "precision", "recall", "f1", "f1_per_post", "ndcg")
        rows.append([words, *(figure(figures[name]) for name in names), figure(wide["f1"])])
    return table(["system", "Hit", "P", "R", "F1", "F1 a post", "NDCG", "F1, all tags"], rows)


def set_table(part: str, strata: tuple[str, ...]) -> str:
    """F1@7 in each stratum with enough posts."""
    rows = systems(part)
    counted = rows[0][1].strata()
    kept = [name for name in strata if counted.get(name, 0) >= FEWEST]
    head = ["system", "together", *(f"{name} ({counted[name]})" for name in kept)]
    return table(head, ([w, *(figure(f1(r, s, name)) for name in ("together", *kept))] for w, r, s in rows))


def sweep_table(part: str) -> str:
    """F1@K for K = 1 … 15 and the best K."""
    rows = []
    for words, result, system in systems(part):
        values = [f1(result, system, k=k) for k in range(1, LARGEST_K + 1)]
        best = max(range(LARGEST_K), key=lambda place: values[place])
        rows.append([words, *(figure(value) for value in values), str(best + 1)])
    return table(["system", *(str(k) for k in range(1, LARGEST_K + 1)), "best K"], rows)


def case_table(part: str) -> str:
    """What the hybrid makes of less: photo only, caption only, without history."""
    rows = []
    for words, result in found(GRID, part).items():
        for case in result.content["met"]:
            posts = result.strata(case)["together"]
            figures = at(result.judged(case, "hybrid"), K)
            rows.append([words, case, str(posts), *(figure(figures[n]) for n in ("hit", "precision", "recall", "f1"))])
    return table(["network", "given", "posts", "Hit", "P", "R", "F1"], rows)


def differences(part: str) -> str:
    """Paired bootstrap of the differences the page speaks of."""
    grid = found(GRID, part)
    pairs = [
        ("weighted − sum, ViT", "weighted, ViT", "sum, ViT"),
        ("weighted − sum, CNN", "weighted, CNN", "sum, CNN"),
        ("ViT − CNN, weighted", "weighted, ViT", "weighted, CNN"),
        ("ViT − CNN, sum", "sum, ViT", "sum, CNN"),
    ]
    rows = []
    for words, ours, theirs in pairs:
        for head in HEADS:
            if ours in grid and theirs in grid:
                both = (grid[name].judged("as posted", head) for name in (ours, theirs))
                rows.append([f"{words}, {head}", *interval(bootstrap_difference(*both, K))])
    for words, result in grid.items():
        both = (result.judged(case, "hybrid", "3+ earlier posts") for case in ("as posted", "without history"))
        rows.append([f"history − no history, {words}, 3+ earlier posts", *interval(bootstrap_difference(*both, K))])
        parts = (result.judged("as posted", head) for head in ("hybrid", "classification"))
        rows.append([f"hybrid − classification, {words}", *interval(bootstrap_difference(*parts, K))])
    return table(["difference in F1@7", "mean", "95 % interval"], rows)


def interval(difference: dict[str, float]) -> list[str]:
    """Mean and interval as text."""
    return [figure(difference["difference"]), f"{figure(difference['low'])} … {figure(difference['high'])}"]


def spread_table(part: str) -> str:
    """How uniform the recommendations are, and what the gate prefers."""
    rows = []
    for words, result in found(GRID, part).items():
        for head, values in result.content["spread"].items():
            rows.append(
                [
                    f"{words}, {head}",
                    figure(values["coverage"]),
                    figure(values["gini"]),
                    f"{values['mean_popularity']:.0f}",
                ]
            )
    return table(["system", "coverage", "Gini", "mean uses of a tag"], rows)


def gate_table(part: str) -> str:
    """mean(w): the share of the photo in p."""
    rows = []
    for words, result in found(GRID, part).items():
        if "weighted" in words:
            rows.append([words, *(figure(result.content["gate"].get(name, 0.5)) for name in ("together", *NOTED[:3]))])
    return table(["network", "together", *NOTED[:3]], rows)


def origin(part: str) -> str:
    """The provenance of every file that the page was made from."""
    rows = []
    for result in {**found(GRID, part), **found(FLOORS, part)}.values():
        made, content = result.content["provenance"], result.content
        training = (made["configuration"] or {}).get("training", {})
        chosen = f"β = {content['beta']}" if "beta" in content else str(content["chosen"])
        epochs = (
            f"{len(content['log'])} epochs, {sum(e['seconds'] for e in content['log']) / 60:.0f} min"
            if "log" in content
            else ""
        )
        rows.append(
            [
                content["name"],
                " + ".join(made["encoders"]),
                str(training.get("seed", "")),
                epochs,
                chosen,
                made["commit"],
            ]
        )
    return table(["result", "encoders", "seed", "training", "chosen on validation", "judged at commit"], rows)


def page(part: str = "test") -> str:
    """The whole page."""
    some = next(iter(found(GRID, part).values()))
    made, counted = some.content["provenance"], some.strata()
    sets = ", ".join(f"{name} {counted[name]}" for name in (*SETS, "byjp", "chema") if name in counted)
    return f"""# Results

Written by `training/run design.report` from `training/results/*.{part}.json`; nothing here is typed by hand.

**Data**: the union of the post sets of `shared/data`, {part} part of the split of systems.md §7 (80/10/10, by time
where there are dates, else by a hash of the id): {counted["together"]} posts with a hashtag of the vocabulary ({sets}).
Vocabulary: {made["vocabulary"]} hashtags used at least five times in training posts, less the never-suggest list, names
of private persons and artefacts. G is restricted to it; the last column of the first table counts every assigned tag.
flickr8k's hashtags are derived from other people's captions of the photo. Data checksum `{made["data"][:16]}`.
**Machine**: {made["machine"]}; PyTorch {made["torch"]}. **Command**: `{made["command"]}`.
**Photo encoders**: EfficientNet-Lite2 in the seat of the paper's CNN, Tagweave's hybrid ViT in that of its ViT (it was
trained on the training part of the same posts, so ViT − CNN measures that too). **Caption encoder**:
multilingual-e5-small, 100k pieces. All four networks: the same hyperparameters, chosen on validation
(docs/decisions/0005-network.md), 10 epochs, pooling `attention+mean`, history of 5.
One seed; classification and sequence are the two heads of one network trained on L_MLC + L_SG, hybrid is A2 over both.
Absolute figures are not comparable with the paper's (other data); configurations here are with each other.

## {{sum, weighted}} × {{CNN, ViT}} × {{classification, sequence, hybrid}}, and the floors, K = {K}

{main_table(part)}

F1 is the harmonic mean of the averaged precision and recall (the paper's); "F1 a post" is the mean F1 of the posts.

## F1@{K} by set (posts)

{set_table(part, SETS)}

## F1@{K} by caption and history (posts)

{set_table(part, NOTED)}

## Differences (paired bootstrap over posts, 2,000 resamples)

{differences(part)}

## With less given (hybrid, K = {K})

{case_table(part)}

"Caption only" counts the posts that have a caption.

## F1@K

{sweep_table(part)}

## How uniform

{spread_table(part)}

What the gate prefers, mean(w): 0 is all caption, 1 all photo.

{gate_table(part)}

## Where the figures come from

{origin(part)}
"""


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} written")


if __name__ == "__main__":
    main()
