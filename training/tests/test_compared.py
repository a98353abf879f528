"""The compared systems of systems.md §6: shapes, masks, lists, gradients, and that each can learn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small

from compared.amnn import Amnn
from compared.coa import Guided
from compared.tagnet import Tagnet, nearest
from design.configuration import Configuration, SystemChoice, Training, read_configuration
from design.dataset import Dataset
from design.evaluate import evaluate
from design.learn import K, Learner, assigned_tags, network_of
from design.network import Design, Inputs
from design.predict import memory_of, predict
from design.system import System, softmax_loss
from design.train import train
from evaluation.metrics import at, judge

NAMES = ("amnn", "coa", "macon", "tagnet")
VARIANTS = [SystemChoice(name=name) for name in NAMES] + [SystemChoice("coa", layers=2)]


def made(choice: SystemChoice, **training: object) -> Configuration:
    return replace(small(**training), name="compared", system=choice)


def ready(choice: SystemChoice, dataset: Dataset) -> tuple[System, torch.Tensor]:
    """A network whose every weight moves, and its memory."""
    torch.manual_seed(1)
    network = network_of(made(choice, input_dropout=0.0, dropout=0.0), dataset)
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) * 0.2)
    return network, memory_of(network, dataset, dataset.in_history)


def padded(batch: Inputs) -> Inputs:
    """The same posts with rubbish where nothing counts."""
    more = torch.full((len(batch.caption), 3, batch.caption.shape[2]), 9.0)
    caption = torch.where(batch.caption_valid.unsqueeze(-1), batch.caption, 9.0)
    return replace(
        batch,
        photo=torch.where(batch.photo_absent[:, None, None], 9.0, batch.photo),
        caption=torch.cat([caption, more], 1),
        caption_valid=torch.cat([batch.caption_valid, torch.zeros(len(more), 3, dtype=torch.bool)], 1),
    )


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return made_up_dataset(120)


@pytest.mark.parametrize("choice", VARIANTS, ids=str)
def test_shapes_and_lists_without_repeats(choice: SystemChoice, dataset: Dataset) -> None:
    network, memory = ready(choice, dataset)
    rows = np.arange(20)
    outputs = network.eval()(dataset.inputs(rows, memory, 5))
    assert outputs.p.shape == outputs.w.shape == (20, network.shape.d)
    assert outputs.logits.shape == (20, 20)
    yhat, q, lists = network.recommend(outputs)
    assert yhat.shape == q.shape == (20, 20)
    assert bool(((yhat >= 0) & (yhat <= 1)).all())
    for tags in lists.tolist():
        assert len({tag for tag in tags if tag >= 0}) == sum(tag >= 0 for tag in tags)
    for given in ({}, {"photo": False}, {"caption": False}, {"photo": False, "caption": False, "history": False}):
        ranking = predict(network, dataset, rows, **given).ranking(network.heads[0], None, K)
        assert all(len(set(row)) == K for row in ranking.tolist())


@pytest.mark.parametrize("choice", VARIANTS, ids=str)
def test_padding_and_what_is_absent_do_not_leak(choice: SystemChoice, dataset: Dataset) -> None:
    network, memory = ready(choice, dataset)
    network.eval()
    for given in ({}, {"photo": False}):
        batch = dataset.inputs(np.arange(24), memory, 5, **given)
        with torch.no_grad():
            torch.testing.assert_close(network(padded(batch)).z, network(batch).z, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("choice", VARIANTS, ids=str)
def test_every_parameter_learns(choice: SystemChoice, dataset: Dataset) -> None:
    network, memory = ready(choice, dataset)
    rows = dataset.of_part("train")
    batch = dataset.inputs(rows, memory, 5)
    batch = replace(batch, photo_absent=torch.arange(len(rows)) % 5 == 0)
    sequences = dataset.sequences(rows, "random", np.random.default_rng(0))
    sum(network.losses(network.train()(batch), dataset.targets(rows), sequences, 0.0)).backward()
    for name, weight in network.named_parameters():
        assert weight.grad is not None and bool((weight.grad != 0).any()), name


@pytest.mark.parametrize("choice", VARIANTS, ids=str)
def test_learns_a_tiny_set_by_heart(choice: SystemChoice, tmp_path: Path) -> None:
    """By the same loop and evaluation as DESIGN."""
    dataset = made_up_dataset(60)
    still: dict[str, object] = {"photo_absent": 0.0, "caption_absent": 0.0, "history_absent": 0.0, "input_dropout": 0.0}
    still["sequence_order"] = "frequent first"  # one order of a list can be learnt by heart, all of them hardly
    learner = train(
        made(choice, epochs=40, batch=8, dropout=0.0, weight_decay=0.0, **still), dataset, tmp_path / "checkpoint.pt"
    )
    assert learner.log[-1]["loss"] < 0.75 * learner.log[0]["loss"]
    network, rows = learner.averaged, dataset.of_part("train")  # the last epoch's, whatever validation thinks of it
    ranking = predict(network, dataset, rows).ranking(network.heads[0], None, 3)
    assert at(judge(ranking, assigned_tags(dataset, rows)), 3)["recall"] > 0.9
    content = evaluate(learner, "validation", None)
    assert set(content["met"]["as posted"]) == set(network.heads)
    assert content["beta"] is None
    again = Learner(learner.configuration, dataset)
    again.load(tmp_path / "checkpoint.pt")
    assert again.log == learner.log


def test_amnn_attends_over_the_sequence(dataset: Dataset) -> None:
    """Not over an axis of size 1, where every weight would be one."""
    network, _ = ready(SystemChoice("amnn"), dataset)
    assert isinstance(network, Amnn)
    valid = torch.tensor([[True, True, True, False]])
    rows = torch.randn(1, 4, network.shape.d)
    alpha, summed = network.word(rows, valid)
    scores = torch.tanh(rows @ network.word.weight + network.word.bias) @ network.word.query
    expected = torch.cat([torch.softmax(scores[:, :3], -1), torch.zeros(1, 1)], -1)
    torch.testing.assert_close(alpha, expected)
    torch.testing.assert_close(summed, (expected.unsqueeze(-1) * rows).sum(1))


def test_amnn_sees_photo_and_caption_at_every_step(dataset: Dataset) -> None:
    network, _ = ready(SystemChoice("amnn"), dataset)
    assert isinstance(network, Amnn)
    z, previous = torch.randn(2, network.shape.d), torch.tensor([[3, 5, 20], [1, 2, 4]])
    together = network.sequence.drive(z, previous)
    for step in range(3):
        torch.testing.assert_close(together[:, step], z + network.sequence.tags[previous[:, step]])
        torch.testing.assert_close(together[:, step], network.sequence.drive(z, previous[:, step]))
    beam = network.sequence.beam(z[:1], 5)
    assert 0 < len(set(beam)) == len(beam) <= 7


def test_coa_asks_rows_with_a_guide() -> None:
    """h = tanh(W_x x_i ⊕ W_g g), written out."""
    torch.manual_seed(0)
    asked = Guided(6, 4)
    rows, guide = torch.randn(2, 3, 6), torch.randn(2, 6)
    weights, summed = asked(rows, torch.ones(2, 3, dtype=torch.bool), guide)
    for post in range(2):
        scores = torch.stack(
            [torch.tanh(torch.cat([x @ asked.rows, guide[post] @ asked.guide])) @ asked.score for x in rows[post]]
        )
        torch.testing.assert_close(weights[post], torch.softmax(scores, 0))
        torch.testing.assert_close(summed[post], torch.softmax(scores, 0) @ rows[post])


def test_softmax_loss_is_that_of_the_posts_tags() -> None:
    logits, targets = torch.tensor([[1.0, 2.0, 0.5]]), torch.tensor([[1.0, 0.0, 1.0]])
    logs = torch.log_softmax(logits[0], 0)
    torch.testing.assert_close(softmax_loss(logits, targets), -(logs[0] + logs[2]))


def test_macon_sees_no_more_than_its_history() -> None:
    dataset = made_up_dataset(120)
    configuration = made(SystemChoice("macon"))
    configuration = replace(configuration, network=replace(configuration.network, history_length=2))
    network = network_of(configuration, dataset).eval()
    row = np.array([max(range(120), key=lambda row: len(dataset.earlier[row]))])
    memory = torch.randn(120, network.shape.d)
    before = predict(network, dataset, row, memory=memory).yhat
    memory[dataset.earlier[row[0]][:-2]] += 1
    assert torch.equal(predict(network, dataset, row, memory=memory).yhat, before)
    memory[dataset.earlier[row[0]][-1]] += 1
    assert not torch.equal(predict(network, dataset, row, memory=memory).yhat, before)


def test_tagnet_links_to_training_posts_only(dataset: Dataset) -> None:
    near = nearest(dataset, 10)
    training = set(dataset.of_part("train").tolist())
    for row, others in enumerate(near.tolist()):
        assert row not in others and set(others) <= training and len(set(others)) == 10
    photo = dataset.photo.astype(np.float32).mean(1)
    photo /= np.linalg.norm(photo, axis=1, keepdims=True)
    best = max((other for other in training if other != 0), key=lambda other: photo[0] @ photo[other])
    assert near[0, 0] == best


def test_tagnet_is_a_graph_convolution(dataset: Dataset) -> None:
    """For a training post whose photo is there: Z_1, Z_2 by Â over the whole graph."""
    network, memory = ready(SystemChoice("tagnet"), dataset)
    assert isinstance(network, Tagnet)
    network.eval()
    rows = dataset.of_part("train")
    with torch.no_grad():
        z = network(dataset.inputs(rows, memory, 5)).z
        place = {row: at for at, row in enumerate(rows.tolist())}
        adjacency = torch.eye(len(rows))
        for row in rows.tolist():
            for other in network.neighbours[row].tolist():
                adjacency[place[row], place[other]] = 1
        scale = adjacency.sum(1).rsqrt()
        normalised = scale[:, None] * adjacency * scale
        z0 = network.nodes[torch.from_numpy(rows)]
        z1 = torch.relu(normalised @ z0 @ network.hop1)
        z2 = torch.relu(normalised @ z1 @ network.hop2)
    torch.testing.assert_close(z, torch.cat([z0, z1, z2], -1), atol=1e-4, rtol=1e-4)


def test_configurations_name_their_system() -> None:
    for name, system in (("amnn", "amnn"), ("coa", "coa"), ("coa-2", "coa"), ("macon", "macon"), ("tagnet", "tagnet")):
        assert read_configuration(name).system.name == system
    assert read_configuration("macon-authors").network.history_length == 2
    assert read_configuration("coa-2").system.layers == 2
    assert read_configuration("vit-weighted").system.name == "design"


def test_an_unknown_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text('[system]\nname = "odd"\n')
    with pytest.raises(ValueError, match="one of design, amnn"):
        read_configuration(tmp_path / "odd.toml")


def test_a_checkpoint_from_before_the_choice_is_still_that_of_its_configuration() -> None:
    written = small().to_json()
    del written["system"]
    assert small().is_that_of(written)
    assert not replace(small(), training=Training()).is_that_of(written)
    assert isinstance(network_of(small(), made_up_dataset(30)), Design)
