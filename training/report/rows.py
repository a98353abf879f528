"""The rows of the tables: which list of which configuration, and its results over the seeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from evaluation.metrics import Judged, at
from evaluation.results import RESULTS, Result, read_seeds
from evaluation.tables import figure

K = 7  # the paper's number of recommended hashtags
SMALL_K = 5
AS_POSTED = "as posted"
NOT_RUN = "not run"
METRICS = ("hit", "precision", "recall", "f1", "f1_per_post", "ndcg")


@dataclass(frozen=True)
class Source:
    """Where results are read: one part of the split; only those made from the same data as the first one count."""

    part: str = "test"
    folder: Path = RESULTS

    def seeds(self, name: str) -> dict[int, Result]:
        """seed → result of a configuration on today's data."""
        return {
            seed: result
            for seed, result in _read(self, name).items()
            if result.content["provenance"]["data"] == self.data
        }

    @property
    def data(self) -> str:
        """The checksum of the data of the newest result of the default network."""
        newest = max(
            _read(self, "vit-weighted").values(), key=lambda result: result.content["provenance"]["date"], default=None
        )
        return "" if newest is None else newest.content["provenance"]["data"]


@cache
def _read(source: Source, name: str) -> dict[int, Result]:
    return read_seeds(name, source.part, source.folder)


@dataclass(frozen=True)
class Row:
    """One list (`system`) of one configuration (`name`), in a case; `words` is what the tables call it."""

    words: str
    name: str
    system: str
    case: str = AS_POSTED
    seeds: tuple[int, ...] = field(default=())

    def judged(self, source: Source, stratum: str = "together", every_tag: bool = False) -> dict[int, Judged]:
        """seed → who was met, where that seed was run and has the list in the case."""
        return {
            seed: result.judged(self.case, self.system, stratum, every_tag)
            for seed, result in source.seeds(self.name).items()
            if (not self.seeds or seed in self.seeds) and self.system in result.content["met"].get(self.case, {})
        }

    def scores(self, source: Source, metric: str = "f1", k: int = K, stratum: str = "together") -> list[float]:
        """A metric at K of every seed."""
        return [at(judged, k)[metric] for judged in self.judged(source, stratum).values() if len(judged)]

    def mean(self, source: Source, metric: str = "f1", k: int = K, stratum: str = "together") -> float | None:
        """The mean over the seeds, None where nothing was run."""
        scores = self.scores(source, metric, k, stratum)
        return float(np.mean(scores)) if scores else None

    def curve(self, source: Source, metric: str = "f1", stratum: str = "together", largest: int = 15) -> list[float]:
        """The mean at K = 1 … `largest`, empty where nothing was run."""
        values = [self.mean(source, metric, k, stratum) for k in range(1, largest + 1)]
        return [value for value in values if value is not None]

    def best_k(self, source: Source, stratum: str = "together") -> int | None:
        """The K with the best mean F1 (the smaller of equals)."""
        curve = self.curve(source, "f1", stratum)
        return int(np.argmax(curve)) + 1 if curve else None


def spoken(scores: list[float]) -> str:
    """Mean ± standard deviation over seeds; of a single seed the figure alone, of none `not run`."""
    if not scores:
        return NOT_RUN
    mean = figure(float(np.mean(scores)))
    return mean if len(scores) == 1 else f"{mean} ± {figure(float(np.std(scores, ddof=1)))}"
