"""Tuning: the same trials for every system, and the configurations hold what was best."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from design import tuning as module
from design.configuration import read_configuration, runs_of
from design.tuning import FOLDER, TUNED, Tuning, best_trial, read_tuning, score_of
from evaluation.results import write_result
from report.tuning import tuning_table


def settings(name: str) -> dict[str, float]:
    """The tuned settings of a configuration."""
    training = asdict(read_configuration(name).training)
    return {setting: training[setting] for setting in TUNED}


def test_every_system_has_the_same_trials_on_the_same_seed() -> None:
    tuning = read_tuning()
    names = [run.name for run in tuning.runs()]
    assert len(set(names)) == len(names) == len(tuning.configurations) * len(tuning.trials)
    assert {"vit-weighted", "amnn", "coa", "macon", "tagnet"} == set(tuning.configurations)
    assert len({tuple(trial.items()) for trial in tuning.trials.values()}) == len(tuning.trials)
    run = tuning.run_of("tagnet", "dropout-.3")
    assert (run.name, run.training.dropout, run.training.seed) == ("tagnet@dropout-.3", 0.3, 0)
    assert run.system == read_configuration("tagnet").system


@pytest.mark.parametrize("name", read_tuning().configurations)
def test_a_configuration_holds_its_best_trial(name: str) -> None:
    tuning = read_tuning()
    best = best_trial(tuning, name)
    assert best is not None, f"training/run tuning {name}"
    assert settings(name) == tuning.trials[best]


def test_variants_have_the_settings_of_their_system() -> None:
    assert settings("coa-2") == settings("coa")
    assert settings("tagnet-named") == settings("tagnet")
    assert settings("macon-authors") | {"dropout": 0.75} == settings("macon-authors")
    of_design = {run.name: settings(run.name) for run in runs_of(sorted(p.stem for p in grid()), None)}
    assert all(values == settings("vit-weighted") for values in of_design.values()), of_design


def grid() -> list[Path]:
    """The files of DESIGN's configurations."""
    folder = Path(module.__file__).resolve().parents[1] / "configs"
    return [path for path in folder.glob("*.toml") if read_configuration(path.stem).system.name == "design"]


def test_the_best_is_that_of_the_best_epoch(tmp_path: Path) -> None:
    low, high = {setting: 0.1 for setting in TUNED}, {setting: 0.2 for setting in TUNED}
    tuning = Tuning(("coa",), {"low": low, "high": high})

    def write(trial: str, *scores: float) -> None:
        log = [{"f1": score} for score in scores]
        write_result(f"coa@{trial}", "validation", {"provenance": {"configuration": None}, "log": log}, tmp_path)

    write("low", 0.2, 0.4, 0.3)
    assert best_trial(tuning, "coa", tmp_path) is None
    assert "not run" in tuning_table(tuning, tmp_path)
    write("high", 0.3, 0.39)
    assert score_of(tuning.run_of("coa", "low"), tmp_path) == 0.4
    assert best_trial(tuning, "coa", tmp_path) == "low"
    assert "| 0.1 | 0.1 | 0.1 | 0.1 | **.4000** |" in tuning_table(tuning, tmp_path)


def test_a_trial_leaves_no_setting_open(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text('[tuning]\nconfigurations = ["coa"]\n[tuning.trials]\na = { dropout = 0.5 }\n', encoding="utf-8")
    with pytest.raises(ValueError, match="a should set peak_rate"):
        read_tuning(path)


def test_results_are_there() -> None:
    """What docs/results.md prints of the tuning is in the repository."""
    tuning = read_tuning()
    assert FOLDER.is_dir()
    assert all(score_of(run) is not None for run in tuning.runs())
