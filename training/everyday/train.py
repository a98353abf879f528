"""`python -m everyday.train [NAME…] [--seed N]…`: learns everyday networks; a stopped run goes on."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from design.runs import checkpoint_of
from design.system import System
from design.train import fast_products

from .dataset import Everyday, load_everyday
from .languages import english_targets
from .learn import EverydayLearner
from .neighbours import WORDED, image_vectors, neighbour_targets
from .plan import LANGUAGE_TEACHER, PLANS, SHIPPED, TEACHER, Plan, plan_named
from .posts import REAL
from .teacher import SoftTargets, teacher_targets


def learnt_from_start(plan: Plan, dataset: Everyday, checkpoint: Path) -> EverydayLearner:
    """The learner after its last epoch, resumed from `checkpoint` where there is one."""
    if plan.mean_of:
        return averaged(plan, dataset, checkpoint)
    learner = EverydayLearner(plan, dataset)
    if checkpoint.exists():
        learner.load(checkpoint)
    if learner.epoch < plan.configuration.training.epochs:
        learner.soft_targets = soft_targets_for(plan, dataset)

    def after_epoch(at: EverydayLearner) -> None:
        at.save(checkpoint)
        entry = at.log[-1]
        told = ", ".join(f"{name} {value:.4f}" for name, value in entry.items() if name not in ("epoch", "seconds"))
        print(f"{plan.configuration.name}: epoch {at.epoch}, {told}, {entry['seconds']:.0f} s", flush=True)

    learner.run(after_epoch)
    return learner


def averaged(plan: Plan, dataset: Everyday, checkpoint: Path) -> EverydayLearner:
    """The learner whose weights are the mean of those of the runs `plan.mean_of`, which are learnt where missing."""
    learner = EverydayLearner(plan, dataset)
    if checkpoint.exists():
        learner.load(checkpoint)
        return learner
    states = []
    for name in plan.mean_of:
        of = plan_named(name, plan.configuration.training.seed)
        states.append(learnt_from_start(of, dataset, checkpoint_of(of.configuration)).best)
    learner.take(mean_of(states))
    learner.save(checkpoint)
    print(f"{plan.configuration.name}: mean of {len(states)} runs, {learner.log[-1]}", flush=True)
    return learner


def mean_of(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Entry by entry; counters are rounded."""
    return {
        name: (sum(state[name].double() for state in states) / len(states)).to(first.dtype)  # type: ignore[union-attr]
        for name, first in states[0].items()
    }


def soft_targets_for(plan: Plan, dataset: Everyday) -> list[tuple[float, SoftTargets]]:
    """What `plan` is taught besides the posts' own hashtags, with the weight of each."""
    soft_targets = []
    if plan.teacher > 0:
        soft_targets.append((plan.teacher, captions_read(dataset)))
    if plan.neighbours > 0 or plan.likenesses > 0:
        vectors = image_vectors(dataset)
        of = {REAL: plan.neighbours, WORDED: plan.likenesses}
        soft_targets += [
            (weight, neighbour_targets(dataset, vectors, sets)) for sets, weight in of.items() if weight > 0
        ]
    if plan.languages > 0:
        soft_targets.append((plan.languages, english_targets(best_of(LANGUAGE_TEACHER, dataset), dataset)))
    return soft_targets


def captions_read(dataset: Everyday) -> SoftTargets:
    """What the teacher says, one network for all seeds."""
    return teacher_targets(best_of(TEACHER, dataset), dataset)


def best_of(name: str, dataset: Everyday) -> System:
    """The network `name` of seed 0, learnt first where it is missing."""
    of = plan_named(name)
    return learnt_from_start(of, dataset, checkpoint_of(of.configuration)).best_network()


def main() -> None:
    """Learns every named plan in turn, from every seed."""
    parser = argparse.ArgumentParser(prog="python -m everyday.train")
    parser.add_argument("names", nargs="*", default=[SHIPPED], help=", ".join(PLANS))
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
