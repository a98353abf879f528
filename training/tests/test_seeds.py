"""Runs from several seeds: their names, their numbers, their results."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small

from design import evaluate, study
from design.configuration import Configuration, read_configuration, runs_of, with_seed
from design.learn import Learner
from design.runs import checkpoint_of
from design.study import read_study
from design.train import train
from evaluation.results import bits, read_result, read_seeds, write_result


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


def test_a_result_comes_back_whole_and_a_changed_one_is_refused(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    relevant = random.random((30, 15)) < 0.3
    posts = {
        "count": 30,
        "sizes": [4] * 30,
        "all_sizes": [5] * 30,
        "strata": {"together": list(range(30)), "few": [1, 2]},
    }
    content = {
        "provenance": {"configuration": None},
        "posts": {"as posted": posts},
        "met": {"as posted": {"a": bits(relevant)}},
    }
    path = write_result("one", "test", content, tmp_path)
    found = read_result("one", "test", tmp_path)
    assert found is not None and np.array_equal(found.judged("as posted", "a").relevant, relevant)
    assert len(found.judged("as posted", "a", "few")) == found.strata()["few"] == 2
    assert found.judged("as posted", "a", every_tag=True).sizes[0] == 5
    assert len(list((tmp_path / "posts").iterdir())) == 1
    listed = next((tmp_path / "posts").iterdir())
    whole = listed.read_text()
    listed.write_text(whole.replace('"count":30', '"count":31').replace('"count": 30', '"count": 31'))
    with pytest.raises(ValueError, match="changed by hand"):
        read_result("one", "test", tmp_path)
    listed.write_text(whole)
    path.write_text(path.read_text().replace('"part": "test"', '"part": "tost"'))
    with pytest.raises(ValueError, match="changed by hand"):
        read_result("one", "test", tmp_path)


def test_the_first_schema_is_still_read(tmp_path: Path) -> None:
    posts = {"sizes": [2], "all_sizes": [2], "strata": {"together": [0]}}
    old = {"provenance": {"configuration": None}, "posts": {"as posted": posts}, "met": {"as posted": {"a": "6000"}}}
    (tmp_path / "old.test.json").write_text(json.dumps(old))
    found = read_result("old", "test", tmp_path)
    assert found is not None
    assert np.flatnonzero(found.judged("as posted", "a").relevant[0]).tolist() == [0, 1]


def test_the_study_names_configurations_that_exist() -> None:
    runs = [run for group in read_study() for run in group.runs()]
    assert len({run.name for run in runs}) == len(runs)
    assert {"vit-weighted", "vit-weighted.seed2", "tagnet.seed1", "history-0"} <= {run.name for run in runs}


def test_the_study_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two configurations by two seeds: stopped after the second run, then finished, each learnt once."""
    dataset = made_up_dataset(90)
    runs = [with_seed(replace(small(epochs=1), name=name), seed) for seed in (0, 1) for name in ("one", "two")]
    monkeypatch.setattr(study, "load_dataset", lambda _: dataset)
    for module in (study, evaluate):
        monkeypatch.setattr(module, "read_result", partial(read_result, folder=tmp_path))
        monkeypatch.setattr(module, "checkpoint_of", lambda run: tmp_path / "runs" / f"{run.name}.pt")
    monkeypatch.setattr(evaluate, "write_result", partial(write_result, folder=tmp_path))
    monkeypatch.setattr(evaluate, "data_checksum", lambda _: "data")
    monkeypatch.setattr(
        evaluate,
        "provenance",
        lambda dataset, encoders, command, run: {
            "configuration": None if run is None else run.to_json(),
            "data": "data",
        },
    )
    learnt: list[str] = []

    def counted(run: Configuration, *given: Any) -> Learner:
        if len(learnt) == 2 and "stopped" not in learnt:
            learnt.append("stopped")
            raise KeyboardInterrupt
        learnt.append(run.name)
        return train(run, *given)

    monkeypatch.setattr(study, "train", counted)
    with pytest.raises(KeyboardInterrupt):
        study.learn_all(runs, study.Loaded(), "data")
    study.learn_all(runs, study.Loaded(), "data")
    assert learnt == ["one", "two", "stopped", "one.seed1", "two.seed1"]
    assert "2 of 4 runs stand" in capsys.readouterr().out
    study.test_all(runs, study.Loaded(), "data")
    assert sorted(path.name for path in tmp_path.glob("*.test.json")) == [
        "floors-tagweave-vit.test.json",
        "one.seed1.test.json",
        "one.test.json",
        "two.seed1.test.json",
        "two.test.json",
    ]
    assert not study.waiting(runs, "test", "data")
    assert study.waiting(runs, "test", "other data") == runs
    changed = replace(runs[0], training=replace(runs[0].training, dropout=0.2))
    assert study.waiting([changed], "validation", "data") == [changed]


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
