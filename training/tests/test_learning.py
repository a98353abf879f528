"""Learning made-up posts end to end: it learns, resumes to the same numbers, ships what it learnt."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small

from design.evaluate import evaluate
from design.evaluate_floors import evaluate_floors
from design.golden import Case, golden, inputs_of, made_up_cases, unpack
from design.learn import K, Learner, assigned_tags
from design.package import Description, write_package
from design.predict import predict
from design.train import train
from design.weights import decode_weights, round_to
from evaluation.metrics import Judged, at, judge
from evaluation.results import from_bits


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """A run of ten epochs over the made-up posts."""
    return train(small(), made_up_dataset(), tmp_path_factory.mktemp("run") / "checkpoint.pt")


def f1(learner: Learner, k: int, **given: bool) -> float:
    rows = learner.dataset.of_part("test")
    predictions = predict(learner.best_network(), learner.dataset, rows, **given)
    return at(judge(predictions.ranking("hybrid", 0.5, k), assigned_tags(learner.dataset, rows)), k)["f1"]


def test_learns_from_photo_caption_and_history(learnt: Learner) -> None:
    assert learnt.log[-1]["loss"] < 0.7 * learnt.log[0]["loss"]
    whole = f1(learnt, 2)
    assert whole > 0.65
    for withheld in ("photo", "caption", "history"):
        assert f1(learnt, 2, **{withheld: False}) < whole - 0.02, withheld


def test_every_kind_of_absence_gives_k_distinct_tags(learnt: Learner) -> None:
    rows = learnt.dataset.of_part("test")
    for given in ({"photo": False}, {"caption": False}, {"photo": False, "caption": False, "history": False}):
        predictions = predict(learnt.best_network(), learnt.dataset, rows, **given)
        for head in ("classification", "sequence", "hybrid"):
            ranking = predictions.ranking(head, 0.5, K)
            assert ranking.shape == (len(rows), K)
            assert all(len(set(row)) == K for row in ranking.tolist())


def test_a_resumed_run_equals_an_unbroken_one(tmp_path: Path) -> None:
    dataset, configuration = made_up_dataset(120), small(epochs=3)
    unbroken = train(configuration, dataset, tmp_path / "a.pt")
    stopped = Learner(configuration, dataset)

    def stop(learner: Learner) -> None:
        learner.save(tmp_path / "b.pt")
        if learner.epoch == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped.run(stop)
    resumed = train(configuration, dataset, tmp_path / "b.pt")
    assert [entry["loss"] for entry in resumed.log] == [entry["loss"] for entry in unbroken.log]
    for name, weight in unbroken.averaged.state_dict().items():
        assert torch.equal(weight, resumed.averaged.state_dict()[name]), name


def test_a_checkpoint_of_another_configuration_is_refused(tmp_path: Path) -> None:
    dataset = made_up_dataset(60)
    learner = Learner(small(), dataset)
    learner.save(tmp_path / "c.pt")
    with pytest.raises(ValueError, match="another configuration"):
        Learner(small(dropout=0.2), dataset).load(tmp_path / "c.pt")


@pytest.mark.parametrize("fusion", ["weighted", "sum", "mean"])
def test_shipped_golden_values_are_those_of_the_file(learnt: Learner, tmp_path: Path, fusion: str) -> None:
    """A network rebuilt from weights.bin alone gives the golden order and stages."""
    dataset = learnt.dataset
    configuration = small(fusion=fusion)
    if fusion == "weighted":
        learner = learnt
    else:
        learner = Learner(replace(configuration, training=replace(configuration.training, epochs=1)), dataset)
        learner.run()
    network = copy.deepcopy(learner.best_network()).fold()
    round_to(network, "float16")
    words = Description("made", "1", "made", "made", "MIT", (), "photo@1", "caption@1")
    vocabulary = [{"key": key, "label": key, "count": 1} for key in dataset.vocabulary.keys]
    cases = golden(network, made_up_cases(network, seed=0), 0.5)
    manifest = write_package(tmp_path / "made", network, vocabulary, cases, words, 0.5, "# made\n")
    assert json.loads((tmp_path / "made" / "manifest.json").read_text()) == manifest
    specs = manifest["network"]["weights"]["specs"]
    shipped = decode_weights((tmp_path / "made" / "weights.bin").read_bytes(), specs)
    for weight, spec in zip(network.parameters(), specs, strict=True):
        with torch.no_grad():
            assert torch.equal(weight, torch.from_numpy(shipped[spec["name"]])), spec["name"]
    for case in json.loads((tmp_path / "made" / "golden.json").read_text())["cases"]:
        history = [(unpack(post["vector"]), post["tags"]) for post in case["history"]]
        photo, caption = (None if case[name] is None else unpack(case[name]) for name in ("photo", "caption"))
        with torch.no_grad():
            stages = network(inputs_of(Case(case["name"], photo, caption, history), network))
        np.testing.assert_allclose(stages.logits[0], unpack(case["stages"]["logits"]), atol=1e-6)


def test_evaluation_chooses_beta_and_keeps_who_was_met(learnt: Learner) -> None:
    content = evaluate(learnt, "validation", None)
    assert 0 <= content["beta"] <= 1
    assert set(content["met"]) == {"as posted", "photo only", "caption only", "without history"}
    judged = content["posts"]["as posted"]
    assert set(content["met"]["as posted"]) == {"classification", "sequence", "hybrid", "A1"}
    assert from_bits(content["met"]["as posted"]["A1"]).shape == (judged["count"], 15)
    assert content["posts"]["caption only"]["count"] < judged["count"]
    assert 0 <= content["calibration"]["recommended"]["ece"] <= 1


def test_a_language_takes_the_seat_of_the_caption(learnt: Learner) -> None:
    """The language's texts name what another post's caption names: the recommendations follow them."""
    dataset = copy.copy(learnt.dataset)
    rows = dataset.of_part("validation")
    captioned = rows[dataset.has_caption[rows]]
    donor = int(captioned[0])
    dataset.languages = {"de": {int(row): donor for row in rows[:9]}, "en": {int(row): int(row) for row in captioned}}
    learner = copy.copy(learnt)
    learner.dataset = dataset
    content = evaluate(learner, "validation", 0.5)
    both = set(rows[:9].tolist()) & set(captioned.tolist())
    assert (
        content["posts"]["caption in German"]["count"] == content["posts"]["caption in English"]["count"] == len(both)
    )
    network, some = learner.best_network(), np.array(sorted(both))
    as_said = predict(network, dataset, some, texts=np.full(len(some), donor))
    assert torch.equal(
        as_said.yhat[0] if some[0] == donor else as_said.yhat[list(some).index(donor)],
        predict(network, dataset, some).yhat[list(some).index(donor)],
    )
    assert not torch.equal(as_said.yhat, predict(network, dataset, some).yhat)


def test_popularity_lies_below_everything_else(learnt: Learner) -> None:
    content = evaluate_floors(learnt.dataset, "validation", None)
    assert set(content["met"]["as posted"]) == {"popularity", "own tags", "k-nearest", "nearest own posts"} | {
        f"zero-shot, {given}" for given in ("caption", "photo", "both")
    }
    sizes = np.array(content["posts"]["as posted"]["sizes"])
    scores = {name: at(Judged(from_bits(text), sizes), 2)["f1"] for name, text in content["met"]["as posted"].items()}
    assert scores["popularity"] < min(scores["own tags"], scores["nearest own posts"], scores["k-nearest"])
    assert scores["popularity"] < f1(learnt, 2)


def test_test_takes_the_settings_of_validation(learnt: Learner) -> None:
    chosen = evaluate_floors(learnt.dataset, "validation", None)["chosen"] | {"k-nearest": "20 posts, photo 0.6"}
    assert evaluate_floors(learnt.dataset, "test", chosen)["chosen"]["k-nearest"] == "20 posts, photo 0.6"
    with pytest.raises(SystemExit, match="on validation again"):
        evaluate_floors(learnt.dataset, "test", {})


def test_zero_shot_finds_what_caption_and_photo_name(learnt: Learner) -> None:
    """Names that are the very directions in which captions and photos were made up."""
    dataset = copy.copy(learnt.dataset)
    names = np.random.default_rng(0).standard_normal((20, 6)).astype(np.float32) * 0.01
    axes = 3 * np.eye(6, dtype=np.float32)
    names[4:8] += axes[:4]
    names[:4] += np.concatenate([axes[4:], -axes[4:]])
    dataset.names = lambda: names
    rows = dataset.of_part("validation")
    content = evaluate_floors(dataset, "validation", None)
    hits = from_bits(content["met"]["as posted"]["zero-shot, caption"])
    captioned = dataset.has_caption[rows]
    assert hits[captioned, :1].mean() > 0.7 > 0.2 > hits[~captioned, :1].mean() - 0.2
    assert from_bits(content["met"]["as posted"]["zero-shot, photo"])[:, :4].any(1).mean() > 0.5
