"""DESIGN's options: ablations of the gate, and the hybrid rules A1 and A3."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small

from design.configuration import CONFIGS, read_configuration
from design.evaluate import evaluate
from design.fusion import Mean, Weighted
from design.hybrid import a1_scores, ranked
from design.learn import K, network_of
from design.network import Design
from design.package import Description, write_package
from design.predict import predict
from design.sequence import SequenceHead
from design.shape import Gate
from design.train import train

ABLATIONS = [
    Gate(norm=False), Gate(activation="relu"), Gate(width="scalar"), Gate(sees="photo"), Gate(sees="caption"),
    Gate(temperature=2.0),
]  # fmt: skip


@pytest.mark.parametrize("options", [Gate(), *ABLATIONS], ids=str)
def test_the_gate_is_its_equation(options: Gate) -> None:
    torch.manual_seed(0)
    gate, t, v = Weighted(6, options).eval(), torch.randn(5, 6), torch.randn(5, 6)
    with torch.no_grad():
        for weight in gate.parameters():
            weight.normal_()
    seen = {"both": torch.cat([t, v], -1), "photo": v, "caption": t}[options.sees]
    o = gate.dense1(gate.norm1(seen))
    o = torch.where(o > 0, o, (0.3 if options.activation == "leaky relu" else 0.0) * o)
    w = torch.sigmoid(gate.dense2(gate.norm2(o)) / options.temperature)
    assert w.shape == (5, 1 if options.width == "scalar" else 6)
    p, shown = gate(t, v)
    torch.testing.assert_close(p, (1 - w) * t + w * v)
    torch.testing.assert_close(shown, w.expand(5, 6))
    assert options.norm == any(isinstance(part, torch.nn.BatchNorm1d) for part in gate.modules())


def test_mean_is_half_of_both() -> None:
    t, v = torch.randn(3, 4), torch.randn(3, 4)
    torch.testing.assert_close(Mean()(t, v)[0], (t + v) / 2)


@pytest.mark.parametrize("options", ABLATIONS, ids=str)
def test_every_ablation_learns_and_folds_but_is_not_shipped(options: Gate, tmp_path: Path) -> None:
    learner = train(replace(small(epochs=2), gate=options), made_up_dataset(80), tmp_path / "checkpoint.pt")
    assert learner.log[-1]["loss"] < learner.log[0]["loss"]
    network = learner.best_network()
    assert isinstance(network, Design)
    words = Description("made", "1", "made", "made", "MIT", (), "photo@1", "caption@1")
    vocabulary = [{"key": key} for key in learner.dataset.vocabulary.keys]
    with pytest.raises(ValueError, match="ablations"):
        write_package(tmp_path / "made", network.fold(), vocabulary, {}, words, 0.5, "")


def test_a1_puts_what_both_lists_have_first_then_takes_turns() -> None:
    yhat = torch.tensor([[0.9, 0.8, 0.7, 0.1, 0.2, 0.3]])  # 0 1 2 5 4 3
    listed = torch.tensor([[0.1, 0.2, 0.7, 0.9, 0.8, 0.0]])  # 3 4 2 1 0 5
    assert ranked(a1_scores(yhat, listed, 3), 6).tolist() == [[2, 0, 3, 1, 4, 5]]


@pytest.mark.parametrize("rule", ["A1", "A3"])
def test_every_rule_learns_and_gives_k_distinct_tags(rule: str, tmp_path: Path) -> None:
    configuration = small(epochs=3)
    configuration = replace(configuration, network=replace(configuration.network, rule=rule))
    learner = train(configuration, made_up_dataset(120), tmp_path / "checkpoint.pt")
    assert learner.log[-1]["loss"] < learner.log[0]["loss"]
    ranking = predict(learner.best_network(), learner.dataset, np.arange(20)).ranking("hybrid", None, K)
    assert all(len(set(row)) == K for row in ranking.tolist())
    assert evaluate(learner, "validation", None)["beta"] is None


def test_a3_mixes_the_classifier_into_every_step() -> None:
    torch.manual_seed(0)
    head = SequenceHead(9, 4, 5, 3, mixed=True)
    P, c, h, x = torch.softmax(torch.randn(2, 10), -1), torch.randn(2, 4), torch.randn(2, 5), torch.randn(2, 3)
    logits = torch.randn(1, 9)
    mixed = head.mixture(P, c, h, x, logits, torch.tensor([0, 0]))
    assert head.mix is not None
    for row in range(2):
        share = torch.sigmoid(torch.cat([c[row], h[row], x[row]]) @ head.mix.weight + head.mix.bias)
        best = logits[0].argsort(descending=True)[:5]
        classified = torch.zeros(10)
        classified[best] = torch.softmax(logits[0, best], 0)
        torch.testing.assert_close(mixed[row], share * P[row] + (1 - share) * classified)
    torch.testing.assert_close(mixed.sum(-1), torch.ones(2))


def test_a3_teaches_the_mixture_and_the_classifier() -> None:
    head, z = SequenceHead(9, 4, 5, 3, mixed=True), torch.randn(2, 4)
    logits = torch.randn(2, 9, requires_grad=True)
    head.loss(z, torch.tensor([[1, 2, 9], [3, 9, -1]]), 0.0, logits).backward()
    assert logits.grad is not None and bool((logits.grad != 0).any())
    for name, weight in head.named_parameters():
        assert weight.grad is not None and bool((weight.grad != 0).any()), name


def test_every_configuration_can_be_read_and_built() -> None:
    dataset = made_up_dataset(30)
    for path in CONFIGS.glob("*.toml"):
        network_of(read_configuration(path), dataset)
    assert read_configuration("gate-scalar").gate == Gate(width="scalar")
    assert read_configuration("hybrid-a3").network.rule == "A3"
