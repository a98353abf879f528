"""`python -m design.tuning`: the trials of study.toml for each system, on validation alone; goes on where it stopped.

Every system gets the same budget: the same trials, one seed, the same posts and epochs, and the best epoch counts. The
configurations in `training/configs` hold what was best (a test compares them). Several may run side by side, as of
`study`.
"""

from __future__ import annotations

import argparse
import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from data.posts import read_all
from data.work import RESULTS
from evaluation.results import read_result, write_result

from .configuration import Configuration, Training, checked, read_configuration
from .evaluate import stands
from .prepare import data_checksum
from .provenance import provenance
from .runs import checkpoint_of
from .study import STUDY, Loaded, claimed
from .train import fast_products, train

TUNED = ("peak_rate", "weight_decay", "dropout", "input_dropout")
FOLDER = RESULTS / "tuning"
COMMAND = "training/run tuning"


@dataclass(frozen=True)
class Tuning:
    """Which configurations are tuned, by which trials: name → value of every tuned setting."""

    configurations: tuple[str, ...]
    trials: dict[str, dict[str, float]]

    def run_of(self, configuration: str, trial: str) -> Configuration:
        """The configuration as that trial has it, from its own seed: `tagnet@dropout-.3`."""
        read = read_configuration(configuration)
        training = replace(read.training, **self.trials[trial])  # type: ignore[arg-type]
        return replace(read, name=f"{configuration}@{trial}", training=training)

    def runs(self) -> list[Configuration]:
        """All, trial by trial."""
        return [self.run_of(name, trial) for trial in self.trials for name in self.configurations]


def read_tuning(path: Path = STUDY) -> Tuning:
    """The `[tuning]` of study.toml. Raises ValueError where a trial leaves a tuned setting open or names another."""
    section: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["tuning"]
    for name, trial in section["trials"].items():
        if set(trial) != set(TUNED):
            raise ValueError(f"{path.name}: {name} should set {', '.join(TUNED)}")
        checked(Training, trial, path)
    return Tuning(tuple(section["configurations"]), section["trials"])


def score_of(run: Configuration, folder: Path = FOLDER) -> float | None:
    """F1@7 on validation of the best epoch, None where the trial was not run."""
    result = read_result(run.name, "validation", folder)
    return None if result is None else max(entry["f1"] for entry in result.content["log"])


def best_trial(tuning: Tuning, configuration: str, folder: Path = FOLDER) -> str | None:
    """The trial with the best score (the first of equals), None where one is missing."""
    scores = {trial: score_of(tuning.run_of(configuration, trial), folder) for trial in tuning.trials}
    known = {trial: score for trial, score in scores.items() if score is not None}
    return max(known, key=lambda trial: known[trial]) if len(known) == len(scores) else None


def main() -> None:
    """Runs every trial without a result, then says which was best."""
    parser = argparse.ArgumentParser(prog="python -m design.tuning")
    parser.add_argument("configurations", nargs="*", help="only these")
    options = parser.parse_args()
    tuning = read_tuning()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    data, loaded = data_checksum(read_all()), Loaded()
    wanted = [
        run for run in tuning.runs() if run.name.split("@")[0] in (options.configurations or tuning.configurations)
    ]
    for run in wanted:
        with claimed(run) as ours:
            if not ours or stands(read_result(run.name, "validation", FOLDER), run, data):
                continue
            dataset = loaded.of(run.encoders)
            with fast_products():
                learner = train(run, dataset, checkpoint_of(run))
            made = provenance(dataset, run.encoders, COMMAND, run)
            write_result(run.name, "validation", {"provenance": made, "log": learner.log}, FOLDER)
    for name in tuning.configurations:
        print(f"{name}: {best_trial(tuning, name) or 'not all trials are run'}")


if __name__ == "__main__":
    main()
