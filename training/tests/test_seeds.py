"""Runs from several seeds: their names, their numbers, their results."""

from __future__ import annotations

from pathlib import Path

import torch
from made_up import made_up_dataset, small

from design.configuration import read_configuration, runs_of, with_seed
from design.train import checkpoint_of, train
from evaluation.results import read_seeds, write_result


def test_every_seed_is_a_run_of_its_own() -> None:
    names = [run.name for run in runs_of(["vit-sum", "coa"], [0, 2])]
    assert names == ["vit-sum", "vit-sum.seed2", "coa", "coa.seed2"]
    assert runs_of(["vit-sum"], None) == [read_configuration("vit-sum")]
    another = with_seed(read_configuration("vit-sum"), 2)
    assert another.training.seed == 2
    assert checkpoint_of(another) != checkpoint_of(read_configuration("vit-sum"))


def test_another_seed_learns_another_network(tmp_path: Path) -> None:
    dataset, configuration = made_up_dataset(60), small(epochs=1)
    first, again, other = (
        train(with_seed(configuration, seed), dataset, tmp_path / f"{place}.pt") for place, seed in enumerate((0, 0, 1))
    )
    assert torch.equal(first.network.classifier.weight, again.network.classifier.weight)
    assert not torch.equal(first.network.classifier.weight, other.network.classifier.weight)


def test_results_are_found_by_seed(tmp_path: Path) -> None:
    for seed, name in ((0, "one"), (2, "one.seed2"), (1, "one.seed1")):
        write_result(name, "test", {"provenance": {"configuration": {"training": {"seed": seed}}}}, tmp_path)
    write_result("one-more.seed1", "test", {"provenance": {"configuration": {"training": {"seed": 1}}}}, tmp_path)
    found = read_seeds("one", "test", tmp_path)
    assert {seed: result.path.name for seed, result in found.items()} == {
        0: "one.test.json",
        1: "one.seed1.test.json",
        2: "one.seed2.test.json",
    }
    assert read_seeds("two", "test", tmp_path) == {}
