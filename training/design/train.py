"""`python -m design.train CONFIG… [--seed N]…`: trains configurations; a stopped run goes on after its last epoch."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from .configuration import Configuration, runs_of
from .dataset import Dataset
from .learn import Learner
from .parallel import joined, number
from .prepare import load_dataset
from .runs import checkpoint_of


def train(configuration: Configuration, dataset: Dataset, checkpoint: Path) -> Learner:
    """The learner after its last epoch, resumed from `checkpoint` where there is one."""
    learner = Learner(configuration, dataset)
    if checkpoint.exists():
        learner.load(checkpoint)
        if number() == 0:
            print(f"{configuration.name}: going on after epoch {learner.epoch}", flush=True)

    def after_epoch(at: Learner) -> None:
        if number() > 0:  # every process holds the same network; the first one saves and speaks
            return
        at.save(checkpoint)
        entry = at.log[-1]
        scores = ", ".join(f"{head} {entry[head]:.4f}" for head in at.network.heads if head in entry)
        print(
            f"{configuration.name}: epoch {at.epoch}/{configuration.training.epochs}, loss {entry['loss']:.3f}, "
            f"validation F1@7 {scores}, "
            f"{entry['seconds']:.0f} s",
            flush=True,
        )

    learner.run(after_epoch)
    return learner


@contextmanager
def fast_products() -> Iterator[None]:
    """Matrix products in bfloat16 where the processor has them: half the time. Evaluation, shipping stay in float32."""
    settings = torch.backends.mkldnn.matmul
    before, settings.fp32_precision = settings.fp32_precision, "bf16"
    try:
        yield
    finally:
        settings.fp32_precision = before


def main() -> None:
    """Trains every named configuration in turn."""
    parser = argparse.ArgumentParser(prog="python -m design.train")
    parser.add_argument("configurations", nargs="+", help="names of files in training/configs")
    parser.add_argument("--seed", type=int, action="append", help="instead of the configuration's own; may be repeated")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    known: dict[str, Dataset] = {}
    for configuration in runs_of(options.configurations, options.seed):
        key = str(configuration.encoders)
        if key not in known:
            known.clear()
            known[key] = load_dataset(configuration.encoders)
        with fast_products(), joined():
            train(configuration, known[key], checkpoint_of(configuration))


if __name__ == "__main__":
    main()
