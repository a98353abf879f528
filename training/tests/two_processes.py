"""Run by torchrun in test_parallel: learns the made-up posts in as many processes as there are."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch
from made_up import made_up_dataset, small

from design.configuration import Configuration
from design.parallel import joined, processes
from design.train import train


def configuration(system: str) -> Configuration:
    """Without dropout, whose masks each process draws by itself."""
    read = small(epochs=2, dropout=0.0, input_dropout=0.0)
    return replace(read, system=replace(read.system, name=system))


if __name__ == "__main__":
    torch.set_num_threads(1)
    with joined():
        assert processes() == 2
        for name in sys.argv[2:]:
            train(configuration(name), made_up_dataset(101), Path(sys.argv[1]) / f"{name}.pt")
