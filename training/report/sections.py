"""The tables of docs/results.md, each a function of the results alone."""

from __future__ import annotations

import numpy as np

from evaluation.metrics import LARGEST_K, at
from evaluation.results import checksum
from evaluation.tables import figure, table

from .catalogue import (
    ABLATIONS,
    COMPARED,
    DESIGN,
    FLOORS,
    FUSIONS,
    GRID,
    LISTS,
    NAMED,
    NAMED_TAGNET,
    PAPER,
    WITHOUT_HISTORY,
    every_row,
    less,
    lists_of,
)  # fmt: skip
from .differences import cells, difference
from .rows import AS_POSTED, METRICS, NOT_RUN, SMALL_K, K, Row, Source, spoken

CAPTIONS = ("no caption", "caption of 1–3 words", "caption of 4+ words")
HISTORIES = ("no earlier post", "1–2 earlier posts", "3+ earlier posts")
FEWEST = 15  # posts in a stratum that gets a figure
SHOWN = ("hit", "precision", "recall", "f1")
DIFFERENCE_HEAD = ("difference in F1@7", "mean", "95 % interval", "seeds", "posts")


def share(value: float | None) -> str:
    """A figure, or that it was not run."""
    return NOT_RUN if value is None else figure(value)


def paper_table(source: Source) -> str:
    """The layout of the paper's Table 1: Hit, P, R, F1 at K = 7 and at the best K."""
    rows = []
    for row in GRID.values():
        best = row.best_k(source)
        at_best = [share(row.mean(source, metric, best)) for metric in SHOWN] if best else [NOT_RUN] * len(SHOWN)
        rows.append(
            [row.words, str(len(row.judged(source))), *(spoken(row.scores(source, metric)) for metric in SHOWN),
             str(best or ""), *at_best]
        )  # fmt: skip
    head = ["network, A2", "seeds", "Hit@7", "P@7", "R@7", "F1@7", "best K", "Hit", "P", "R", "F1"]
    return table(head, rows)


def papers_own_table() -> str:
    """What the paper printed, on its own data."""
    rows = [[words, *(figure(value) for value in values)] for words, *values in PAPER.values()]
    return table(["the paper, its own data, K = 7", "Hit", "P", "R", "F1"], rows)


def grid_table(source: Source) -> str:
    """Every network of the grid by every list, with and without history, F1@7 and F1@5."""
    rows = []
    for pair in GRID:
        for row in lists_of(*pair):
            without = less(row, WITHOUT_HISTORY)
            rows.append(
                [row.words, spoken(row.scores(source)), spoken(without.scores(source)),
                 spoken(row.scores(source, k=SMALL_K)), share(row.mean(source, "ndcg")), share(row.mean(source, "hit")),
                 str(row.best_k(source) or "")]
            )  # fmt: skip
    return table(["network, list", "F1@7", "F1@7 without history", "F1@5", "NDCG@7", "Hit@7", "best K"], rows)


def compared_table(source: Source) -> str:
    """DESIGN beside the systems of systems.md §6 and the floors."""
    rows = []
    for row in (DESIGN, *COMPARED, *FLOORS):
        wide = row.judged(source, every_tag=True)
        from_all = [at(judged, K)["f1"] for judged in wide.values()]
        rows.append(
            [row.words, str(len(wide)), *(share(row.mean(source, metric)) for metric in METRICS),
             spoken(row.scores(source)), spoken(row.scores(source, k=SMALL_K)),
             share(float(np.mean(from_all)) if from_all else None)]
        )  # fmt: skip
    head = ["system", "seeds", "Hit@7", "P@7", "R@7", "F1@7", "F1@7 a post", "NDCG@7", "F1@7 ± sd", "F1@5 ± sd"]
    return table([*head, "F1@7, all tags"], rows)


def compared_differences(source: Source) -> str:
    """DESIGN − every other system, at K = 5 and 7."""
    rows = []
    for other in (*COMPARED, *FLOORS):
        for k in (SMALL_K, K):
            rows.append([f"DESIGN − {other.words}, F1@{k}", *cells(difference(source, DESIGN, other, k))])
    return table(["difference", *DIFFERENCE_HEAD[1:]], rows)


def grid_differences(source: Source) -> str:
    """Fusion, encoder and list, each against what it should improve."""
    rows = []
    for encoder in ("ViT", "CNN"):
        for words, system in LISTS.items():
            ours = with_system(GRID[encoder, "weighted"], system)
            for fusion in ("sum", "mean"):
                theirs = with_system(GRID[encoder, fusion], system)
                rows.append([f"weighted − {fusion}, {encoder}, {words}", *cells(difference(source, ours, theirs))])
    for fusion in FUSIONS:
        vit, cnn = GRID["ViT", fusion], GRID["CNN", fusion]
        rows.append([f"ViT − CNN, {fusion}, A2", *cells(difference(source, vit, cnn))])
    for (encoder, fusion), row in GRID.items():
        for words in ("classification", "sequence", "A1"):
            theirs = with_system(row, LISTS[words])
            rows.append([f"A2 − {words}, {encoder}, {fusion}", *cells(difference(source, row, theirs))])
        a3 = lists_of(encoder, fusion)[-1]
        rows.append([f"A2 − A3, {encoder}, {fusion}", *cells(difference(source, row, a3))])
    return table(DIFFERENCE_HEAD, rows)


def with_system(row: Row, system: str) -> Row:
    """The same network by another of its lists."""
    return Row(row.words, row.name, system, row.case, row.seeds)


def history_differences(source: Source) -> str:
    """With − without history, where there are three and more earlier posts, by set."""
    rows = []
    for (encoder, fusion), row in GRID.items():
        found = difference(source, row, less(row, WITHOUT_HISTORY), stratum=HISTORIES[-1])
        rows.append([f"history − none, {encoder}, {fusion}, A2, 3+ earlier posts", *cells(found)])
    for words, system in LISTS.items():
        row = with_system(GRID["ViT", "weighted"], system)
        found = difference(source, row, less(row, WITHOUT_HISTORY), stratum=HISTORIES[-1])
        rows.append([f"history − none, ViT, weighted, {words}, 3+ earlier posts", *cells(found)])
    for name in ("openclipart", "clothing", "klg"):
        found = difference(source, DESIGN, less(DESIGN, WITHOUT_HISTORY), stratum=name)
        rows.append([f"history − none, ViT, weighted, A2, {name}", *cells(found)])
    never = ABLATIONS["History length"][0]
    found = difference(source, DESIGN, never, stratum=HISTORIES[-1])
    rows.append(["L = 5 − learnt without history (L = 0), 3+ earlier posts", *cells(found)])
    return table(DIFFERENCE_HEAD, rows)


def ablation_table(source: Source, group: str) -> str:
    """One group of ablations against the default network, over the seeds that both have."""
    rows = [["DESIGN (ViT, weighted, A2)", spoken(DESIGN.scores(source)), share(DESIGN.mean(source, "ndcg")), "", ""]]
    for row in ABLATIONS[group]:
        if row.name != DESIGN.name:
            found = cells(difference(source, row, DESIGN))
            rows.append([row.words, spoken(row.scores(source)), share(row.mean(source, "ndcg")), *found[:2]])
    return table(["variant", "F1@7", "NDCG@7", "− default, F1@7", "95 % interval"], rows)


def named_table(source: Source) -> str:
    """What hashtags known by their words are worth, to DESIGN and to TAGNet."""
    rows = []
    for row in NAMED:
        scores = [spoken(row.scores(source, k=k)) for k in (K, SMALL_K)]
        found = [cell for k in (K, SMALL_K) for cell in cells(difference(source, DESIGN, row, k))[:2]]
        rows.append([row.words, *scores, *(found if row != DESIGN else [""] * len(found))])
    head = [f"DESIGN − it, F1@{K}", "95 % interval", f"DESIGN − it, F1@{SMALL_K}", "95 % interval"]
    return table(["system", f"F1@{K}", f"F1@{SMALL_K}", *head], rows)


def strata_table(source: Source, strata: tuple[str, ...], rows: list[Row]) -> str:
    """F1@7 in every stratum with enough posts."""
    counted = counts(source)
    kept = [name for name in strata if counted.get(name, 0) >= FEWEST]
    head = ["system", "together", *(f"{name} ({counted[name]})" for name in kept)]
    lines = (
        [row.words, *(share(row.mean(source, stratum=stratum)) for stratum in ("together", *kept))] for row in rows
    )
    return table(head, lines)


def counts(source: Source) -> dict[str, int]:
    """Posts of every stratum."""
    result = next(iter(source.seeds(DESIGN.name).values()), None)
    return {} if result is None else result.strata()


def sets_of(source: Source) -> tuple[str, ...]:
    """The sets that were judged, in the order in which they are read."""
    return tuple(name for name in counts(source) if name not in ("together", *CAPTIONS, *HISTORIES))


def language_table(source: Source) -> str:
    """The same posts with their caption in other languages."""
    result = next(iter(source.seeds(DESIGN.name).values()), None)
    cases = [case for case in (result.content["met"] if result else ()) if case.startswith("caption in ")]
    if not cases or result is None:
        return "No result with captions in other languages: not run."
    posts = result.strata(cases[0])["together"]
    rows = [
        [row.words, *(share(less(row, case).mean(source)) for case in cases)] for row in (*GRID.values(), *COMPARED)
    ]
    return table([f"system ({posts} posts)", *(case.removeprefix("caption in ") for case in cases)], rows)


def case_table(source: Source) -> str:
    """With less given."""
    cases = (AS_POSTED, "photo only", "caption only", WITHOUT_HISTORY)
    rows = [
        [row.words, *(spoken(less(row, case).scores(source)) for case in cases)] for row in (*GRID.values(), *COMPARED)
    ]
    return table(["system", *cases], rows)


def sweep_table(source: Source) -> str:
    """F1@K for K = 1 … 15 and the best K."""
    rows = []
    for row in (*GRID.values(), *COMPARED, *FLOORS):
        curve = row.curve(source)
        figures = [figure(value) for value in curve] or [NOT_RUN, *([""] * (LARGEST_K - 1))]
        rows.append([row.words, *figures, str(row.best_k(source) or "")])
    return table(["system", *(str(k) for k in range(1, LARGEST_K + 1)), "best K"], rows)


def best_k_table(source: Source) -> str:
    """Which K is best, and for whom."""
    counted = counts(source)
    strata = [name for name in ("together", *sets_of(source), *CAPTIONS, *HISTORIES) if counted.get(name, 0) >= FEWEST]
    rows = []
    for row in (GRID["ViT", "weighted"], GRID["ViT", "sum"], GRID["CNN", "weighted"], GRID["CNN", "sum"]):
        rows.append([row.words, *(str(row.best_k(source, stratum) or NOT_RUN) for stratum in strata)])
    return table(["network, A2", *strata], rows)


def spread_table(source: Source) -> str:
    """How uniform the recommendations are, and how far ŷ can be believed."""
    rows = []
    for row in (*GRID.values(), *COMPARED, *FLOORS):
        results = [
            result for result in source.seeds(row.name).values() if row.system in result.content.get("spread", {})
        ]
        if not results:
            rows.append([row.words, NOT_RUN, "", "", "", ""])
            continue
        spreads = [result.content["spread"][row.system] for result in results]
        errors = [result.content.get("calibration", {}) for result in results]
        rows.append(
            [row.words, *(figure(float(np.mean([one[name] for one in spreads]))) for name in ("coverage", "gini")),
             f"{np.mean([one['mean_popularity'] for one in spreads]):.0f}",
             *(figure(float(np.mean([error[of]["ece"] for error in errors]))) if all(errors) else "–"
               for of in ("recommended", "every hashtag"))]
        )  # fmt: skip
    head = ["system", "coverage", "Gini", "mean uses of a tag", "ECE, the 7 best", "ECE, every hashtag"]
    return table(head, rows)


def gate_table(source: Source) -> str:
    """mean(w): the share of the photo in p."""
    rows = []
    for encoder in ("CNN", "ViT"):
        row = GRID[encoder, "weighted"]
        results = source.seeds(row.name).values()
        means = [
            [result.content["gate"][name] for result in results if name in result.content["gate"]]
            for name in ("together", *CAPTIONS)
        ]
        rows.append([row.words, *(spoken(values) for values in means)])
    return table(["network", "together", *CAPTIONS], rows)


def origin_table(source: Source) -> str:
    """The provenance of every file that the page was made from."""
    rows = []
    for name in dict.fromkeys(row.name for row in every_row()):
        for result in source.seeds(name).values():
            made, content = result.content["provenance"], result.content
            chosen = f"β = {content['beta']}" if content.get("beta") is not None else ""
            epochs = (
                f"{len(content['log'])} epochs, {sum(e['seconds'] for e in content['log']) / 60:.0f} min"
                if "log" in content
                else ""
            )
            rows.append(
                [content["name"], str(result.seed) if "log" in content else "", epochs, chosen,
                 f"`{made['commit']}`", made["date"], f"`{checksum(content)[:12]}`"]
            )  # fmt: skip
    return table(["result", "seed", "training", "chosen on validation", "judged at commit", "on", "checksum"], rows)


def time_spent(source: Source) -> str:
    """What learning took, by the clock of each run."""
    results = {(one.name, seed): result for one in every_row() for seed, result in source.seeds(one.name).items()}
    minutes = {
        key: sum(epoch["seconds"] for epoch in result.content["log"]) / 60
        for key, result in results.items()
        if "log" in result.content
    }
    of_others = {row.name for row in (*COMPARED, NAMED_TAGNET)}
    designs = {key: value for key, value in minutes.items() if key[0] not in of_others}
    longest = max(designs, key=lambda key: designs[key])
    slowest = f"`{longest[0]}`, seed {longest[1]}, {designs[longest]:.0f} minutes"
    return (
        f"{len(minutes)} runs took {sum(minutes.values()):.0f} minutes of one process each, validation after every "
        f"epoch; the longest of DESIGN was {slowest}"
    )


def chosen_list(source: Source) -> str:
    """What the floors chose on validation."""
    lines = []
    for name in ("floors-tagweave-vit", "floors-efficientnet-lite2"):
        for result in source.seeds(name).values():
            settings = "; ".join(f"{floor}: {setting}" for floor, setting in result.content["chosen"].items())
            lines.append(f"- `{name}`: {settings}")
    return "\n".join(lines) or "Floors: not run."


def missing_list(source: Source, wanted: dict[str, tuple[int, ...]]) -> str:
    """Configurations and seeds of the study without a result on this part."""
    lines = []
    for name, seeds in wanted.items():
        there = source.seeds(name)
        gone = [str(seed) for seed in seeds if seed not in there]
        if gone:
            lines.append(f"- `{name}`: seed{'s' if len(gone) > 1 else ''} {', '.join(gone)}")
    return "\n".join(lines) or "Nothing: every configuration and seed of `training/study.toml` has a result."
