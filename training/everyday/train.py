"""`python -m everyday.train [NAME…] [--seed N]…`: learns everyday networks; a stopped run goes on."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import torch

from design.runs import checkpoint_of
from design.train import fast_products

from .dataset import Everyday, load_everyday
from .learn import EverydayLearner
from .plan import PLANS, TEACHER, Plan, plan_named
from .teacher import Lessons, lessons_of


def learnt_from_start(plan: Plan, dataset: Everyday, checkpoint: Path) -> EverydayLearner:
    """The learner after its last epoch, resumed from `checkpoint` where there is one."""
    learner = EverydayLearner(plan, dataset, taught(dataset) if plan.teacher > 0 else None)
    if checkpoint.exists():
        learner.load(checkpoint)

    def after_epoch(at: EverydayLearner) -> None:
        at.save(checkpoint)
        entry = at.log[-1]
        told = ", ".join(f"{name} {value:.4f}" for name, value in entry.items() if name not in ("epoch", "seconds"))
        print(f"{plan.configuration.name}: epoch {at.epoch}, {told}, {entry['seconds']:.0f} s", flush=True)

    learner.run(after_epoch)
    return learner


def taught(dataset: Everyday) -> Lessons:
    """The lessons of the teacher, one network for all seeds; learnt first where it is missing."""
    of = plan_named(TEACHER)
    return lessons_of(learnt_from_start(of, dataset, checkpoint_of(of.configuration)).best_network(), dataset)


def main() -> None:
    """Learns every named plan in turn, from every seed."""
    parser = argparse.ArgumentParser(prog="python -m everyday.train")
    parser.add_argument("names", nargs="*", default=["everyday"], help=", ".join(PLANS))
    parser.add_argument("--seed", type=int, action="append")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    dataset, loaded = None, None
    for name in options.names:
        for seed in options.seed or [0]:
            plan = plan_named(name, seed)
            wanted = (plan.configuration.encoders.photo, plan.views)
            if wanted != loaded:
                dataset, loaded = load_everyday(*wanted), wanted
            with fast_products():
                learnt_from_start(plan, dataset, checkpoint_of(plan.configuration))


if __name__ == "__main__":
    main()
