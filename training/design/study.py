"""`python -m design.study [--until validation]`: every configuration and seed of study.toml that is not done yet.

One after the other, fit for the background (`nice training/run study &`); stopped and started again it goes on where
it was. Several may run side by side, each takes what no other has: as many as there are cores, with TAGWEAVE_THREADS=1,
are faster than one with all cores. First everything is learnt and judged on validation, then the test part is read,
once for all tables.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch

from data.posts import read_all
from data.split import Part
from evaluation.results import read_result

from .configuration import Configuration, Encoders, read_configuration, with_seed
from .dataset import Dataset
from .evaluate import judge_floors, judge_run, stands
from .evaluate_floors import floors_name
from .prepare import data_checksum, load_dataset
from .runs import checkpoint_of
from .train import fast_products, train

STUDY = Path(__file__).resolve().parents[1] / "study.toml"
COMMAND = "training/run study"


@dataclass(frozen=True)
class Group:
    """A table: configurations, each from every seed."""

    name: str
    configurations: tuple[str, ...]
    seeds: tuple[int, ...]

    def runs(self) -> list[Configuration]:
        """All of the group, seed by seed, so that a table is whole early."""
        read = [read_configuration(name) for name in self.configurations]
        return [with_seed(one, seed) for seed in self.seeds for one in read]


def read_study(path: Path = STUDY) -> list[Group]:
    """The groups in order. Raises ValueError for an unknown key."""
    groups = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
        unknown = set(entry) - {"name", "configurations", "seeds"}
        if unknown:
            raise ValueError(f"{path.name}: a group has no {sorted(unknown)}")
        groups.append(Group(entry["name"], tuple(entry["configurations"]), tuple(entry["seeds"])))
    return groups


class Loaded:
    """The data of one pair of encoders at a time."""

    def __init__(self) -> None:
        self.known: dict[Encoders, Dataset] = {}

    def of(self, encoders: Encoders) -> Dataset:
        """The posts with the matrices of these encoders."""
        if encoders not in self.known:
            self.known.clear()
            self.known[encoders] = load_dataset(encoders)
        return self.known[encoders]


def waiting(runs: list[Configuration], part: Part, data: str) -> list[Configuration]:
    """The runs without a result on `part`."""
    return [run for run in runs if not stands(read_result(run.name, part), run, data)]


def learn_all(runs: list[Configuration], loaded: Loaded, data: str) -> None:
    """Learns what is missing and judges it on validation."""
    missing, started = waiting(runs, "validation", data), time.time()
    print(f"study: {len(runs) - len(missing)} of {len(runs)} runs stand on validation", flush=True)
    for place, run in enumerate(missing, 1):
        with claimed(run) as ours:
            if not ours or not waiting([run], "validation", data):
                continue
            dataset = loaded.of(run.encoders)
            judge_floors(dataset, run.encoders, "validation", COMMAND)
            with fast_products():
                train(run, dataset, checkpoint_of(run))
            judge_run(run, dataset, "validation", COMMAND)
        left = (time.time() - started) / place * (len(missing) - place) / 60
        print(f"study: {place} of {len(missing)} missing runs learnt, about {left:.0f} min to go", flush=True)


def test_all(runs: list[Configuration], loaded: Loaded, data: str) -> None:
    """Reads the test part for every run that has no result there yet."""
    for encoders in dict.fromkeys(run.encoders for run in runs):
        of_these = [run for run in waiting(runs, "test", data) if run.encoders == encoders]
        if of_these or not stands(read_result(floors_name(encoders), "test"), None, data):
            dataset = loaded.of(encoders)
            judge_floors(dataset, encoders, "validation", COMMAND)
            judge_floors(dataset, encoders, "test", COMMAND)
            for run in of_these:
                judge_run(run, dataset, "test", COMMAND)


@contextmanager
def claimed(run: Configuration) -> Iterator[bool]:
    """Whether this study has the run to itself: two would write the same checkpoint."""
    folder = checkpoint_of(run).parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def main() -> None:
    """Learns, judges on validation, then on test."""
    parser = argparse.ArgumentParser(prog="python -m design.study")
    parser.add_argument("--until", choices=("validation", "test"), default="test", help="validation: leave test unread")
    parser.add_argument("--group", action="append", help="only this group; may be repeated")
    parser.add_argument("--list", action="store_true", help="only say what is missing")
    options = parser.parse_args()
    groups = [group for group in read_study() if not options.group or group.name in options.group]
    if not groups:
        raise SystemExit(f"study.toml has no such group; it has: {', '.join(group.name for group in read_study())}")
    runs = list(dict.fromkeys(run for group in groups for run in group.runs()))
    data = data_checksum(read_all())
    if options.list:
        for part in ("validation", "test"):
            print(f"{part}: {', '.join(run.name for run in waiting(runs, part, data)) or 'nothing missing'}")
        return
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    loaded = Loaded()
    learn_all(runs, loaded, data)
    others = waiting(runs, "validation", data)
    if others:
        print(f"study: left to another one that is still at it: {', '.join(run.name for run in others)}", flush=True)
    elif options.until == "test":
        test_all(runs, loaded, data)


if __name__ == "__main__":
    main()
