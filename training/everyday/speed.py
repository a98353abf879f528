"""`python -m everyday.speed [--steps N] [--json FILE]`: examples a second of learning, and its share of the peak.

Steps of the everyday network (batches drawn as in learning, teachers left out: their lists are made once) and products
of two square matrices in turn, both by the same rules for float32. Operations of a step: the products that PyTorch's
FlopCounterMode counts, forward and back.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from design.dataset import batches
from design.predict import memory_of
from design.train import fast_products

from .dataset import load_everyday
from .learn import EverydayLearner
from .plan import SHIPPED, Plan, plan_named

SIZE = 1024  # rows of the square matrices
WARM_UP = 3


def learnt_plan(name: str) -> Plan:
    """A plan that is learnt: the first of those whose mean `name` is."""
    plan = plan_named(name)
    return learnt_plan(plan.mean_of[0]) if plan.mean_of else plan


def measure(learner: EverydayLearner, steps: int) -> tuple[list[float], list[float]]:
    """Of each step examples a second, and operations a second ÷ those of a product of matrices."""
    dataset = learner.dataset
    training, random = learner.configuration.training, np.random.default_rng(0)
    memory = memory_of(learner.network, dataset, learner.remembered)
    learner.network.train()
    square = torch.rand(SIZE, SIZE)
    speeds, shares = [], []
    for step, rows in enumerate(batches(learner.order(random), training.batch)):
        if step == WARM_UP + steps:
            break
        batch = dataset.varied(rows, memory, learner.network.shape.history_length, training, random)
        targets, sequences = dataset.targets(rows), dataset.sequences(rows, training.sequence_order, random)
        with FlopCounterMode(display=False) as counter:
            learner.loss(batch, targets, sequences).backward()
        started = time.perf_counter()
        learner.learn(batch, targets, sequences, 10 * steps)
        seconds = time.perf_counter() - started
        started = time.perf_counter()
        square @ square
        peak = 2 * SIZE**3 / (time.perf_counter() - started)
        if step >= WARM_UP:
            speeds.append(len(rows) / seconds)
            shares.append(counter.get_total_flops() / seconds / peak)
    return speeds, shares


def row(name: str, what: str, unit: str, samples: list[float]) -> dict[str, object]:
    """A row of the bench's table (bench/lib/rows.mjs)."""
    low, median, high = (float(np.quantile(samples, share)) for share in (0.25, 0.5, 0.75))
    return {"id": name, "what": what, "unit": unit, "runs": len(samples), "median": median, "low": low, "high": high}


def main() -> None:
    """Measures and prints; writes what scripts/performance.mjs reads."""
    parser = argparse.ArgumentParser(prog="python -m everyday.speed")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    threads = int(os.environ.get("TAGWEAVE_THREADS", "2"))
    torch.set_num_threads(threads)
    before = os.getloadavg()[0]
    with fast_products():
        plan = learnt_plan(SHIPPED)
        dataset = load_everyday(plan.configuration.encoders.photo, plan.views)
        speeds, shares = measure(EverydayLearner(plan, dataset), options.steps)
    product = f"a product of {SIZE}×{SIZE}"
    made = {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": processor(),
        "cores": os.cpu_count(),
        "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        "python": f"{platform.python_version()}, PyTorch {torch.__version__}, {threads} threads",
        "command": f"training/run everyday.speed --steps {options.steps}",
        "rows": [
            row("training", f"learning `{plan.configuration.name}`, examples a second", "", speeds),
            row("training-share", f"of it: share of the speed of {product}, both with bfloat16 inside", "×", shares),
        ],
    }
    print(json.dumps(made, ensure_ascii=False, indent=2))
    if options.json is not None:
        path = Path(os.environ.get("TAGWEAVE_FROM", ".")) / options.json
        path.write_text(json.dumps(made, ensure_ascii=False) + "\n")


def processor() -> str:
    """Its name, where the system tells it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


if __name__ == "__main__":
    main()
