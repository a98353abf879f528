"""Shipped networks: file forms of the weights, what they cost, and the network read back from its folder."""

from __future__ import annotations

import base64
import copy
from pathlib import Path

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small

from design import ship
from design.fixture import FOLDER, tiny_network
from design.learn import Learner
from design.package import read_package
from design.predict import predict
from design.sequences import sequences, z_of
from design.train import train
from design.weights import FEWEST, decode_weights, encode_weights, restored, round_to, stored


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    return train(small(epochs=4), made_up_dataset(), tmp_path_factory.mktemp("run") / "checkpoint.pt")


def test_bytes_lie_within_half_a_step() -> None:
    weight = np.random.default_rng(0).standard_normal((FEWEST // 8, 16)).astype(np.float32)
    numbers, quantization = stored(weight, "int8")
    assert numbers.dtype == np.uint8 and numbers.min() == 0 and numbers.max() == 255
    assert np.abs(restored(numbers, quantization) - weight).max() <= 0.5001 * quantization["scale"]
    few, form = stored(weight[:3], "int8")
    assert few.dtype == np.float16 and form == {"dtype": "float16"}
    assert stored(np.zeros((FEWEST, 2), np.float32), "int8")[1] == {"dtype": "float16"}


@pytest.mark.parametrize("form", ["float16", "int8"])
def test_rounded_weights_come_back_from_their_file_unchanged(form: str) -> None:
    network = tiny_network("weighted", "attention", 3, form)
    data, specs = encode_weights(network, form)
    assert form == "float16" or {spec["quantization"]["dtype"] for spec in specs} == {"float16", "uint8"}
    back = decode_weights(data, specs)
    for weight, spec in zip(network.parameters(), specs, strict=True):
        assert np.array_equal(weight.detach().numpy(), back[spec["name"]]), spec["name"]
    with pytest.raises(ValueError, match="have no name"):
        decode_weights(data + b"0", specs)
    with pytest.raises(ValueError, match="weights end before"):
        decode_weights(data[:-1], specs)


def test_rounding_is_measured_and_too_much_of_it_refused(
    learnt: Learner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    network = copy.deepcopy(learnt.best_network()).fold()
    before = [weight.clone() for weight in network.parameters()]
    assert abs(ship.lost_by_rounding(network, learnt.dataset, 0.5, "float16")) <= 0.01
    assert any(not torch.equal(weight, old) for weight, old in zip(network.parameters(), before, strict=True))

    def ruin(network: torch.nn.Module, _form: str) -> None:
        with torch.no_grad():
            for weight in network.parameters():
                weight.zero_()

    monkeypatch.setattr(ship, "round_to", ruin)
    assert ship.lost_by_rounding(copy.deepcopy(network), learnt.dataset, 0.5, "int8") > 0.1


@pytest.mark.parametrize("name", ["tiny-network-mean", "tiny-network-weighted-pooled-int8"])
def test_a_shipped_network_is_read_back(name: str) -> None:
    network, manifest = read_package(FOLDER / name)
    form = "int8" if name.endswith("int8") else "float16"
    assert manifest["id"] == name
    data, _ = encode_weights(network, form)
    assert data == (FOLDER / name / "weights.bin").read_bytes()


def test_sequences_are_those_of_the_decoder(learnt: Learner) -> None:
    network = copy.deepcopy(learnt.best_network()).fold()
    round_to(network, "float16")
    rows = learnt.dataset.of_part("validation")
    z = z_of(network, learnt.dataset, rows)
    written = sequences(network, z)
    assert written["z"]["shape"] == [len(rows), 2 * network.shape.d]
    assert np.array_equal(np.frombuffer(base64.b64decode(written["z"]["f16"]), "<f2").reshape(z.shape), z.numpy())
    lists = predict(network, learnt.dataset, rows).lists.tolist()
    same = [[tag for tag in tags if tag >= 0] == greedy for tags, greedy in zip(lists, written["greedy"], strict=True)]
    assert np.mean(same) > 0.9  # z was rounded
    assert [network.sequence.beam(row[None], 5) for row in z] == written["beam"]["lists"]
