"""The figures of docs/figures, analogues of the paper's Figures 3 and 4 and what the ablations look like."""

from __future__ import annotations

from evaluation.charts import Series, chart

from .catalogue import ABLATIONS, COMPARED, DESIGN, FLOORS, GRID
from .rows import Row, Source
from .sections import HISTORIES

KS = list(range(1, 16))


def by_k(source: Source, row: Row, metric: str = "f1", name: str | None = None) -> Series:
    """A metric at K = 1 … 15."""
    return Series(name or row.words, list(zip(map(float, KS), row.curve(source, metric), strict=False)))


def drawings(source: Source) -> dict[str, str]:
    """File name → SVG, of what has results."""
    nearest = next(row for row in FLOORS if row.system == "k-nearest")
    metrics = {"hit": "Hit", "precision": "precision", "recall": "recall", "f1": "F1", "ndcg": "NDCG"}
    lengths = [(float(row.words.removeprefix("L = ")), row) for row in ABLATIONS["History length"]]
    plans: dict[str, tuple[str, str, str, list[Series]]] = {
        "f1-by-k.svg": (
            "F1 by the number of recommended hashtags, A2", "K", "F1", [by_k(source, row) for row in GRID.values()]),
        "metrics-by-k.svg": (
            "DESIGN (ViT, weighted, A2) by the number of recommended hashtags", "K", "mean",
            [by_k(source, DESIGN, metric, words) for metric, words in metrics.items()]),
        "recall-by-k.svg": (
            "Recall by the number of recommended hashtags, A2", "K", "recall",
            [by_k(source, row, "recall") for row in GRID.values()]),
        "precision-by-k.svg": (
            "Precision by the number of recommended hashtags, A2", "K", "precision",
            [by_k(source, row, "precision") for row in GRID.values()]),
        "hit-by-k.svg": (
            "Hit by the number of recommended hashtags, A2", "K", "Hit",
            [by_k(source, row, "hit") for row in GRID.values()]),
        "compared-by-k.svg": (
            "DESIGN, the compared systems and the nearest posts", "K", "F1",
            [by_k(source, row, name=name) for row, name in (
                (DESIGN, "DESIGN"), *((row, row.words.split(",")[0].split(" (")[0] + suffix(row)) for row in COMPARED),
                (nearest, "k-nearest posts"))]),
        "history-length.svg": (
            "F1@7 by the length of the history learnt with", "L, earlier posts", "F1@7",
            [Series(stratum, [(length, value) for length, row in lengths
                              if (value := row.mean(source, stratum=stratum)) is not None])
             for stratum in ("together", HISTORIES[-1])]),
    }  # fmt: skip
    return {name: chart(*plan) for name, plan in plans.items() if any(series.points for series in plan[3])}


def suffix(row: Row) -> str:
    """Tells the variants of one system apart."""
    return {"coa-2": ", 2 layers", "macon": ", L = 5", "macon-authors": ", L = 2"}.get(row.name, "")
