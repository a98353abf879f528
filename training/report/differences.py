"""Differences with their intervals: paired bootstrap over posts, averaged over the seeds that both have."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.metrics import Judged, bootstrap_of_seeds
from evaluation.tables import figure

from .rows import NOT_RUN, K, Row, Source


@dataclass(frozen=True)
class Difference:
    """In F1@K, ours − theirs: mean and 95 % interval, over so many seeds and posts."""

    mean: float
    low: float
    high: float
    seeds: int
    posts: int

    @property
    def above(self) -> bool:
        """The interval lies above zero."""
        return self.low > 0

    @property
    def below(self) -> bool:
        """The interval lies below zero."""
        return self.high < 0

    def __str__(self) -> str:
        return f"{signed(self.mean)} [{signed(self.low)}, {signed(self.high)}]"

    @property
    def cells(self) -> list[str]:
        """Mean, interval, seeds and posts, for a table."""
        return [signed(self.mean), f"{signed(self.low)} … {signed(self.high)}", str(self.seeds), str(self.posts)]


def signed(value: float) -> str:
    """`+.012`, `−.003`."""
    return figure(value) if round(value, 3) < 0 else "+" + figure(abs(value))


def pairs_of(source: Source, ours: Row, theirs: Row, stratum: str = "together") -> list[tuple[Judged, Judged]]:
    """Both of each seed that both have. Floors have no seed. Empty where the two were not judged on the same posts."""
    left, right = ours.judged(source, stratum), theirs.judged(source, stratum)
    if theirs.name.startswith("floors-") and right:
        right = dict.fromkeys(left, next(iter(right.values())))
    pairs = [(left[seed], right[seed]) for seed in sorted(set(left) & set(right))]
    same = all(len(a) and a.sizes.tolist() == b.sizes.tolist() for a, b in pairs)
    return pairs if same else []


def difference(source: Source, ours: Row, theirs: Row, k: int = K, stratum: str = "together") -> Difference | None:
    """None where the two have no seed in common, or were not judged on the same posts."""
    pairs = pairs_of(source, ours, theirs, stratum)
    if not pairs:
        return None
    found = bootstrap_of_seeds(pairs, k)
    return Difference(found["difference"], found["low"], found["high"], len(pairs), len(pairs[0][0]))


def cells(found: Difference | None) -> list[str]:
    """Four cells of a table."""
    return found.cells if found else [NOT_RUN, "", "", ""]
