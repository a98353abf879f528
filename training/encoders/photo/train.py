"""Train the hybrid ViT on training-split posts: fixed seed, a checkpoint an epoch, a stopped run resumes."""

from __future__ import annotations

import copy
import math
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .heads import Heads, tag_loss
from .lessons import Lessons, lessons
from .lite2 import load
from .maps import BLOCKS
from .paths import work_folder
from .probe import f1_at
from .vit import HybridViT, Shape, start_from_components


@dataclass(frozen=True)
class Plan:
    """Settings of a run; all chosen on validation posts (docs/decisions/0002-photo-encoder.md)."""

    name: str = "vit"
    shape: Shape = field(default_factory=Shape)
    epochs: int = 6
    views: tuple[int, ...] = (0, 3, 4)  # cached views of maps.py that a post is drawn in
    batch: int = 64
    trained_from: int = 20  # blocks of the stem below this one stay as they were; 22 freezes the whole stem
    rate: float = 6e-4
    stem_rate: float = 1e-4
    decay: float = 0.05
    mix: float = 0.5
    average: float = 0.998
    seed: int = 2026


SHIPPED = Plan()


class Run:
    """State of training: model and heads, their moving average, the optimiser."""

    def __init__(self, plan: Plan, parts: dict[str, Lessons]) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.parts = plan, parts
        self.model = HybridViT(load(), plan.shape).to(memory_format=torch.channels_last)
        self.heads = Heads(plan.shape.width, len(parts["train"].tags))
        self.steps = len(parts["train"].posts) // plan.batch
        self.epoch = 0
        for index, block in enumerate(self.model.stem.blocks):
            block.requires_grad_(index >= plan.trained_from)
        self.model.stem.stem.requires_grad_(False)
        self.model.stem.head.requires_grad_(plan.trained_from <= 21)
        with torch.no_grad():
            some = np.arange(0, len(parts["train"].posts), max(1, len(parts["train"].posts) // 512))
            start_from_components(
                self.model, self.stem(parts["train"], some, np.zeros_like(some)).flatten(2).mT.flatten(0, 1)
            )
        self.optimiser = torch.optim.AdamW(self.groups())
        self.averaged = copy.deepcopy(torch.nn.ModuleList([self.model, self.heads])).requires_grad_(False)

    def groups(self) -> list[dict]:
        """Matrices decay, vectors do not; the stem's rate is its own."""
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, weight in [*self.model.named_parameters(), *self.heads.named_parameters()]:
            if weight.requires_grad:
                rate = self.plan.stem_rate if name.startswith("stem.") else self.plan.rate
                groups.setdefault((rate, self.plan.decay if weight.dim() > 1 else 0.0), []).append(weight)
        return [{"params": v, "lr": r, "peak": r, "weight_decay": d} for (r, d), v in groups.items()]

    def stem(self, part: Lessons, indices: np.ndarray, views: np.ndarray, model: HybridViT | None = None) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            maps = part.batch(indices, views).float()
            return (model or self.model).stem.upper(maps, BLOCKS, self.plan.trained_from).float()

    def train_epoch(self) -> float:
        """One pass over the training posts, each in one view drawn at random; returns the mean loss."""
        part, plan = self.parts["train"], self.plan
        rng = np.random.default_rng([plan.seed, self.epoch])
        torch.manual_seed(plan.seed * 1000 + self.epoch)
        order = rng.permutation(len(part.posts))
        self.model.train(), self.heads.train()
        total = 0.0
        for step in range(self.steps):
            self.schedule(self.epoch * self.steps + step)
            indices = order[step * plan.batch : (step + 1) * plan.batch]
            loss = self.loss(part, indices, rng)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([w for g in self.optimiser.param_groups for w in g["params"]], 1.0)
            self.optimiser.step()
            self.follow(self.epoch * self.steps + step)
            total += loss.item()
            if step % 40 == 39:
                print(
                    f"{plan.name} epoch {self.epoch} step {step + 1}/{self.steps} loss {total / (step + 1):.3f}",
                    flush=True,
                )
        self.epoch += 1
        return total / self.steps

    def loss(self, part: Lessons, indices: np.ndarray, rng: np.random.Generator) -> Tensor:
        views = rng.integers(0, len(part.views), len(indices))
        targets, judged = part.targets[indices], part.judged[indices]
        with torch.autocast("cpu", torch.bfloat16):
            maps = part.batch(indices, views).float()
            if rng.random() < self.plan.mix:
                share = float(rng.beta(0.4, 0.4))
                other = torch.from_numpy(rng.permutation(len(indices)))
                maps = share * maps + (1 - share) * maps[other]
                targets = share * targets + (1 - share) * targets[other]
                judged = torch.maximum(judged, judged[other])
            tokens = self.model.encode(self.model.stem.upper(maps, BLOCKS, self.plan.trained_from))
            mean, attended = self.heads(tokens)
        return tag_loss(mean, targets, judged) + 0.5 * tag_loss(attended, targets, judged)

    def schedule(self, step: int) -> None:
        """Linear warm-up over 3% of the steps, then a half cosine to a hundredth of the peak."""
        whole = self.steps * self.plan.epochs
        warm = max(1, whole // 33)
        share = step / warm if step < warm else 0.01 + 0.495 * (1 + math.cos(math.pi * (step - warm) / (whole - warm)))
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * share

    def follow(self, step: int) -> None:
        """Moving average of the weights; short memory at the start."""
        keep = min(self.plan.average, (step + 1) / (step + 10))
        sources = [*self.model.parameters(), *self.heads.parameters()]
        with torch.no_grad():
            for slow, fast in zip(self.averaged.parameters(), sources, strict=True):
                if fast.requires_grad:
                    slow.lerp_(fast, 1 - keep)

    @torch.inference_mode()
    def pooled(self, part: Lessons, view: int = 0, count: int | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Mean tokens (n, W) and the mean head's scores (n, T) of the averaged model on one view."""
        model, heads = self.averaged[0].eval(), self.averaged[1].eval()
        vectors, scores = [], []
        for at in range(0, count or len(part.posts), 128):
            indices = np.arange(at, min(at + 128, count or len(part.posts)))
            with torch.autocast("cpu", torch.bfloat16):
                tokens = model.encode(self.stem(part, indices, np.full(len(indices), view), model)).float()
            vectors.append(tokens.mean(1).numpy())
            scores.append(heads.mean(tokens.mean(1)).masked_fill(part.judged[indices] == 0, -1e4).numpy())
        return np.concatenate(vectors), np.concatenate(scores)

    def judge(self, view: int = 0) -> str:
        """Validation F1@7 of the mean head, all posts and each big set, as one line."""
        part = self.parts["validation"]
        _, scores = self.pooled(part, view)
        truth = part.targets.numpy()
        out = [f"all {f1_at(scores, truth):.4f}"]
        for name in ("flickr8k", "openclipart", "mvsa", "clothing"):
            rows = np.array([post.set == name for post in part.posts])
            out.append(f"{name} {f1_at(scores[rows], truth[rows]):.4f}")
        return ", ".join(out)

    def save(self, file: Path) -> None:
        state = {
            "plan": asdict(self.plan),
            "epoch": self.epoch,
            "model": self.model.state_dict(),
            "heads": self.heads.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }
        torch.save(state, file.with_suffix(".part"))
        file.with_suffix(".part").replace(file)

    def resume(self, file: Path) -> None:
        state = torch.load(file, map_location="cpu", weights_only=True)
        self.epoch = state["epoch"]
        self.model.load_state_dict(state["model"])
        self.heads.load_state_dict(state["heads"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])


def train(plan: Plan) -> Run:
    """Run `plan` to its end, from the last finished epoch on where there is one."""
    torch.set_num_threads(1)  # two threads that wait for each other lose to one when the machine is shared
    run = Run(plan, lessons({"train": list(plan.views), "validation": [0, 2]}))
    file = work_folder("photo-vit") / f"{plan.name}.pt"
    if file.exists():
        run.resume(file)
    while run.epoch < plan.epochs:
        started = time.time()
        loss = run.train_epoch()
        run.save(file)
        print(
            f"{plan.name} epoch {run.epoch}/{plan.epochs}: loss {loss:.3f}, {time.time() - started:.0f} s, "
            f"validation F1@7 {run.judge()}",
            flush=True,
        )
    return run
