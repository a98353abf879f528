"""Two processes with gloo learn what one learns (docs: design/parallel.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from made_up import made_up_dataset
from two_processes import configuration

from design.layers import batch_norm
from design.learn import Learner
from design.train import train

TOLERANCE = 1e-4  # of a weight after two epochs, that design/parallel.py promises
SYSTEMS = ("design", "amnn", "tagnet")


@pytest.fixture(scope="module")
def learnt_by_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of their checkpoints. 101 posts: the last batch is uneven."""
    folder = tmp_path_factory.mktemp("two")
    script = Path(__file__).with_name("two_processes.py")
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    places = os.pathsep.join(str(place) for place in (script.parents[1], script.parent))
    done = subprocess.run(
        [*command, script, folder, *SYSTEMS],
        capture_output=True, text=True, timeout=120, env=os.environ | {"PYTHONPATH": places},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("design") == 0 and done.stdout.count("epoch 2/2") == len(SYSTEMS)  # one of them speaks
    return folder


@pytest.mark.parametrize("system", SYSTEMS)
def test_two_processes_learn_what_one_learns(system: str, learnt_by_two: Path, tmp_path: Path) -> None:
    one = train(configuration(system), made_up_dataset(101), tmp_path / "one.pt")
    two = torch.load(learnt_by_two / f"{system}.pt", weights_only=True)
    assert [entry["loss"] for entry in two["log"]] == pytest.approx([entry["loss"] for entry in one.log], rel=1e-4)
    start = train_start(system)
    for name, weight in one.averaged.state_dict().items():
        torch.testing.assert_close(two["averaged"][name], weight, atol=TOLERANCE, rtol=0, msg=name)
    moved = max(float((start[name] - weight).abs().max()) for name, weight in one.network.state_dict().items())
    assert moved > 100 * TOLERANCE  # it did learn: the tolerance tells something


def train_start(system: str) -> dict[str, torch.Tensor]:
    """The weights before the first step."""
    return Learner(configuration(system), made_up_dataset(101)).network.state_dict()


def test_alone_batch_normalisation_is_pytorchs() -> None:
    torch.manual_seed(0)
    ours, x = batch_norm(5), torch.randn(8, 5)
    theirs = torch.nn.BatchNorm1d(5, eps=ours.eps, momentum=ours.momentum)
    assert torch.equal(ours(x), theirs(x)) and torch.equal(ours.running_var, theirs.running_var)
